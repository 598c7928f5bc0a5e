// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/gru.h"

#include "core/base/room.h"
#include "core/model/torch_words.h"
#include "core/pipeline/permute.h"

#include <numeric>

namespace core {

namespace {

template <class Scalar>
Result<Done> checkDropout(const Dropout<Scalar> &dropout, const GruShape &shape, Index rows)
{
    if (!(dropout.p >= 0 && dropout.p <= 1))
        return Error{"dropout is " + std::to_string(dropout.p) + "; it must be 0 to 1",
                     torchOnDropout};
    const bool random = dropout.training && dropout.p > 0 && dropout.p < 1;
    if (!random)
        return Done{};
    const auto boundaries = static_cast<std::size_t>(shape.numLayers - 1);
    if (dropout.masks.size() != boundaries)
        return Error{"there are " + std::to_string(dropout.masks.size()) +
                         " dropout masks; training with dropout needs one for each of the " +
                         std::to_string(boundaries) + " layer boundaries",
                     {}};
    const Shape expected{rows, shape.hiddenSize * shape.directions};
    for (const auto &mask : dropout.masks)
        if (mask.shape != expected)
            return Error{"a dropout mask has shape " + toString(mask.shape) + "; it must be " +
                             toString(expected) + " (N x H*dirs)",
                         {}};
    return Done{};
}

template <class Scalar>
Result<Done> checkRows(const GruShape &shape, const PackedSequence<Scalar> &input)
{
    if (input.data.rank() != 2)
        return Error{"packed data of shape " + toString(input.data.shape) +
                         " cannot enter a GRU; it must be [N, input_size]",
                     "input must have 2 dimensions, got " + std::to_string(input.data.rank())};
    if (input.data.extent(1) != shape.inputSize)
        return Error{"the input has " + std::to_string(input.data.extent(1)) +
                         " features; the GRU reads " + std::to_string(shape.inputSize),
                     torchOnInputSize(shape.inputSize, input.data.extent(1))};
    return Done{};
}

/// A packed sequence made by hand may not hang together; one made by packing always does.
template <class Scalar>
Result<Done> checkBatchSizes(const GruShape &shape, const PackedSequence<Scalar> &input)
{
    const auto &sizes = input.batchSizes;
    const Index rows = input.data.extent(0);
    if (sizes.empty())
        return Error{"batch_sizes is empty; a packed sequence has at least one step", {}};
    Index offset = 0;
    for (std::size_t t = 0; t < sizes.size(); ++t) {
        if (t > 0 && sizes[t] > sizes[t - 1])
            return Error{
                "batch_sizes[" + std::to_string(t) + "] is " + std::to_string(sizes[t]) +
                    " after " + std::to_string(sizes[t - 1]) + "; batch sizes must not increase",
                torchOnBroadcast({sizes[t - 1], shape.hiddenSize}, {sizes[t], shape.hiddenSize})};
        if (sizes[t] < 1)
            return Error{"batch_sizes[" + std::to_string(t) + "] is " + std::to_string(sizes[t]) +
                             "; batch sizes must be at least 1",
                         {}};
        if (offset + sizes[t] > rows)
            return Error{"batch_sizes ask for more than the " + std::to_string(rows) +
                             " rows of data",
                         torchOnNarrow(offset, sizes[t], rows)};
        offset += sizes[t];
    }
    if (offset < rows)
        return Error{"batch_sizes sum to " + std::to_string(offset) + " but data has " +
                         std::to_string(rows) + " rows",
                     {}};
    return Done{};
}

/// h_0 and h_n follow their sequences.
template <class Scalar>
Tensor<Scalar> permuted(const Tensor<Scalar> &hidden, const std::vector<std::int64_t> &order)
{
    return permutedHidden(hidden, [&](Index j) { return order[static_cast<std::size_t>(j)]; });
}

/// The padded batch as rows of a packed one in which every sequence has length T.
template <class Scalar> Tensor<Scalar> timeMajorRows(const Tensor<Scalar> &batch, Layout layout)
{
    Tensor<Scalar> rows = layout == Layout::timeFirst ? batch : transposed(batch);
    rows.shape = {rows.extent(0) * rows.extent(1), rows.extent(2)};
    return rows;
}

/// More than one thread only where a layer takes so long that their start does not matter.
int threadsFor(const GruShape &shape, Index layer, Index rows, const Engine &engine)
{
    constexpr double worthwhile = 1e7; // multiply-adds: about a millisecond
    const auto H = static_cast<double>(shape.hiddenSize);
    const double ofRow = 3 * H * (static_cast<double>(shape.inputOf(layer)) + H);
    const double multiplyAdds = ofRow * static_cast<double>(rows * shape.directions);
    return multiplyAdds < worthwhile ? 1 : engine.threads;
}

} // namespace

template <class Scalar>
GruLayers<Scalar> runLayers(const GruWeights<Scalar> &weights, const Tensor<Scalar> &rows,
                            std::span<const std::int64_t> batchSizes, const Tensor<Scalar> &h0,
                            const Dropout<Scalar> &dropout, const Engine &engine)
{
    const GruShape &s = weights.shape;
    const Index N = rows.extent(0), H = s.hiddenSize;
    const Index B = batchSizes.empty() ? 0 : batchSizes.front();
    GruLayers<Scalar> result{{}, Tensor<Scalar>({s.runs(), B, H})};
    auto finals = result.finalHidden.columns(2);
    const auto starts = h0.columns(2);
    Tensor<Scalar> dropped;
    const Tensor<Scalar> *input = &rows;
    for (Index layer = 0; layer < s.numLayers; ++layer) {
        auto values = roomFor<Scalar>(N * H * s.directions);
        values.resize(static_cast<std::size_t>(N * H * s.directions));
        Tensor<Scalar> output({N, H * s.directions}, std::move(values));
        auto columns = output.columns(1);
        const int threads = threadsFor(s, layer, N, engine);
        inParallel(s.directions, threads, [&](Index direction) {
            const Index run = layer * s.directions + direction;
            const ScanOptions options{direction ? Direction::backward : Direction::forward,
                                      engine.path,
                                      std::max(1, threads / static_cast<int>(s.directions))};
            finals.middleCols(run * B, B) = scanGru<Scalar>(
                weights.of(layer, direction), input->columns(1), batchSizes,
                starts.middleCols(run * B, B), options, columns.middleRows(direction * H, H));
        });
        result.layerOutputs.push_back(std::move(output));
        if (layer + 1 == s.numLayers)
            break;
        input = &result.layerOutputs.back();
        if (!dropout.training || dropout.p == 0)
            continue;
        dropped = *input;
        if (dropout.p == 1)
            dropped.columns(1).setZero();
        else
            dropped.columns(1).array() *=
                dropout.masks[static_cast<std::size_t>(layer)].columns(1).array();
        input = &dropped;
    }
    return result;
}

template <class Scalar>
Result<PackedGruOutput<Scalar>> gru(const GruWeights<Scalar> &weights,
                                    const PackedSequence<Scalar> &input, const Tensor<Scalar> *h0,
                                    const Dropout<Scalar> &dropout, const Engine &engine)
{
    const GruShape &s = weights.shape;
    if (const auto checked = checkRows(s, input); !checked)
        return checked.error();
    const Index B = input.batchSizes.empty() ? 0 : input.batchSizes.front();
    const Shape expected{s.runs(), B, s.hiddenSize};
    if (h0 && h0->shape != expected)
        return Error{"h0 has shape " + toString(h0->shape) + "; it must be " + toString(expected) +
                         " (layers*dirs x B x H)",
                     input.sortedIndices ? torchOnHidden(expected, h0->shape, *input.sortedIndices)
                                         : torchOnHidden(expected, h0->shape)};
    if (const auto checked = checkBatchSizes(s, input); !checked)
        return checked.error();
    if (const auto checked = check(weights, {input.data.extent(0), B, input.batchSizes.back()});
        !checked)
        return checked.error();
    if (const auto checked = checkIndices(input); !checked)
        return checked.error();
    if (const auto checked = checkDropout(dropout, s, input.data.extent(0)); !checked)
        return checked.error();

    Tensor<Scalar> start = h0 ? *h0 : Tensor<Scalar>(expected);
    if (h0 && input.sortedIndices)
        start = permuted(start, *input.sortedIndices);
    auto layers = runLayers<Scalar>(weights, input.data, input.batchSizes, start, dropout, engine);
    PackedGruOutput<Scalar> result{{std::move(layers.layerOutputs.back()), input.batchSizes,
                                    input.sortedIndices, input.unsortedIndices},
                                   std::move(layers.finalHidden),
                                   {}};
    layers.layerOutputs.pop_back();
    result.layerOutputs = std::move(layers.layerOutputs);
    if (input.unsortedIndices)
        result.hN = permuted(result.hN, *input.unsortedIndices);
    return result;
}

template <class Scalar>
Result<PaddedGruOutput<Scalar>> gru(const GruWeights<Scalar> &weights, const Tensor<Scalar> &input,
                                    Layout layout, const Tensor<Scalar> *h0,
                                    const Dropout<Scalar> &dropout, const Engine &engine)
{
    const GruShape &s = weights.shape;
    const bool batched = input.rank() == 3;
    if (!batched && input.rank() != 2)
        return Error{"an input of shape " + toString(input.shape) +
                         " cannot enter a GRU; it must be [T, B, D], [B, T, D] or [T, D]",
                     // PyTorch has added the batch axis before it counts.
                     "input must have 3 dimensions, got " + std::to_string(input.rank() + 1)};
    if (h0 && h0->rank() != input.rank())
        return Error{"h0 has shape " + toString(h0->shape) +
                         "; it must have as many axes as the "
                         "input, " +
                         std::to_string(input.rank()),
                     batched ? "For batched 3-D input, hx should also be 3-D but got " +
                                   std::to_string(h0->rank()) + "-D tensor"
                             : "For unbatched 2-D input, hx should also be 2-D but got " +
                                   std::to_string(h0->rank()) + "-D tensor"};
    if (!batched) {
        // One sequence is a batch of one, squeezed again afterwards.
        Tensor<Scalar> one = input;
        one.shape = {input.extent(0), 1, input.extent(1)};
        std::optional<Tensor<Scalar>> start;
        if (h0) {
            start = *h0;
            start->shape = {h0->extent(0), 1, h0->extent(1)};
        }
        auto result = gru<Scalar>(weights, one, Layout::timeFirst, start ? &*start : nullptr,
                                  dropout, engine);
        if (!result)
            return result.error();
        result->output.shape = {input.extent(0), result->output.extent(2)};
        result->hN.shape = {result->hN.extent(0), result->hN.extent(2)};
        return result;
    }
    const bool batchFirst = layout == Layout::batchFirst;
    const Index B = input.extent(batchFirst ? 0 : 1), T = input.extent(batchFirst ? 1 : 0);
    if (input.extent(2) != s.inputSize)
        return Error{"the input has " + std::to_string(input.extent(2)) +
                         " features; the GRU reads " + std::to_string(s.inputSize),
                     torchOnInputSize(s.inputSize, input.extent(2))};
    const Shape expected{s.runs(), B, s.hiddenSize};
    if (h0 && h0->shape != expected)
        return Error{"h0 has shape " + toString(h0->shape) + "; it must be " + toString(expected) +
                         " (layers*dirs x B x H)",
                     torchOnHidden(expected, h0->shape)};
    if (T == 0)
        return Error{"the input has no steps; a GRU needs at least one",
                     "Expected sequence length to be larger than 0 in RNN"};
    if (const auto checked = check(weights, {T * B, B, B}); !checked)
        return checked.error();
    if (const auto checked = checkDropout(dropout, s, T * B); !checked)
        return checked.error();

    const std::vector<std::int64_t> batchSizes(static_cast<std::size_t>(T), B);
    auto layers = runLayers<Scalar>(weights, timeMajorRows(input, layout), batchSizes,
                                    h0 ? *h0 : Tensor<Scalar>(expected), dropout, engine);
    PaddedGruOutput<Scalar> result{std::move(layers.layerOutputs.back()),
                                   std::move(layers.finalHidden)};
    result.output.shape = {T, B, s.hiddenSize * s.directions};
    if (batchFirst)
        result.output = transposed(result.output);
    return result;
}

#define INSTANTIATE(Scalar)                                                                        \
    template GruLayers<Scalar> runLayers(const GruWeights<Scalar> &, const Tensor<Scalar> &,       \
                                         std::span<const std::int64_t>, const Tensor<Scalar> &,    \
                                         const Dropout<Scalar> &, const Engine &);                 \
    template Result<PackedGruOutput<Scalar>> gru(                                                  \
        const GruWeights<Scalar> &, const PackedSequence<Scalar> &, const Tensor<Scalar> *,        \
        const Dropout<Scalar> &, const Engine &);                                                  \
    template Result<PaddedGruOutput<Scalar>> gru(                                                  \
        const GruWeights<Scalar> &, const Tensor<Scalar> &, Layout, const Tensor<Scalar> *,        \
        const Dropout<Scalar> &, const Engine &);
INSTANTIATE(float)
INSTANTIATE(double)
#undef INSTANTIATE

} // namespace core
