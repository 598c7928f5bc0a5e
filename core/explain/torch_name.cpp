// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/torch_name.h"

#include "core/explain/explain.h"

#include <algorithm>
#include <array>
#include <utility>

namespace core {

namespace {

using enum TensorName;

/// Layer and direction, where there is more than one run.
std::string runName(const Trace &trace, const TensorRef &tensor)
{
    return trace.shape().runs() == 1 ? "" : "_" + runSuffix(tensor.layer, tensor.direction);
}

std::string baseName(const Trace &trace, const TensorRef &tensor)
{
    const bool packed = tensor.lane == Lane::packed;
    const std::string lane = packed ? "" : "nopack_";
    const bool top = tensor.layer == trace.shape().numLayers - 1;
    switch (tensor.name) {
    case paddedEmbedding:
        return "x";
    case srtidx:
        return trace.sortedIndices ? "packed.sorted_indices" : "srtidx";
    case invidx:
        return trace.unsortedIndices ? "packed.unsorted_indices" : "invidx";
    case packedData:
        return "packed.data";
    case batchSizes:
        return "packed.batch_sizes";
    case weightIh:
    case weightHh:
    case biasIh:
    case biasHh:
        return "gru." + nameOf(tensor);
    case h0:
        return "h_0";
    case resetGate:
        return lane + "r" + runName(trace, tensor);
    case updateGate:
        return lane + "z" + runName(trace, tensor);
    case candidate:
        return lane + "n" + runName(trace, tensor);
    case candidateHidden:
        return lane + "hn" + runName(trace, tensor);
    case layerOutput:
        return lane + "output" + (top ? "" : "_l" + std::to_string(tensor.layer)) +
               (packed ? ".data" : "");
    case unpackedOutput:
        return trace.srtidx ? "output_sorted" : "output";
    case paddedOutput:
        return "output";
    case stepLogits:
    case stepProbabilities:
        return "readout(" + lane + "output" + (packed ? ".data)" : ")") +
               (tensor.name == stepProbabilities ? ".softmax(-1)" : "");
    case readoutPacked:
        return "readout(last_hidden)";
    case readoutNopack:
        return "readout(nopack_last_states)";
    case readoutNaive:
        return "readout(naive_states)";
    default:
        return nameOf(tensor);
    }
}

/// Of the padded lane's rows a person knows sequence and step.
bool hasLaneRows(const TensorRef &tensor)
{
    return tensor.name == layerOutput || tensor.name == stepLogits ||
           tensor.name == stepProbabilities;
}

/// The indices that a person types.
std::vector<Index> indicesOf(const Trace &trace, const Cell &cell)
{
    const bool timeFirst = !trace.document->options.batchFirst;
    const bool paddedRow = hasLaneRows(cell.tensor) && cell.tensor.lane == Lane::padded;
    std::vector<Index> indices{cell.i, cell.j, cell.k};
    if (paddedRow) {
        const RowPlace place = placeOfRow(trace, Lane::padded, cell.i);
        indices = {place.sequence.value(), place.step.value(), cell.j};
    } else {
        indices.resize(shapeOf(trace, cell.tensor).size());
    }
    constexpr std::array padded{paddedIds,    paddedEmbedding, unpackedOutput,
                                paddedOutput, lastMask,        nopackLastMask};
    const bool isPadded = paddedRow || std::ranges::find(padded, cell.tensor.name) != padded.end();
    if (timeFirst && isPadded)
        std::swap(indices[0], indices[1]);
    return indices;
}

std::string indexed(const std::string &name, const std::vector<Index> &indices,
                    const std::string &end = {})
{
    std::string text;
    for (const Index index : indices)
        text += (text.empty() ? "" : ", ") + std::to_string(index);
    if (!end.empty())
        text += (text.empty() ? "" : ", ") + end;
    return name + "[" + text + "]";
}

// --- PyTorch ---

/// What enters a row of a run, as a vector.
std::string inputVector(const Trace &trace, const Cell &gate)
{
    Cell source{{packedData}, gate.i};
    const Options &options = trace.document->options;
    if (gate.tensor.layer > 0) {
        const Index below = gate.tensor.layer - 1;
        source.tensor = {layerOutput, gate.tensor.lane, below};
        const std::string row = indexed(baseName(trace, source.tensor), [&] {
            auto indices = indicesOf(trace, source);
            indices.pop_back();
            return indices;
        }());
        if (!options.training || options.dropout == 0)
            return row;
        return "(" + row + " * " +
               (options.dropout == 1
                    ? "0"
                    : indexed(nameOf({dropoutMask, Lane::packed, below}), {gate.i})) +
               ")";
    }
    if (gate.tensor.lane == Lane::padded) {
        const RowPlace place = placeOfRow(trace, Lane::padded, gate.i);
        source = {{paddedEmbedding}, place.sequence.value(), place.step.value()};
    }
    auto indices = indicesOf(trace, source);
    indices.pop_back();
    return indexed(baseName(trace, source.tensor), indices);
}

/// The state before a row of a run, as a vector: read off the arithmetic of its first unit.
std::string stateVector(const Trace &trace, const Cell &gate)
{
    Cell hidden = gate;
    hidden.tensor.name = candidateHidden;
    const Expression dot = explain(trace, hidden).expression.operands.front();
    const Expression &first = dot.operands[1];
    const std::string H = std::to_string(trace.H());
    if (first.kind != Expression::Kind::cell)
        return "torch.zeros(" + H + ")";
    auto indices = indicesOf(trace, first.cell);
    const Index from = indices.back();
    indices.pop_back();
    const std::string name = baseName(trace, first.cell.tensor);
    if (trace.directions() == 1 || first.cell.tensor.name == h0)
        return indexed(name, indices);
    return indexed(name, indices, std::to_string(from) + ":" + std::to_string(from + trace.H()));
}

/// "gru.weight_ih_l0[3] @ x + gru.bias_ih_l0[3]", one block of one side.
std::string affineCode(const Trace &trace, const Cell &gate, Index block, bool ofInput)
{
    const Index line = block * trace.H() + gate.j;
    const auto parameter = [&](TensorName name) {
        return indexed(
            baseName(trace, {name, Lane::packed, gate.tensor.layer, gate.tensor.direction}),
            {line});
    };
    std::string code = parameter(ofInput ? weightIh : weightHh) + " @ " +
                       (ofInput ? inputVector(trace, gate) : stateVector(trace, gate));
    if (trace.shape().bias)
        code += " + " + parameter(ofInput ? biasIh : biasHh);
    return code;
}

std::string gateCode(const Trace &trace, const Cell &gate)
{
    const auto both = [&](Index block) {
        return "torch.sigmoid(" + affineCode(trace, gate, block, true) + " + " +
               affineCode(trace, gate, block, false) + ")";
    };
    switch (gate.tensor.name) {
    case resetGate:
        return both(0);
    case updateGate:
        return both(1);
    case candidateHidden:
        return affineCode(trace, gate, 2, false);
    default:
        return "torch.tanh(" + affineCode(trace, gate, 2, true) + " + " + both(0) + " * (" +
               affineCode(trace, gate, 2, false) + "))";
    }
}

} // namespace

std::string torchName(const Trace &trace, const Cell &cell)
{
    return indexed(baseName(trace, cell.tensor), indicesOf(trace, cell));
}

std::string torchRowName(const Trace &trace, const Cell &cell)
{
    auto indices = indicesOf(trace, cell);
    indices.pop_back();
    return indexed(baseName(trace, cell.tensor), indices, ":");
}

std::string torchExpression(const Trace &trace, const Cell &cell)
{
    switch (cell.tensor.name) {
    case resetGate:
    case updateGate:
    case candidate:
    case candidateHidden:
        return gateCode(trace, cell);
    case unpackedOutput: {
        if (!trace.sortedIndices)
            return torchName(trace, cell);
        // PyTorch puts the rows back before anybody sees them.
        const Cell typed{
            {paddedOutput}, trace.sequenceOf(SlotIndex(cell.i)).value(), cell.j, cell.k};
        return torchName(trace, typed);
    }
    default:
        return torchName(trace, cell);
    }
}

} // namespace core
