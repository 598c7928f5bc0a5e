// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_reader.h"

#include "core/io/json_tensor.h"
#include "core/io/weight_file.h"
#include "core/model/embedding.h"
#include "core/model/limits.h"

#include <charconv>
#include <cmath>
#include <regex>

namespace core {

namespace {

/// torch.manual_seed's argument: negative ones count from the end of 64 bits.
std::uint64_t readSeed(const Json &value, const std::string &path, Findings &findings)
{
    if (value.is_number_unsigned())
        return value.get<std::uint64_t>();
    return static_cast<std::uint64_t>(readInteger(value, path, findings));
}

/// Rounds to the precision of the document, as numbers that stand in the document are.
Tensor<double> rounded(Tensor<double> tensor, const std::string &path, Findings &findings)
{
    if (findings.dtype == DType::float64)
        return tensor;
    for (Index i = 0; i < tensor.size(); ++i) {
        const auto number = static_cast<float>(tensor[i]);
        if (std::isinf(number) && !std::isinf(tensor[i]))
            findings.refuse(path + "[" + std::to_string(i) + "] is " + jsonNumber(tensor[i]) +
                            ", beyond what a float32 can hold");
        tensor[i] = number;
    }
    return tensor;
}

/// Some tensors, and the names of all that there are.
struct NamedTensors {
    TensorsByName tensors;
    std::vector<std::string> names;
};

/// Tensors of the file that members "file" and "prefix" name, less the prefix; those that `isWanted`.
template <class Wanted>
NamedTensors readFile(ObjectReader &members, const std::string &path,
                      const std::filesystem::path &folder, Wanted isWanted, Findings &findings)
{
    const std::string file = members.text("file", "");
    const std::string prefix = members.text("prefix", "");
    if (findings.error)
        return {};
    const auto all =
        WeightFile::open(folder / std::filesystem::path(std::u8string(file.begin(), file.end())));
    if (!all) {
        findings.refuse(all.error().at(path));
        return {};
    }
    NamedTensors found;
    for (const auto &[whole, stored] : all->tensors()) {
        if (!whole.starts_with(prefix) || findings.error)
            continue;
        found.names.push_back(whole.substr(prefix.size()));
        if (!isWanted(found.names.back()))
            continue;
        auto tensor = all->read(whole);
        if (tensor)
            found.tensors.emplace(found.names.back(),
                                  rounded(std::move(*tensor), joined(path, whole), findings));
        else
            findings.refuse(tensor.error().at(file).at(path));
    }
    if (found.names.empty())
        findings.refuse(path + ": " + file + all->place() +
                        " has no tensor whose name begins with \"" + prefix + "\"");
    return found;
}

/// Takes one tensor by its name.
Tensor<double> taken(NamedTensors &source, const std::string &name, const std::string &path,
                     Findings &findings)
{
    const auto found = source.tensors.find(name);
    if (found != source.tensors.end())
        return std::move(found->second);
    findings.refuse(path + " has no \"" + name + "\"; it has: " + listed(source.names));
    return {};
}

Tensor<double> initialTable(Index V, Index D, std::optional<Index> paddingIdx,
                            TorchGenerator &generator, Findings &findings)
{
    Result<Tensor<double>> table = Tensor<double>();
    if (findings.dtype == DType::float64) {
        table = initialEmbedding<double>(V, D, paddingIdx, generator);
    } else if (auto single = initialEmbedding<float>(V, D, paddingIdx, generator); single) {
        table = single->cast<double>();
    } else {
        table = single.error();
    }
    if (table)
        return std::move(*table);
    findings.refuse("config." + table.error().message, table.error().torch);
    return {};
}

/// "rows": {"38": […]}: rows that stand instead of those that were drawn.
void replaceRows(const Json &value, const std::string &path, Tensor<double> &table,
                 Findings &findings)
{
    if (!value.is_object())
        findings.refuse(path + " is " + shown(value) + "; it must be an object of rows by id");
    if (findings.error)
        return;
    const Index V = table.extent(0), D = table.extent(1);
    for (const auto &[key, list] : value.items()) {
        Index row = -1;
        const auto [end, code] = std::from_chars(key.data(), key.data() + key.size(), row);
        if (code != std::errc{} || end != key.data() + key.size() || row < 0 || row >= V)
            findings.refuse(joined(path, key) + " is no row of the table; rows are 0 to " +
                            std::to_string(V - 1));
        const auto numbers = readTensor<double>(list, joined(path, key), findings);
        if (numbers.shape != Shape{D})
            findings.refuse(joined(path, key) + " has shape " + toString(numbers.shape) +
                            "; it must be [" + std::to_string(D) + "]");
        if (findings.error)
            return;
        std::ranges::copy(numbers.data, table.data.begin() + row * D);
    }
}

Tensor<double> seededEmbedding(ObjectReader &members, const std::string &path,
                               std::optional<Index> paddingIdx, Findings &findings)
{
    const std::uint64_t seed = readSeed(*members.member("seed"), members.pathOf("seed"), findings);
    const Json *V = members.member("V"), *D = members.member("D");
    if (!V || !D) {
        findings.refuse(path + R"( has a seed; it needs "V" and "D" as well)");
        return {};
    }
    const Shape shape{readInteger(*V, members.pathOf("V"), findings),
                      readInteger(*D, members.pathOf("D"), findings)};
    if (!boundedElements(shape))
        findings.refuse(path + " has shape " + toString(shape) + "; a tensor may have at most " +
                        std::to_string(maxElements) + " elements");
    if (findings.error)
        return {};
    TorchGenerator generator(seed);
    auto table = initialTable(shape[0], shape[1], paddingIdx, generator, findings);
    if (const Json *rows = members.member("rows"))
        replaceRows(*rows, members.pathOf("rows"), table, findings);
    members.keepUnknown();
    return table;
}

/// The size on one axis of a parameter that the document or a file gives.
std::optional<Index> extentOf(const TensorsByName &tensors, const std::string &name)
{
    const auto found = tensors.find(name);
    if (found == tensors.end() || found->second.rank() != 2)
        return std::nullopt;
    return found->second.extent(1);
}

bool looksLikeParameter(const std::string &name)
{
    static const std::regex pattern("(weight|bias)_(ih|hh)_l[0-9]+(_reverse)?");
    return name.size() < 64 && std::regex_match(name, pattern);
}

/// Reads "seed", "file" or the tensors themselves, whichever there is.
struct WeightSource {
    std::optional<std::uint64_t> seed;
    NamedTensors given;
};

WeightSource readSource(const Json &value, const std::filesystem::path &folder, Findings &findings)
{
    WeightSource source;
    ObjectReader members(value, "weights", findings);
    members.onlyOneOf({"seed", "file", "weight_ih_l0"});
    if (const Json *seed = members.member("seed"))
        source.seed = readSeed(*seed, members.pathOf("seed"), findings);
    else if (members.member("file"))
        source.given = readFile(members, "weights", folder, looksLikeParameter, findings);
    else if (value.is_object())
        for (const auto &[name, tensor] : value.items())
            if (looksLikeParameter(name)) {
                source.given.names.push_back(name);
                source.given.tensors.emplace(
                    name,
                    readTensor<double>(*members.member(name), members.pathOf(name), findings));
            }
    members.keepUnknown();
    return source;
}

GruShape shapeOf(const GruConfig &config, const WeightSource &source, Findings &findings)
{
    GruShape shape;
    shape.numLayers = config.numLayers;
    shape.directions = config.bidirectional ? 2 : 1;
    shape.bias = config.bias;
    const auto hidden =
        config.hiddenSize ? config.hiddenSize : extentOf(source.given.tensors, "weight_hh_l0");
    const auto input =
        config.inputSize ? config.inputSize : extentOf(source.given.tensors, "weight_ih_l0");
    shape.inputSize = input.value_or(config.embeddingSize);
    shape.hiddenSize = hidden.value_or(1);
    if (!hidden)
        findings.refuse(source.seed ? "config.hidden_size is missing; weights from a seed need it"
                                    : "weights has no weight_hh_l0 of rank 2, and "
                                      "config.hidden_size is missing");
    if (const auto done = check(shape); !done)
        findings.refuse("config." + done.error().message, done.error().torch);
    else if (const auto fits = checkLimits(shape); !fits)
        findings.refuse("config." + fits.error().message);
    return shape;
}

GruWeights<double> seededWeights(const GruShape &shape, std::uint64_t seed, DType dtype)
{
    TorchGenerator generator(seed);
    if (dtype == DType::float64)
        return initialWeights<double>(shape, generator);
    return initialWeights<float>(shape, generator).cast<double>();
}

/// Refuses a parameter that stands in the source although this GRU has no such parameter.
void refuseSurplus(const TensorsByName &tensors, const GruWeights<double> &weights,
                   const std::vector<NamedParameter<double>> &wanted, Findings &findings)
{
    for (const auto &[name, tensor] : tensors)
        if (looksLikeParameter(name) &&
            std::ranges::find(wanted, name, &NamedParameter<double>::name) == wanted.end())
            findings.refuse("weights." + name + " has no place in a GRU with config.num_layers " +
                            std::to_string(weights.shape.numLayers) + ", bidirectional " +
                            (weights.shape.directions == 2 ? "true" : "false") + " and bias " +
                            (weights.shape.bias ? "true" : "false"));
}

} // namespace

Tensor<double> readEmbedding(const Json &value, const std::string &path,
                             std::optional<Index> paddingIdx, const std::filesystem::path &folder,
                             Findings &findings)
{
    if (!value.is_object())
        return readTensor<double>(value, path, findings);
    ObjectReader members(value, path, findings);
    members.onlyOneOf({"shape", "seed", "file"});
    members.onlyOneOf({"data", "seed", "file"});
    if (value.contains("shape"))
        return readTensor<double>(value, path, findings);
    if (members.member("seed"))
        return seededEmbedding(members, path, paddingIdx, findings);
    if (!members.member("file")) {
        findings.refuse(path + " is an object with neither \"shape\" nor \"seed\" nor \"file\"");
        return {};
    }
    const std::string name = members.text("name", "weight");
    auto found = readFile(
        members, path, folder, [&](const std::string &n) { return n == name; }, findings);
    members.keepUnknown();
    if (findings.error)
        return {};
    return taken(found, name, path, findings);
}

GruWeights<double> readWeights(const Json &value, const GruConfig &config,
                               const std::filesystem::path &folder, Findings &findings)
{
    WeightSource source = readSource(value, folder, findings);
    if (findings.error)
        return {};
    const GruShape shape = shapeOf(config, source, findings);
    if (findings.error)
        return {};
    if (source.seed)
        return seededWeights(shape, *source.seed, findings.dtype);
    GruWeights<double> weights{shape, {}};
    const auto wanted = parameters(weights);
    refuseSurplus(source.given.tensors, weights, wanted, findings);
    for (const auto &parameter : wanted)
        if (!findings.error)
            *parameter.tensor = taken(source.given, parameter.name, "weights", findings);
    return weights;
}

Readout<double> readReadout(const Json &value, const std::filesystem::path &folder,
                            Findings &findings)
{
    ObjectReader members(value, "readout", findings);
    members.onlyOneOf({"file", "weight"});
    Readout<double> readout;
    readout.classes = members.texts("classes");
    const std::vector<std::string> parts{"weight", "bias"};
    NamedTensors found;
    if (members.member("file")) {
        const auto isPart = [&](const std::string &name) {
            return std::ranges::find(parts, name) != parts.end();
        };
        found = readFile(members, "readout", folder, isPart, findings);
    } else {
        for (const std::string &name : parts)
            if (const Json *tensor = members.member(name)) {
                found.names.push_back(name);
                found.tensors.emplace(name,
                                      readTensor<double>(*tensor, members.pathOf(name), findings));
            }
    }
    members.keepUnknown();
    if (findings.error)
        return readout;
    readout.weight = taken(found, "weight", "readout", findings);
    if (found.tensors.contains("bias"))
        readout.bias = taken(found, "bias", "readout", findings);
    return readout;
}

} // namespace core
