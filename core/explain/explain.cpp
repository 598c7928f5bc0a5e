// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"

#include <algorithm>
#include <optional>

namespace core {

namespace {

using Kind = Expression::Kind;
using enum TensorName;

Explanation given(const Trace &trace, const Cell &cell)
{
    return {{Kind::given, {}, {}, valueOf(trace, cell), {}}, {}};
}

Explanation copyOf(const Cell &source, std::vector<Cell> choosers = {})
{
    return {Expression::of(source), std::move(choosers)};
}

/// srtidx[slot], where somebody sorted.
std::vector<Cell> sortChoice(const Trace &trace, Index slot)
{
    return trace.srtidx ? std::vector<Cell>{{{srtidx}, slot}} : std::vector<Cell>{};
}

/// One feature of what enters a row of a layer: an embedding, or the layer below after its dropout.
Expression inputOf(const Trace &trace, const TensorRef &gate, Index row, Index feature)
{
    const Options &options = trace.document->options;
    if (gate.layer > 0) {
        const Index below = gate.layer - 1;
        auto state = Expression::of(Cell{{layerOutput, gate.lane, below}, row, feature}, "x");
        if (!options.training || options.dropout == 0)
            return state;
        auto mask = options.dropout == 1
                        ? Expression::of(0.0)
                        : Expression::of(Cell{{dropoutMask, Lane::packed, below}, row, feature});
        return Expression::of(Kind::product, {std::move(state), std::move(mask)}, "x");
    }
    if (gate.lane == Lane::packed)
        return Expression::of(Cell{{packedData}, row, feature}, "x");
    const RowPlace place = placeOfRow(trace, gate.lane, row);
    return Expression::of(
        Cell{{paddedEmbedding}, place.sequence.value(), place.step.value(), feature}, "x");
}

/// One unit of the state with which a row enters its step: the step before, or h0 where it begins.
Expression stateBefore(const Trace &trace, const TensorRef &gate, Index row, Index unit)
{
    const LaneTrace &lane = trace.of(gate.lane);
    const RowPlace place = placeOfRow(trace, gate.lane, row);
    const Index before = place.step.value() + (gate.direction ? 1 : -1);
    const bool runs =
        before >= 0 && before < lane.steps() && place.rowInStep < lane.liveRows(before);
    if (runs)
        return Expression::of(Cell{{layerOutput, gate.lane, gate.layer},
                                   lane.row(before, place.rowInStep),
                                   gate.direction * trace.H() + unit},
                              gate.direction ? "h_{t+1}" : "h_{t-1}");
    if (!trace.document->h0)
        return Expression::of(0.0, "h_0");
    return Expression::of(
        Cell{{h0}, gate.layer * trace.directions() + gate.direction, place.sequence.value(), unit},
        "h_0");
}

/// The sum that one row block of a weight matrix gives, plus its bias.
struct Affine {
    TensorName weight, bias;
    char side;   ///< 'i' or 'h'
    Index block; ///< 0 r, 1 z, 2 n
};

std::vector<Expression> affine(const Trace &trace, const TensorRef &gate, const Affine &sum,
                               Index row, Index unit)
{
    const bool fromInput = sum.side == 'i';
    const Index line = sum.block * trace.H() + unit;
    const Index features = fromInput ? trace.shape().inputOf(gate.layer) : trace.H();
    const std::string name = std::string("_{") + sum.side + "rzn"[sum.block] + "}";
    std::vector<Expression> factors;
    for (Index k = 0; k < features; ++k) {
        factors.push_back(
            Expression::of(Cell{{sum.weight, Lane::packed, gate.layer, gate.direction}, line, k}));
        factors.push_back(fromInput ? inputOf(trace, gate, row, k)
                                    : stateBefore(trace, gate, row, k));
    }
    std::vector<Expression> terms{
        Expression::of(Kind::dot, std::move(factors), "W" + name + (fromInput ? " x" : " h"))};
    if (trace.shape().bias)
        terms.push_back(Expression::of(
            Cell{{sum.bias, Lane::packed, gate.layer, gate.direction}, line}, "b" + name));
    return terms;
}

Explanation explainGate(const Trace &trace, const Cell &cell)
{
    const TensorRef &gate = cell.tensor;
    const Index block = gate.name == resetGate ? 0 : gate.name == updateGate ? 1 : 2;
    const auto input = [&] {
        return affine(trace, gate, {weightIh, biasIh, 'i', block}, cell.i, cell.j);
    };
    const auto hidden = [&] {
        return affine(trace, gate, {weightHh, biasHh, 'h', block}, cell.i, cell.j);
    };
    if (gate.name == candidateHidden)
        return {Expression::of(Kind::sum, hidden()), {}};
    std::vector<Expression> terms = input();
    if (gate.name == candidate) {
        Cell reset = cell, inner = cell;
        reset.tensor.name = resetGate;
        inner.tensor.name = candidateHidden;
        terms.push_back(
            Expression::of(Kind::product, {Expression::of(reset, "r"),
                                           Expression::of(inner, "(W_{hn} h + b_{hn})")}));
        return {Expression::of(Kind::tanh, {Expression::of(Kind::sum, std::move(terms))}), {}};
    }
    for (Expression &term : hidden())
        terms.push_back(std::move(term));
    return {Expression::of(Kind::sigmoid, {Expression::of(Kind::sum, std::move(terms))}), {}};
}

/// h' = (1 - z) n + z h
Explanation explainState(const Trace &trace, const Cell &cell)
{
    const Index direction = cell.j / trace.H(), unit = cell.j % trace.H();
    const TensorRef run{updateGate, cell.tensor.lane, cell.tensor.layer, direction};
    const auto z = Expression::of(Cell{run, cell.i, unit}, "z");
    TensorRef fresh = run;
    fresh.name = candidate;
    return {Expression::of(
                Kind::sum,
                {Expression::of(Kind::product, {Expression::of(Kind::oneMinus, {z}),
                                                Expression::of(Cell{fresh, cell.i, unit}, "n")}),
                 Expression::of(Kind::product, {z, stateBefore(trace, run, cell.i, unit)})}),
            {}};
}

/// h_n: the state after the last step of the run, which is step 0 for the reverse direction.
Explanation explainFinal(const Trace &trace, const Cell &cell)
{
    const Lane lane = cell.tensor.lane;
    const Index layer = cell.i / trace.directions(), direction = cell.i % trace.directions();
    const SequenceIndex sequence(cell.j);
    const Index length = lane == Lane::packed ? trace.lengthOf(sequence) : trace.of(lane).steps();
    const StepIndex last(direction ? 0 : length - 1);
    return copyOf({{layerOutput, lane, layer},
                   rowOf(trace, lane, sequence, last),
                   direction * trace.H() + cell.k},
                  lane == Lane::packed ? std::vector<Cell>{{{lengths}, cell.j}}
                                       : std::vector<Cell>{});
}

Explanation explainUnpacked(const Trace &trace, const Cell &cell)
{
    const SequenceIndex sequence = trace.sequenceOf(SlotIndex(cell.i));
    const Cell length{{lengths}, sequence.value()};
    if (cell.j >= trace.lengthOf(sequence))
        return {Expression::of(trace.document->options.paddingValue, "padding_value"), {length}};
    const Index top = trace.shape().numLayers - 1;
    return copyOf({{layerOutput, Lane::packed, top},
                   rowOf(trace, Lane::packed, sequence, StepIndex(cell.j)),
                   cell.k},
                  {length});
}

/// The states that a readout reads.
TensorRef readBy(const Trace &trace, const TensorRef &logits)
{
    switch (logits.name) {
    case readoutPacked:
        return {lastHidden};
    case readoutNopack:
        return {nopackLastStates};
    case readoutNaive:
        return {naiveStates};
    default:
        return {layerOutput, logits.lane, trace.shape().numLayers - 1};
    }
}

Explanation explainReadout(const Trace &trace, const Cell &cell)
{
    const TensorRef states = readBy(trace, cell.tensor);
    std::vector<Expression> factors;
    for (Index k = 0; k < trace.H() * trace.directions(); ++k) {
        factors.push_back(Expression::of(Cell{{readoutWeight}, cell.j, k}));
        factors.push_back(Expression::of(Cell{states, cell.i, k}));
    }
    std::vector<Expression> terms{Expression::of(Kind::dot, std::move(factors), "W h")};
    if (!trace.document->readout->bias.empty())
        terms.push_back(Expression::of(Cell{{readoutBias}, cell.j}, "b"));
    return {Expression::of(Kind::sum, std::move(terms)), {}};
}

Explanation explainProbability(const Trace &trace, const Cell &cell)
{
    Expression expression = Expression::of(Kind::softmax, {});
    expression.number = static_cast<double>(cell.j);
    for (Index c = 0; c < trace.document->readout->weight.extent(0); ++c)
        expression.operands.push_back(
            Expression::of(Cell{{stepLogits, cell.tensor.lane}, cell.i, c}));
    return {std::move(expression), {}};
}

Explanation overLengths(const Trace &trace, Kind kind, Index place)
{
    Expression expression = Expression::of(kind, {});
    expression.number = static_cast<double>(place);
    for (Index b = 0; b < trace.B(); ++b)
        expression.operands.push_back(Expression::of(Cell{{lengths}, b}));
    return {std::move(expression), {}};
}

Explanation explainMask(const Cell &cell)
{
    Expression expression = Expression::of(Kind::isLast, {Expression::of(Cell{{lengths}, cell.i})});
    expression.number = static_cast<double>(cell.j);
    return {std::move(expression), {}};
}

Explanation explainInverse(const Trace &trace, const Cell &cell)
{
    const Index slot = trace.slotOf(SequenceIndex(cell.i)).value();
    Expression expression = Expression::of(Kind::scatter, {Expression::of(Cell{{srtidx}, slot})});
    expression.number = static_cast<double>(slot);
    return {std::move(expression), {}};
}

Explanation explainEmbedding(const Trace &trace, const Cell &cell)
{
    if (!trace.paddedIds)
        return given(trace, cell);
    const Cell id{{paddedIds}, cell.i, cell.j};
    return copyOf({{embeddingWeight}, static_cast<Index>(valueOf(trace, id)), cell.k}, {id});
}

Explanation explainPacked(const Trace &trace, const Cell &cell)
{
    const RowPlace place = placeOfRow(trace, Lane::packed, cell.i);
    const TensorName source = cell.tensor.name == packedIds ? paddedIds : paddedEmbedding;
    return copyOf({{source}, place.sequence.value(), place.step.value(), cell.j},
                  sortChoice(trace, place.rowInStep));
}

} // namespace

RowPlace placeOfRow(const Trace &trace, Lane lane, Index row)
{
    const LaneTrace &rows = trace.of(lane);
    const auto next = std::upper_bound(rows.offsets.begin(), rows.offsets.end(), row);
    const StepIndex step(next - rows.offsets.begin() - 1);
    const Index j = row - rows.row(step.value(), 0);
    return {trace.sequenceAt(lane, j), step, j};
}

Index rowOf(const Trace &trace, Lane lane, SequenceIndex sequence, StepIndex step)
{
    const Index j = lane == Lane::packed ? trace.slotOf(sequence).value() : sequence.value();
    return trace.of(lane).row(step.value(), j);
}

Explanation explain(const Trace &trace, const Cell &cell)
{
    const Index top = trace.shape().numLayers - 1;
    switch (cell.tensor.name) {
    case lengths:
    case paddedIds:
    case embeddingWeight:
    case weightIh:
    case weightHh:
    case biasIh:
    case biasHh:
    case h0:
    case dropoutMask:
    case readoutWeight:
    case readoutBias:
        return given(trace, cell);
    case paddedEmbedding:
        return explainEmbedding(trace, cell);
    case sortedLengths:
        return copyOf({{lengths}, trace.sequenceOf(SlotIndex(cell.i)).value()},
                      sortChoice(trace, cell.i));
    case srtidx:
        return overLengths(trace, Kind::argsort, cell.i);
    case invidx:
        return explainInverse(trace, cell);
    case packedIds:
    case packedData:
        return explainPacked(trace, cell);
    case batchSizes:
        return overLengths(trace, Kind::count, cell.i);
    case resetGate:
    case updateGate:
    case candidate:
    case candidateHidden:
        return explainGate(trace, cell);
    case layerOutput:
        return explainState(trace, cell);
    case unpackedOutput:
        return explainUnpacked(trace, cell);
    case paddedOutput: {
        const Index slot = trace.slotOf(SequenceIndex(cell.i)).value();
        return copyOf({{unpackedOutput}, slot, cell.j, cell.k},
                      trace.invidx ? std::vector<Cell>{{{invidx}, cell.i}} : std::vector<Cell>{});
    }
    case hN:
        return explainFinal(trace, cell);
    case lastMask:
    case nopackLastMask:
        return explainMask(cell);
    case lastStates: {
        const Index last = trace.lengthOf(SequenceIndex(cell.i)) - 1;
        return copyOf({{paddedOutput}, cell.i, last, cell.j}, {{{lastMask}, cell.i, last}});
    }
    case nopackLastStates: {
        const StepIndex last(trace.lengthOf(SequenceIndex(cell.i)) - 1);
        return copyOf({{layerOutput, Lane::padded, top},
                       rowOf(trace, Lane::padded, SequenceIndex(cell.i), last),
                       cell.j},
                      {{{nopackLastMask}, cell.i, last.value()}});
    }
    case lastHidden:
    case naiveStates: {
        const Lane lane = cell.tensor.name == lastHidden ? Lane::packed : Lane::padded;
        const Index run = top * trace.directions() + cell.j / trace.H();
        return copyOf({{hN, lane}, run, cell.i, cell.j % trace.H()});
    }
    case stepProbabilities:
        return explainProbability(trace, cell);
    case stepLogits:
    case readoutPacked:
    case readoutNopack:
    case readoutNaive:
        return explainReadout(trace, cell);
    }
    return given(trace, cell);
}

} // namespace core
