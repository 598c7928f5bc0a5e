// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/document.h"
#include "core/model/embedding.h"
#include "core/model/length_check.h"
#include "core/model/limits.h"
#include "core/model/torch_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>

namespace core {

namespace {

std::string str(Index value)
{
    return std::to_string(value);
}

std::string decimal(double value)
{
    std::array<char, 32> digits{};
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr};
}

std::string place(const std::string &key, std::size_t i)
{
    return key + "[" + std::to_string(i) + "]";
}

std::string called(std::size_t b)
{
    return " (sequence " + sequenceName(SequenceIndex(static_cast<Index>(b))) + ")";
}

/// The largest value: the longest of `lengths`.
std::int64_t longestOf(const std::vector<std::int64_t> &lengths)
{
    return *std::max_element(lengths.begin(), lengths.end());
}

/// PyTorch looks first whether there is anything to pack.
Result<Done> checkLengths(const Document &document, const std::vector<std::int64_t> &lengths)
{
    auto done = checkLengths(lengths, lengthOrder(document.options));
    if (!done && document.paddedWidth() == 0)
        return Error{done.error().message, torchOnNothing};
    return done;
}

Result<Done> checkWidths(const Document &document, const std::vector<std::int64_t> &lengths)
{
    const Options &options = document.options;
    const Index longest = longestOf(lengths);
    const Index width = document.paddedWidth();
    if (width < longest)
        return Error{(std::holds_alternative<DenseInput>(document.input)
                          ? "the width of input.padded"
                          : "config.t_pad") +
                         std::string(" is ") + str(width) + "; it must be at least " +
                         str(longest) + ", the longest length",
                     torchOnLengthBeyond(lengths, width)};
    if (options.totalLength && *options.totalLength < longest)
        return Error{"config.total_length is " + str(*options.totalLength) +
                         "; it must be at least " + str(longest) + ", the longest length",
                     torchOnTotalLength(*options.totalLength, longest)};
    return Done{};
}

/// Where a run of ids stands: from step `from` on in row b of a key.
struct IdPlace {
    const char *key;
    std::size_t b;
    Index from;
};

Result<Done> checkIds(const std::vector<std::int64_t> &ids, const IdPlace &at, Index V)
{
    const auto wrong = std::ranges::find_if(ids, [V](auto id) { return id < 0 || id >= V; });
    if (wrong == ids.end())
        return Done{};
    const auto t = static_cast<std::size_t>(at.from + (wrong - ids.begin()));
    return Error{place(place(at.key, at.b), t) + " is " + str(*wrong) + called(at.b) +
                     "; ids must be 0 to " + str(V - 1) + ", the rows of the embedding",
                 torchOnIdOutOfRange};
}

Result<Done> checkTokens(const Document &document, const TokenInput &input)
{
    const auto &table = document.embedding;
    if (table.rank() != 2)
        return Error{"embedding has shape " + toString(table.shape) + "; it must be [V, D]",
                     "Embeddings parameter is expected to be 2-dimensional"};
    const Index V = table.extent(0);
    if (table.extent(1) == 0)
        return Error{"embedding has shape " + toString(table.shape) + "; D must be at least 1",
                     torchOnNothing};
    if (!input.texts.empty() && input.texts.size() != input.ids.size())
        return Error{"input.sequences holds " + std::to_string(input.texts.size()) + " texts for " +
                         std::to_string(input.ids.size()) + " sequences",
                     {}};
    if (document.options.paddingIdx) {
        const auto row = paddingRow(*document.options.paddingIdx, V);
        if (!row)
            return Error{"config." + row.error().message, row.error().torch};
    }
    if (V == 0)
        return Error{"embedding has shape " + toString(table.shape) +
                         "; it must have at least one row",
                     torchOnTableWithoutRows};
    for (std::size_t b = 0; b < input.ids.size(); ++b) {
        if (auto done = checkIds(input.ids[b], {"input.ids", b, 0}, V); !done)
            return done;
        const auto length = static_cast<Index>(input.ids[b].size());
        if (b < input.beyond.size())
            if (auto done = checkIds(input.beyond[b], {"input.padded_ids", b, length}, V); !done)
                return done;
    }
    return Done{};
}

Result<Done> checkDense(const DenseInput &input)
{
    const Shape &shape = input.padded.shape;
    if (shape.size() != 3)
        return Error{"input.padded has shape " + toString(shape) + "; it must be [B, t_pad, D]",
                     {}};
    if (shape[2] == 0)
        return Error{"input.padded has shape " + toString(shape) + "; D must be at least 1",
                     torchOnNothing};
    return Done{};
}

/// As many lengths as rows; what PyTorch says depends on who sorts.
Result<Done> checkRows(const Document &document, const DenseInput &input)
{
    const Index rows = input.padded.extent(0);
    const auto count = static_cast<Index>(input.lengths.size());
    if (rows == count)
        return Done{};
    return Error{"lengths has " + str(count) + " entries; input.padded has " + str(rows) +
                     " sequences, and each needs one length",
                 torchOnCount(input.lengths, rows, torchSorts(document.options))};
}

/// How many rows meet the weights in the packed lane.
BatchRows rowsOf(const std::vector<std::int64_t> &lengths)
{
    return {std::accumulate(lengths.begin(), lengths.end(), Index{0}), std::ssize(lengths),
            std::ranges::count(lengths, longestOf(lengths))};
}

Result<Done> checkWeights(const Document &document)
{
    const GruShape &shape = document.weights.shape;
    if (const auto done = check(shape); !done)
        return Error{"config." + done.error().message, done.error().torch};
    if (const auto done = checkLimits(shape); !done)
        return Error{"config." + done.error().message, {}};
    const auto *dense = std::get_if<DenseInput>(&document.input);
    const Index D = dense ? dense->padded.extent(2) : document.embedding.extent(1);
    if (D != shape.inputSize)
        return Error{(dense ? "input.padded" : "embedding") + std::string(" has D = ") + str(D) +
                         "; the GRU's input_size is " + str(shape.inputSize) +
                         ", and they must be equal",
                     torchOnInputSize(shape.inputSize, D)};
    if (const auto done = check(document.weights, rowsOf(document.lengths())); !done)
        return done.error().at("weights");
    return Done{};
}

Result<Done> checkHidden(const Document &document)
{
    const GruShape &shape = document.weights.shape;
    const Shape expected{shape.runs(), document.batchSize(), shape.hiddenSize};
    if (!document.h0 || document.h0->shape == expected)
        return Done{};
    const Shape &got = document.h0->shape;
    const auto order = descendingOrder(document.lengths(), TieOrder::torch);
    return Error{"h0 has shape " + toString(got) + "; it must be " + toString(expected) +
                     " (layers*dirs, B, H)",
                 torchSorts(document.options) ? torchOnHidden(expected, got, order)
                                              : torchOnHidden(expected, got)};
}

Result<Done> checkDropout(const Document &document, Index N)
{
    const Options &options = document.options;
    const GruShape &shape = document.weights.shape;
    const double p = options.dropout;
    if (!(p >= 0 && p <= 1)) {
        return Error{"config.dropout is " + decimal(p) + "; it must be from 0 to 1",
                     torchOnDropout};
    }
    const auto &masks = document.dropoutMasks;
    const auto boundaries = static_cast<std::size_t>(shape.numLayers - 1);
    if (masks.empty() && options.training && p > 0 && p < 1 && boundaries > 0)
        return Error{"dropout_masks is missing; training with a dropout between 0 and 1 needs " +
                         std::to_string(boundaries) + ", one for each layer boundary",
                     {}};
    if (masks.empty())
        return Done{};
    if (!options.training)
        return Error{
            "dropout_masks stands beside a config.training of false; masks are for training "
            "only",
            {}};
    if (masks.size() != boundaries)
        return Error{"dropout_masks holds " + std::to_string(masks.size()) +
                         " masks; there must be " + std::to_string(boundaries) +
                         ", one for each layer boundary",
                     {}};
    const Shape expected{N, shape.hiddenSize * shape.directions};
    for (std::size_t i = 0; i < masks.size(); ++i)
        if (masks[i].shape != expected)
            return Error{place("dropout_masks", i) + " has shape " + toString(masks[i].shape) +
                             "; it must be " + toString(expected) + " (packed rows, H*dirs)",
                         {}};
    return Done{};
}

Result<Done> checkReadout(const Document &document)
{
    if (!document.readout)
        return Done{};
    const auto &[weight, bias, classes] = *document.readout;
    const GruShape &shape = document.weights.shape;
    const Index width = shape.hiddenSize * shape.directions;
    if (weight.rank() != 2 || weight.extent(1) != width || weight.extent(0) == 0)
        return Error{"readout.weight has shape " + toString(weight.shape) + "; it must be [C, " +
                         str(width) + "] with at least one class",
                     {}};
    const Index C = weight.extent(0);
    if (!bias.empty() && bias.shape != Shape{C})
        return Error{
            "readout.bias has shape " + toString(bias.shape) + "; it must be [" + str(C) + "]", {}};
    if (!classes.empty() && static_cast<Index>(classes.size()) != C)
        return Error{"readout.classes has " + std::to_string(classes.size()) +
                         " names; there must be " + str(C) + ", one for each row of readout.weight",
                     {}};
    return Done{};
}

/// Sizes that would fill the memory or never end.
Result<Done> checkSizes(const Document &document)
{
    const GruShape &shape = document.weights.shape;
    const Index W = std::max(document.paddedWidth(), document.options.totalLength.value_or(0));
    for (const Index width : {shape.inputSize, shape.hiddenSize * shape.directions})
        if (const Shape grid{document.batchSize(), W, width};
            !boundedElements(grid, maxBatchElements))
            return Error{"the padded batch has shape " + toString(grid) + "; it may have at most " +
                             str(maxBatchElements) + " elements",
                         {}};
    if (const Index steps = document.paddedWidth() * shape.runs(); steps > maxSteps)
        return Error{"the GRU would take " + str(steps) +
                         " steps (t_pad, layers and directions multiplied); it may take at most " +
                         str(maxSteps),
                     {}};
    return Done{};
}

Result<Done> checkBatch(const Document &document)
{
    const auto lengths = document.lengths();
    const auto *dense = std::get_if<DenseInput>(&document.input);
    if (dense) {
        if (auto done = checkDense(*dense); !done)
            return done;
        if (auto done = checkRows(document, *dense); !done)
            return done;
    }
    if (lengths.empty())
        return Error{"input has no sequences; a batch has at least one", torchOnNothing};
    if (auto done = checkLengths(document, lengths); !done)
        return done;
    if (auto done = checkWidths(document, lengths); !done)
        return done;
    return dense ? Result<Done>(Done{})
                 : checkTokens(document, std::get<TokenInput>(document.input));
}

} // namespace

Result<Done> check(const Document &document)
{
    using Check = Result<Done> (*)(const Document &);
    for (const Check one : {checkBatch, checkWeights, checkSizes, checkHidden, checkReadout})
        if (auto done = one(document); !done)
            return done;
    const auto lengths = document.lengths();
    return checkDropout(document, std::accumulate(lengths.begin(), lengths.end(), Index{0}));
}

} // namespace core
