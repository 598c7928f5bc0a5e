// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/run.h"

#include "core/model/embedding.h"
#include "core/pipeline/gru.h"
#include "core/pipeline/mask.h"
#include "core/pipeline/pack.h"
#include "core/pipeline/permute.h"
#include "core/pipeline/unpack.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace core {

namespace {

/// What both lanes start from, in the precision of the run.
template <class Scalar> struct Inputs {
    Tensor<Scalar> cells; ///< [B, t_pad, D]
    GruWeights<Scalar> weights;
    std::optional<Tensor<Scalar>> h0; ///< typed order
    Dropout<Scalar> dropout;
};

template <class Scalar>
Result<Inputs<Scalar>> inputsOf(const Document &document, const Trace &trace)
{
    Inputs<Scalar> inputs;
    if (trace.paddedIds) {
        auto cells = embed(document.embedding.cast<Scalar>(), *trace.paddedIds);
        if (!cells)
            return cells.error();
        inputs.cells = std::move(*cells);
    } else {
        inputs.cells = std::get<DenseInput>(document.input).padded.cast<Scalar>();
    }
    inputs.weights = document.weights.cast<Scalar>();
    if (document.h0)
        inputs.h0 = document.h0->cast<Scalar>();
    inputs.dropout = {document.options.dropout, document.options.training, {}};
    for (const auto &mask : document.dropoutMasks)
        inputs.dropout.masks.push_back(mask.cast<Scalar>());
    return inputs;
}

/// Who stands in which slot, and who says so.
void fillOrder(Trace &trace)
{
    const Options &options = trace.document->options;
    const bool byHand = options.sort == SortBy::byHand;
    std::vector<std::int64_t> order(trace.lengths.size());
    std::iota(order.begin(), order.end(), 0);
    trace.sortedLengths = trace.lengths;
    if (byHand || !options.enforceSorted) {
        SortedLengths sorted = sortDescending(trace.lengths, options.tieOrder);
        order = sorted.indices;
        trace.sortedLengths = std::move(sorted.lengths);
        trace.srtidx = order;
        trace.invidx = *invertPermutation(order);
    }
    trace.slotOfSequence.resize(order.size());
    for (std::size_t slot = 0; slot < order.size(); ++slot) {
        trace.sequenceOfSlot.emplace_back(order[slot]);
        trace.slotOfSequence[static_cast<std::size_t>(order[slot])] =
            SlotIndex(static_cast<Index>(slot));
    }
}

/// The given rows of the first axis, in the given order.
template <class Scalar, class RowIndex>
Tensor<Scalar> selected(const Tensor<Scalar> &tensor, const std::vector<RowIndex> &order)
{
    Tensor<Scalar> result(tensor.shape);
    for (std::size_t i = 0; i < order.size(); ++i)
        result.columns(1).col(static_cast<Index>(i)) = tensor.columns(1).col(order[i].value());
    return result;
}

/// What the GRU left; its last output is taken out of `out`.
template <class Scalar> LaneTrace laneTrace(PackedGruOutput<Scalar> out, Tensor<Scalar> finalHidden)
{
    LaneTrace lane;
    lane.offsets = offsetsOf(out.output.batchSizes);
    lane.batchSizes = std::move(out.output.batchSizes);
    for (auto &output : out.layerOutputs)
        lane.layerOutputs.emplace_back(std::move(output));
    lane.layerOutputs.emplace_back(std::move(out.output.data));
    lane.finalHidden = std::move(finalHidden);
    return lane;
}

/// The top layer's final states, directions side by side. Shapes: [layers*dirs, B, H] to [B, H*dirs].
template <class Scalar> Tensor<Scalar> topStates(const Tensor<Scalar> &hidden, Index directions)
{
    const Index B = hidden.extent(1), H = hidden.extent(2);
    Tensor<Scalar> states({B, H * directions});
    for (Index d = 0; d < directions; ++d)
        states.columns(1).middleRows(d * H, H) =
            hidden.columns(2).middleCols((hidden.extent(0) - directions + d) * B, B);
    return states;
}

/// The largest finite magnitude in a tensor.
template <class Scalar> double largestMagnitude(const Tensor<Scalar> &tensor)
{
    Scalar largest = 0;
    for (const Scalar value : tensor.data)
        if (std::isfinite(value))
            largest = std::max(largest, std::abs(value));
    return static_cast<double>(largest);
}

/// Whoever sorts by hand hands the batch over in slot order, h0 too, and restores what comes back.
template <class Scalar> Result<Done> runPacked(Trace &trace, const Inputs<Scalar> &inputs)
{
    const Document &document = *trace.document;
    const Options &options = document.options;
    const bool byHand = options.sort == SortBy::byHand;
    const auto sequenceInSlot = [&](Index j) { return trace.sequenceOf(SlotIndex(j)).value(); };
    const auto slotOfSequence = [&](Index b) { return trace.slotOf(SequenceIndex(b)).value(); };
    const auto packedOf = [&](const auto &cells) {
        const PackOptions how{Layout::batchFirst, !torchSorts(options), options.tieOrder};
        return byHand ? packPaddedSequence(selected(cells, trace.sequenceOfSlot),
                                           trace.sortedLengths, how)
                      : packPaddedSequence(cells, trace.lengths, how);
    };
    auto packed = packedOf(inputs.cells);
    if (!packed)
        return packed.error();
    if (trace.paddedIds)
        trace.packedIds = packedOf(*trace.paddedIds)->data;
    trace.sortedIndices = packed->sortedIndices;
    trace.unsortedIndices = packed->unsortedIndices;

    auto start = inputs.h0;
    if (start && byHand)
        start = permutedHidden(*start, sequenceInSlot);
    auto out = gru<Scalar>(inputs.weights, *packed, start ? &*start : nullptr, inputs.dropout);
    if (!out)
        return out.error();
    trace.largestInput = largestMagnitude(packed->data);
    trace.largestOutput = largestMagnitude(out->output.data);
    trace.packedData = std::move(packed->data);

    const UnpackOptions unpack{Layout::batchFirst, options.paddingValue, options.totalLength};
    const auto unpacked = padPackedSequence(out->output, unpack);
    if (!unpacked)
        return unpacked.error();
    // Typed order and slot order: what PyTorch restores by itself is sorted again to be shown.
    const bool restored = out->output.sortedIndices.has_value();
    const Tensor<Scalar> output =
        restored ? unpacked->padded : selected(unpacked->padded, trace.slotOfSequence);
    trace.unpackedOutput =
        restored ? selected(unpacked->padded, trace.sequenceOfSlot) : unpacked->padded;
    const Tensor<Scalar> hN = restored ? out->hN : permutedHidden(out->hN, slotOfSequence);
    Tensor<Scalar> sortedHidden = restored ? permutedHidden(out->hN, sequenceInSlot) : out->hN;

    const Tensor<Scalar> lastHidden = topStates(hN, inputs.weights.shape.directions);
    trace.lastMask = lastMask(trace.lengths, output.extent(1));
    trace.lastStates = masked(output, trace.lastMask);
    if (document.readout)
        trace.readoutPacked = readOut(document.readout->cast<Scalar>(), lastHidden);
    trace.lastHidden = lastHidden;
    trace.hN = hN;
    trace.paddedOutput = output;
    trace.packed = laneTrace(std::move(*out), std::move(sortedHidden));
    return Done{};
}

/// The padded lane is a packed batch in which every sequence has length T.
template <class Scalar> Result<Done> runPadded(Trace &trace, const Inputs<Scalar> &inputs)
{
    const Document &document = *trace.document;
    const Index B = trace.B(), T = inputs.cells.extent(1);
    PackedSequence<Scalar> rows;
    rows.data = transposed(inputs.cells);
    rows.data.shape = {T * B, rows.data.extent(2)};
    rows.batchSizes.assign(static_cast<std::size_t>(T), B);
    auto out = gru<Scalar>(inputs.weights, rows, inputs.h0 ? &*inputs.h0 : nullptr, inputs.dropout);
    if (!out)
        return out.error();

    Tensor<Scalar> output = out->output.data;
    trace.largestOutput = std::max(trace.largestOutput, largestMagnitude(output));
    output.shape = {T, B, output.extent(1)};
    trace.nopackLastMask = lastMask(trace.lengths, T);
    const Tensor<Scalar> lastStates = masked(transposed(output), trace.nopackLastMask);
    const Tensor<Scalar> naive = topStates(out->hN, inputs.weights.shape.directions);
    if (document.readout) {
        const auto readout = document.readout->cast<Scalar>();
        trace.readoutNopack = readOut(readout, lastStates);
        trace.readoutNaive = readOut(readout, naive);
    }
    trace.nopackLastStates = lastStates;
    trace.naiveStates = naive;
    Tensor<Scalar> finalHidden = out->hN;
    trace.padded = laneTrace(std::move(*out), std::move(finalHidden));
    return Done{};
}

template <class Scalar>
Result<std::shared_ptr<const Trace>> runAs(Trace trace, std::stop_token stop)
{
    const Document &document = *trace.document;
    auto inputs = inputsOf<Scalar>(document, trace);
    if (!inputs)
        return inputs.error();
    if (const auto done = runPacked(trace, *inputs); !done)
        return done.error();
    if (stop.stop_requested())
        return Error{"stopped", {}};
    const Options &options = document.options;
    const bool masksOverPackedRows = options.training && options.dropout > 0 &&
                                     options.dropout < 1 && document.weights.shape.numLayers > 1;
    if (!masksOverPackedRows)
        if (const auto done = runPadded(trace, *inputs); !done)
            return done.error();
    if (stop.stop_requested())
        return Error{"stopped", {}};
    trace.paddedEmbedding = std::move(inputs->cells);
    return std::make_shared<const Trace>(std::move(trace));
}

} // namespace

Result<std::shared_ptr<const Trace>> run(std::shared_ptr<const Document> document,
                                         std::stop_token stop)
{
    if (const auto checked = check(*document); !checked)
        return checked.error();
    Trace trace;
    trace.document = std::move(document);
    trace.lengths = trace.document->lengths();
    trace.paddedIds = paddedIdsOf(*trace.document);
    fillOrder(trace);
    return trace.document->dtype == DType::float32 ? runAs<float>(std::move(trace), stop)
                                                   : runAs<double>(std::move(trace), stop);
}

} // namespace core
