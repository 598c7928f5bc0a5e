// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_finder.h"

#include "core/model/limits.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <tuple>

namespace core {

namespace {

constexpr std::string_view inputWeight = "weight_ih_l0", cellWeight = "weight_ih";

const Shape *shapeOf(const StoredTensors &tensors, const std::string &name)
{
    const auto found = tensors.find(name);
    return found == tensors.end() ? nullptr : &found->second.shape;
}

/// "weight_hh_l0 has 20 rows, 4 for each of H = 5"
std::string rowsText(Index rows, Index H)
{
    return "weight_hh_l0 has " + std::to_string(rows) + " rows, " + std::to_string(rows / H) +
           " for each of H = " + std::to_string(H);
}

/// Why two first weights are no GRU's; empty where they are.
std::string otherThanGru(const Shape *ih, const Shape *hh, bool projected)
{
    if (!hh || ih->size() != 2 || hh->size() != 2 || (*hh)[1] < 1 || (*hh)[0] < 1)
        return "is incomplete: it needs weight_ih_l0 and weight_hh_l0 of rank 2";
    const Index rows = (*hh)[0], H = (*hh)[1];
    if (projected)
        return "is an LSTM with projections: it has weight_hr_l0";
    if ((*ih)[0] != rows)
        return "is no GRU: weight_ih_l0 has " + std::to_string((*ih)[0]) + " rows, weight_hh_l0 " +
               std::to_string(rows);
    if (rows % H == 0 && rows / H == 4)
        return "is an LSTM: " + rowsText(rows, H);
    if (rows == H)
        return "is a plain RNN: " + rowsText(rows, H);
    if (rows % H != 0 || rows / H != 3)
        return "is no GRU: weight_hh_l0 has shape " + toString(*hh) + ", and a GRU's is [3H, H]";
    return {};
}

/// The sizes that the names and the first weights speak of.
GruShape sizesOf(const StoredTensors &tensors, const std::string &prefix)
{
    GruShape shape;
    shape.inputSize = (*shapeOf(tensors, prefix + "weight_ih_l0"))[1];
    shape.hiddenSize = (*shapeOf(tensors, prefix + "weight_hh_l0"))[1];
    while (shapeOf(tensors, prefix + "weight_ih_l" + std::to_string(shape.numLayers)))
        ++shape.numLayers;
    shape.directions = shapeOf(tensors, prefix + "weight_ih_l0_reverse") ? 2 : 1;
    shape.bias = shapeOf(tensors, prefix + "bias_ih_l0") != nullptr;
    return shape;
}

/// What does not fit in the rest of the parameters; empty where all do.
std::string misfit(const StoredTensors &tensors, const FoundGru &gru)
{
    if (const auto fits = checkLimits(gru.shape); !fits)
        return "is too large: " + fits.error().message;
    GruWeights<double> weights{gru.shape, {}};
    for (const auto &parameter : parameters(weights)) {
        const Shape *shape = shapeOf(tensors, gru.prefix + parameter.name);
        if (!shape)
            return "is incomplete: it has no " + parameter.name;
        if (*shape != parameter.shape)
            return "is no GRU: " + parameter.name + " has shape " + toString(*shape) +
                   "; it must be " + toString(parameter.shape);
    }
    return {};
}

std::string small(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

bool hasWord(const std::string &name, const std::vector<std::string> &words)
{
    return std::ranges::any_of(
        words, [&](const auto &word) { return name.find(word) != std::string::npos; });
}

bool isCalledEmbedding(const std::string &name)
{
    return hasWord(small(name), {"emb", "lookup", "wte"});
}

bool isCalledReadout(const std::string &name)
{
    return hasWord(small(name),
                   {"fc", "out", "head", "class", "linear", "logit", "pred", "decoder"});
}

bool isRecurrent(const std::string &name)
{
    return hasWord(name, {"weight_ih", "weight_hh", "weight_hr"});
}

/// How many modules two names have in common: 1 for encoder.gru. and encoder.emb.
std::ptrdiff_t kinship(const std::string &a, const std::string &b)
{
    const auto differs = std::ranges::mismatch(a, b).in1;
    return std::count(a.begin(), differs, '.');
}

/// The best first; equal ones by name.
template <class Rank>
std::vector<std::string> sorted(std::vector<std::pair<Rank, std::string>> list)
{
    std::ranges::stable_sort(list, std::ranges::greater{}, &std::pair<Rank, std::string>::first);
    std::vector<std::string> names;
    for (auto &[rank, name] : list)
        names.push_back(std::move(name));
    return names;
}

std::string withoutEnd(const std::string &name, std::string_view end)
{
    return name.substr(0, name.size() - end.size());
}

} // namespace

FoundNets findNets(const StoredTensors &tensors)
{
    FoundNets nets;
    for (const auto &[name, tensor] : tensors) {
        if (name.ends_with(cellWeight)) {
            const std::string prefix = withoutEnd(name, cellWeight);
            if (shapeOf(tensors, prefix + "weight_hh"))
                nets.others.push_back({prefix, "is a single cell (GRUCell, LSTMCell or RNNCell), "
                                               "not an nn.GRU"});
        }
        if (!name.ends_with(inputWeight))
            continue;
        FoundGru gru{withoutEnd(name, inputWeight), {}};
        std::string reason =
            otherThanGru(&tensor.shape, shapeOf(tensors, gru.prefix + "weight_hh_l0"),
                         shapeOf(tensors, gru.prefix + "weight_hr_l0") != nullptr);
        if (reason.empty()) {
            gru.shape = sizesOf(tensors, gru.prefix);
            reason = misfit(tensors, gru);
        }
        if (reason.empty())
            nets.grus.push_back(std::move(gru));
        else
            nets.others.push_back({gru.prefix, reason});
    }
    return nets;
}

std::vector<std::string> embeddingsFor(const FoundGru &gru, const StoredTensors &tensors)
{
    std::vector<std::pair<std::tuple<bool, std::ptrdiff_t, Index>, std::string>> list;
    for (const auto &[name, tensor] : tensors) {
        const bool isTable = tensor.shape.size() == 2 && tensor.shape[0] > 0 &&
                             tensor.shape[1] == gru.shape.inputSize;
        const bool isLinear =
            name.ends_with("weight") && tensors.contains(withoutEnd(name, "weight") + "bias");
        const bool isCalledSo = isCalledEmbedding(name);
        if (isTable && !isLinear && !isRecurrent(name) && (isCalledSo || !isCalledReadout(name)))
            list.push_back({{isCalledSo, kinship(gru.prefix, name), tensor.shape[0]}, name});
    }
    return sorted(std::move(list));
}

std::vector<std::string> readoutsFor(const FoundGru &gru, const StoredTensors &tensors)
{
    const Index width = gru.shape.hiddenSize * gru.shape.directions;
    std::vector<std::pair<std::tuple<bool, bool, std::ptrdiff_t>, std::string>> list;
    for (const auto &[name, tensor] : tensors) {
        if (!name.ends_with("weight") || isRecurrent(name) || isCalledEmbedding(name) ||
            tensor.shape.size() != 2 || tensor.shape[0] < 1 || tensor.shape[1] != width)
            continue;
        const std::string prefix = withoutEnd(name, "weight");
        const Shape *bias = shapeOf(tensors, prefix + "bias");
        if (bias && *bias != Shape{tensor.shape[0]})
            continue;
        list.push_back(
            {{isCalledReadout(name), bias != nullptr, kinship(gru.prefix, name)}, prefix});
    }
    return sorted(std::move(list));
}

} // namespace core
