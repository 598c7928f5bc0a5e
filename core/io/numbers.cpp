// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/numbers.h"

#include "core/pipeline/layout.h"
#include "core/pipeline/mask.h"

#include <algorithm>

namespace core {

namespace {

using Integers = std::vector<std::int64_t>;

Numbers orNull(const std::optional<Integers> &list)
{
    return list ? Numbers(*list) : Numbers();
}

/// Applies a function that is the same for both precisions.
template <class Function> RealTensor map(const RealTensor &tensor, Function function)
{
    if (tensor.dtype() == DType::float32)
        return function(tensor.as<float>());
    return function(tensor.as<double>());
}

/// The slices of the first axis in slot order.
template <class Scalar> Tensor<Scalar> inSlots(const Tensor<Scalar> &typed, const Trace &trace)
{
    Tensor<Scalar> sorted(typed.shape);
    for (std::size_t slot = 0; slot < trace.sequenceOfSlot.size(); ++slot)
        sorted.columns(1).col(static_cast<Index>(slot)) =
            typed.columns(1).col(trace.sequenceOfSlot[slot].value());
    return sorted;
}

/// A batch-first batch in the layout that the document asks for.
RealTensor laidOut(const RealTensor &batchFirst, const Trace &trace)
{
    if (trace.document->options.batchFirst)
        return batchFirst;
    return map(batchFirst, [](const auto &t) { return RealTensor(transposed(t)); });
}

/// The padded lane's output; its rows [T*B, …] are a time-first batch already.
RealTensor paddedLaneOutput(const Trace &trace)
{
    return map(trace.padded->output(), [&](auto tensor) {
        tensor.shape = {trace.padded->steps(), trace.B(), tensor.extent(1)};
        return RealTensor(trace.document->options.batchFirst ? transposed(tensor) : tensor);
    });
}

/// One gate of all steps of one run, [N, H].
template <class Scalar>
RealTensor stacked(const std::vector<StepGates> &steps, RealTensor StepGates::*gate, Shape shape)
{
    std::vector<Scalar> rows;
    for (const StepGates &step : steps) {
        const auto &part = (step.*gate).template as<Scalar>().data;
        rows.insert(rows.end(), part.begin(), part.end());
    }
    return Tensor<Scalar>(std::move(shape), std::move(rows));
}

void addGates(std::vector<NamedNumbers> &list, const Trace &trace, Index layer, Index direction)
{
    std::vector<StepGates> steps;
    for (Index t = 0; t < trace.packed.steps(); ++t)
        steps.push_back(gatesAt(trace, Lane::packed, layer, direction, StepIndex(t)));
    constexpr std::array gates{std::pair{"r", &StepGates::r}, std::pair{"z", &StepGates::z},
                               std::pair{"n", &StepGates::n}, std::pair{"hn", &StepGates::hn}};
    const Shape shape{trace.N(), trace.H()};
    for (const auto &[name, gate] : gates)
        list.push_back({"gates_" + runSuffix(layer, direction) + "_" + name,
                        trace.document->dtype == DType::float32
                            ? stacked<float>(steps, gate, shape)
                            : stacked<double>(steps, gate, shape)});
}

void addInputs(std::vector<NamedNumbers> &list, const Trace &trace)
{
    const auto &ids = trace.paddedIds;
    list.push_back({"lengths", trace.lengths});
    if (ids)
        list.push_back({"padded_ids", *ids});
    list.push_back({"padded_embedding", trace.paddedEmbedding});
    list.push_back({"sorted_lengths", trace.sortedLengths});
    if (ids)
        list.push_back({"sorted_ids", inSlots(*ids, trace)});
    list.push_back({"sorted_embedding", map(trace.paddedEmbedding, [&](const auto &t) {
                        return RealTensor(inSlots(t, trace));
                    })});
    list.push_back({"sorted_indices", orNull(trace.sortedIndices)});
    list.push_back({"unsorted_indices", orNull(trace.unsortedIndices)});
    list.push_back({"srtidx", orNull(trace.srtidx)});
    list.push_back({"invidx", orNull(trace.invidx)});
    if (trace.packedIds)
        list.push_back({"packed_ids", trace.packedIds->data});
    list.push_back({"packed_data", trace.packedData});
    list.push_back({"batch_sizes", trace.packed.batchSizes});
}

void addPackedLane(std::vector<NamedNumbers> &list, const Trace &trace)
{
    list.push_back({"packed_output", trace.packed.output()});
    list.push_back({"h_n_sorted", trace.packed.finalHidden});
    list.push_back({"h_n", trace.hN});
    list.push_back({"unpacked_output", laidOut(trace.unpackedOutput, trace)});
    list.push_back({"padded_output", laidOut(trace.paddedOutput, trace)});
    list.push_back({"padded_lengths", trace.lengths});
    list.push_back({"last_mask", trace.lastMask});
    list.push_back({"last_mask_wide", widened(trace.lastMask, trace.H() * trace.directions())});
    list.push_back({"last_states", trace.lastStates});
    list.push_back({"last_hidden", trace.lastHidden});
}

void addPaddedLane(std::vector<NamedNumbers> &list, const Trace &trace)
{
    const bool ran = trace.padded.has_value();
    list.push_back({"nopack_output", ran ? Numbers(paddedLaneOutput(trace)) : Numbers()});
    list.push_back({"nopack_last_mask", ran ? Numbers(trace.nopackLastMask) : Numbers()});
    list.push_back({"nopack_h_n", ran ? Numbers(trace.padded->finalHidden) : Numbers()});
    list.push_back({"nopack_last_states", ran ? Numbers(trace.nopackLastStates) : Numbers()});
}

void addReadouts(std::vector<NamedNumbers> &list, const Trace &trace)
{
    if (!trace.document->readout)
        return;
    const bool ran = trace.padded.has_value();
    list.push_back({"readout_packed", trace.readoutPacked});
    list.push_back({"readout_nopack", ran ? Numbers(trace.readoutNopack) : Numbers()});
    list.push_back({"readout_naive", ran ? Numbers(trace.readoutNaive) : Numbers()});
}

} // namespace

std::vector<NamedNumbers> numbersOf(const Trace &trace)
{
    std::vector<NamedNumbers> list;
    addInputs(list, trace);
    addPackedLane(list, trace);
    addPaddedLane(list, trace);
    for (Index layer = 0; layer < trace.shape().numLayers; ++layer)
        for (Index direction = 0; direction < trace.directions(); ++direction)
            addGates(list, trace, layer, direction);
    addReadouts(list, trace);
    return list;
}

} // namespace core
