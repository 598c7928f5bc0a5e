// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/cell.h"

#include "core/model/softmax.h"
#include "core/pipeline/gates_of_rows.h"

#include <algorithm>
#include <functional>

namespace core {

namespace {

/// A tensor to be read, whatever holds it.
struct View {
    Shape shape;
    std::function<double(Index flat)> value;
};

View view(const RealTensor &tensor)
{
    return {tensor.shape(), [&](Index flat) { return tensor[flat]; }};
}

View view(const Tensor<std::int64_t> &tensor)
{
    return {tensor.shape, [&](Index flat) { return static_cast<double>(tensor[flat]); }};
}

View view(const std::vector<std::int64_t> &list)
{
    return {{static_cast<Index>(list.size())},
            [&](Index flat) { return static_cast<double>(list[static_cast<std::size_t>(flat)]); }};
}

/// What a person gave, as the engine used it: in the precision of the run.
View given(const Trace &trace, const Tensor<double> &tensor)
{
    const bool single = trace.document->dtype == DType::float32;
    return {tensor.shape, [&tensor, single](Index flat) {
                const double value = tensor[flat];
                return single ? static_cast<double>(static_cast<float>(value)) : value;
            }};
}

StepIndex stepOfRow(const LaneTrace &lane, Index row)
{
    const auto next = std::upper_bound(lane.offsets.begin(), lane.offsets.end(), row);
    return StepIndex(next - lane.offsets.begin() - 1);
}

/// Gates are not stored: the row is computed again.
View gateView(const Trace &trace, const TensorRef &tensor)
{
    const LaneTrace &lane = trace.of(tensor.lane);
    const Index H = trace.H();
    return {{lane.offsets.back(), H}, [&trace, &lane, tensor, H](Index flat) {
                const StepIndex step = stepOfRow(lane, flat / H);
                const Index inStep = flat / H - lane.row(step.value(), 0);
                const StepGates gates = gatesOfRows(trace, tensor.lane, tensor.layer,
                                                    tensor.direction, {step, inStep, 1});
                const RealTensor &gate = tensor.name == TensorName::resetGate    ? gates.r
                                         : tensor.name == TensorName::updateGate ? gates.z
                                         : tensor.name == TensorName::candidate  ? gates.n
                                                                                 : gates.hn;
                return gate.at(0, flat % H);
            }};
}

Index classesOf(const Trace &trace)
{
    return trace.document->readout->weight.extent(0);
}

/// One row of a lane's top layer, read for some classes. Shape: [1, count].
template <class Scalar>
Tensor<Scalar> logitsAs(const Trace &trace, Lane lane, Index row, Index first, Index count)
{
    const Readout<double> &all = *trace.document->readout;
    const Tensor<Scalar> &states = trace.of(lane).output().as<Scalar>();
    Readout<Scalar> readout{Tensor<Scalar>({count, states.extent(1)}), {}, {}};
    readout.weight.columns(1) =
        all.weight.columns(1).middleCols(first, count).template cast<Scalar>();
    if (!all.bias.empty()) {
        readout.bias = Tensor<Scalar>({count});
        readout.bias.columns(1) =
            all.bias.columns(1).middleCols(first, count).template cast<Scalar>();
    }
    Tensor<Scalar> state({1, states.extent(1)});
    state.columns(1) = states.columns(1).col(row);
    return readOut(readout, state);
}

RealTensor logitsOf(const Trace &trace, Lane lane, Index row, Index first, Index count)
{
    if (trace.document->dtype == DType::float32)
        return logitsAs<float>(trace, lane, row, first, count);
    return logitsAs<double>(trace, lane, row, first, count);
}

/// What a readout says at a step is not stored either.
View stepLogitView(const Trace &trace, Lane lane)
{
    const Index C = classesOf(trace);
    return {{trace.of(lane).offsets.back(), C}, [&trace, lane, C](Index flat) {
                return logitsOf(trace, lane, flat / C, flat % C, 1)[0];
            }};
}

View stepProbabilityView(const Trace &trace, Lane lane)
{
    const Index C = classesOf(trace);
    return {{trace.of(lane).offsets.back(), C}, [&trace, lane, C](Index flat) {
                return softmax(logitsOf(trace, lane, flat / C, 0, C))[flat % C];
            }};
}

const GruParameters<double> &parametersOf(const Trace &trace, const TensorRef &tensor)
{
    return trace.document->weights.of(tensor.layer, tensor.direction);
}

/// h_n of the packed lane stands in typed order; that of the padded lane never left it.
const RealTensor &finalHidden(const Trace &trace, Lane lane)
{
    return lane == Lane::packed ? trace.hN : trace.padded->finalHidden;
}

View viewOf(const Trace &trace, const TensorRef &tensor)
{
    using enum TensorName;
    const Document &document = *trace.document;
    switch (tensor.name) {
    case lengths:
        return view(trace.lengths);
    case paddedIds:
        return view(*trace.paddedIds);
    case embeddingWeight:
        return given(trace, document.embedding);
    case paddedEmbedding:
        return view(trace.paddedEmbedding);
    case sortedLengths:
        return view(trace.sortedLengths);
    case srtidx:
        return view(*trace.srtidx);
    case invidx:
        return view(*trace.invidx);
    case packedIds:
        return view(*trace.packedIds);
    case packedData:
        return view(trace.packedData);
    case batchSizes:
        return view(trace.packed.batchSizes);
    case weightIh:
        return given(trace, parametersOf(trace, tensor).weightIh);
    case weightHh:
        return given(trace, parametersOf(trace, tensor).weightHh);
    case biasIh:
        return given(trace, parametersOf(trace, tensor).biasIh);
    case biasHh:
        return given(trace, parametersOf(trace, tensor).biasHh);
    case h0:
        return given(trace, *document.h0);
    case dropoutMask:
        return given(trace, document.dropoutMasks[static_cast<std::size_t>(tensor.layer)]);
    case resetGate:
    case updateGate:
    case candidate:
    case candidateHidden:
        return gateView(trace, tensor);
    case layerOutput:
        return view(trace.of(tensor.lane).layerOutputs[static_cast<std::size_t>(tensor.layer)]);
    case unpackedOutput:
        return view(trace.unpackedOutput);
    case paddedOutput:
        return view(trace.paddedOutput);
    case hN:
        return view(finalHidden(trace, tensor.lane));
    case lastMask:
        return view(trace.lastMask);
    case lastStates:
        return view(trace.lastStates);
    case lastHidden:
        return view(trace.lastHidden);
    case nopackLastMask:
        return view(trace.nopackLastMask);
    case nopackLastStates:
        return view(trace.nopackLastStates);
    case naiveStates:
        return view(trace.naiveStates);
    case stepLogits:
        return stepLogitView(trace, tensor.lane);
    case stepProbabilities:
        return stepProbabilityView(trace, tensor.lane);
    case readoutWeight:
        return given(trace, document.readout->weight);
    case readoutBias:
        return given(trace, document.readout->bias);
    case readoutPacked:
        return view(trace.readoutPacked);
    case readoutNopack:
        return view(trace.readoutNopack);
    case readoutNaive:
        return view(trace.readoutNaive);
    }
    return {};
}

void addRuns(const Trace &trace, Lane lane, std::vector<TensorRef> &list)
{
    for (Index layer = 0; layer < trace.shape().numLayers; ++layer) {
        for (Index direction = 0; direction < trace.directions(); ++direction)
            for (const TensorName gate : {TensorName::resetGate, TensorName::updateGate,
                                          TensorName::candidateHidden, TensorName::candidate})
                list.push_back({gate, lane, layer, direction});
        list.push_back({TensorName::layerOutput, lane, layer, 0});
    }
    list.push_back({TensorName::hN, lane, 0, 0});
}

void addParameters(const Trace &trace, std::vector<TensorRef> &list)
{
    for (Index layer = 0; layer < trace.shape().numLayers; ++layer)
        for (Index direction = 0; direction < trace.directions(); ++direction) {
            list.push_back({TensorName::weightIh, Lane::packed, layer, direction});
            list.push_back({TensorName::weightHh, Lane::packed, layer, direction});
            if (!trace.shape().bias)
                continue;
            list.push_back({TensorName::biasIh, Lane::packed, layer, direction});
            list.push_back({TensorName::biasHh, Lane::packed, layer, direction});
        }
}

} // namespace

std::vector<TensorRef> tensorsOf(const Trace &trace)
{
    using enum TensorName;
    std::vector<TensorRef> list{{lengths}};
    if (trace.paddedIds)
        list.insert(list.end(), {{paddedIds}, {embeddingWeight}});
    list.push_back({paddedEmbedding});
    list.push_back({sortedLengths});
    if (trace.srtidx)
        list.insert(list.end(), {{srtidx}, {invidx}});
    if (trace.packedIds)
        list.push_back({packedIds});
    list.insert(list.end(), {{packedData}, {batchSizes}});
    addParameters(trace, list);
    if (trace.document->h0)
        list.push_back({h0});
    if (trace.document->options.training)
        for (std::size_t layer = 0; layer < trace.document->dropoutMasks.size(); ++layer)
            list.push_back({dropoutMask, Lane::packed, static_cast<Index>(layer), 0});
    addRuns(trace, Lane::packed, list);
    list.insert(list.end(),
                {{unpackedOutput}, {paddedOutput}, {lastMask}, {lastStates}, {lastHidden}});
    if (trace.padded) {
        addRuns(trace, Lane::padded, list);
        list.insert(list.end(), {{nopackLastMask}, {nopackLastStates}, {naiveStates}});
    }
    if (trace.document->readout) {
        list.push_back({readoutWeight});
        if (!trace.document->readout->bias.empty())
            list.push_back({readoutBias});
        list.insert(list.end(), {{stepLogits}, {stepProbabilities}, {readoutPacked}});
        if (trace.padded)
            list.insert(list.end(), {{stepLogits, Lane::padded},
                                     {stepProbabilities, Lane::padded},
                                     {readoutNopack},
                                     {readoutNaive}});
    }
    return list;
}

Shape shapeOf(const Trace &trace, const TensorRef &tensor)
{
    return viewOf(trace, tensor).shape;
}

double valueOf(const Trace &trace, const Cell &cell)
{
    const View view = viewOf(trace, cell.tensor);
    Index flat = cell.i;
    if (view.shape.size() > 1)
        flat = flat * view.shape[1] + cell.j;
    if (view.shape.size() > 2)
        flat = flat * view.shape[2] + cell.k;
    return view.value(flat);
}

std::string nameOf(const TensorRef &tensor)
{
    using enum TensorName;
    const std::string run = "_" + runSuffix(tensor.layer, tensor.direction);
    const bool packed = tensor.lane == Lane::packed;
    const std::string gates = packed ? "gates" : "nopack_gates";
    switch (tensor.name) {
    case lengths:
        return "lengths";
    case paddedIds:
        return "padded_ids";
    case embeddingWeight:
        return "embedding.weight";
    case paddedEmbedding:
        return "padded_embedding";
    case sortedLengths:
        return "sorted_lengths";
    case srtidx:
        return "srtidx";
    case invidx:
        return "invidx";
    case packedIds:
        return "packed_ids";
    case packedData:
        return "packed_data";
    case batchSizes:
        return "batch_sizes";
    case weightIh:
        return "weight_ih" + run;
    case weightHh:
        return "weight_hh" + run;
    case biasIh:
        return "bias_ih" + run;
    case biasHh:
        return "bias_hh" + run;
    case h0:
        return "h0";
    case dropoutMask:
        return "dropout_masks[" + std::to_string(tensor.layer) + "]";
    case resetGate:
        return gates + run + "_r";
    case updateGate:
        return gates + run + "_z";
    case candidate:
        return gates + run + "_n";
    case candidateHidden:
        return gates + run + "_hn";
    case layerOutput:
        return (packed ? "packed_output_l" : "nopack_output_l") + std::to_string(tensor.layer);
    case unpackedOutput:
        return "unpacked_output";
    case paddedOutput:
        return "padded_output";
    case hN:
        return packed ? "h_n" : "nopack_h_n";
    case lastMask:
        return "last_mask";
    case lastStates:
        return "last_states";
    case lastHidden:
        return "last_hidden";
    case nopackLastMask:
        return "nopack_last_mask";
    case nopackLastStates:
        return "nopack_last_states";
    case naiveStates:
        return "naive_states";
    case stepLogits:
        return packed ? "step_logits" : "nopack_step_logits";
    case stepProbabilities:
        return packed ? "step_probabilities" : "nopack_step_probabilities";
    case readoutWeight:
        return "readout.weight";
    case readoutBias:
        return "readout.bias";
    case readoutPacked:
        return "readout_packed";
    case readoutNopack:
        return "readout_nopack";
    case readoutNaive:
        return "readout_naive";
    }
    return {};
}

std::string nameOf(const Trace &trace, const Cell &cell)
{
    const std::size_t rank = shapeOf(trace, cell.tensor).size();
    std::string name = nameOf(cell.tensor) + "[" + std::to_string(cell.i);
    if (rank > 1)
        name += ", " + std::to_string(cell.j);
    if (rank > 2)
        name += ", " + std::to_string(cell.k);
    return name + "]";
}

} // namespace core
