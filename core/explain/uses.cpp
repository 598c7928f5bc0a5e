// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/uses.h"

#include "core/explain/explain.h"

#include <algorithm>

namespace core {

namespace {

using enum TensorName;

/// Indices from `first` on along one axis.
struct Span {
    Index first = 0;
    Index count = 1;

    Span(Index one) : first(one) {}
    Span(Index from, Index many) : first(from), count(many) {}
};

/// Collects the users of one cell, block after block.
class Search {
  public:
    Search(const Trace &trace, const Cell &cell, Index limit)
        : m_trace(trace), m_cell(cell), m_limit(limit)
    {
    }

    Uses find()
    {
        const TensorRef &tensor = m_cell.tensor;
        const Index i = m_cell.i, j = m_cell.j, k = m_cell.k;
        switch (tensor.name) {
        case lengths:
            ofLength(SequenceIndex(i));
            break;
        case paddedIds:
            add({paddedEmbedding}, i, j, all(m_trace.D()));
            if (isReal(i, j))
                add({packedIds}, packedRow(i, j));
            break;
        case embeddingWeight:
            ofTableRow(i, j);
            break;
        case paddedEmbedding:
            if (isReal(i, j))
                add({packedData}, packedRow(i, j), k);
            if (m_trace.padded)
                asInput(Lane::padded, 0, m_trace.padded->row(j, i));
            break;
        case srtidx:
            ofSort(SlotIndex(i));
            break;
        case invidx:
            add({paddedOutput}, i, all(m_trace.unpackedWidth()), all(width()));
            break;
        case packedData:
            asInput(Lane::packed, 0, i);
            break;
        case weightIh:
        case weightHh:
        case biasIh:
        case biasHh:
            ofParameter();
            break;
        case h0:
            ofFirstState();
            break;
        case dropoutMask:
            if (m_trace.document->options.dropout > 0 && m_trace.document->options.dropout < 1)
                asInput(Lane::packed, tensor.layer + 1, i);
            break;
        case resetGate:
        case candidateHidden:
            add({candidate, tensor.lane, tensor.layer, tensor.direction}, i, j);
            break;
        case updateGate:
        case candidate:
            add({layerOutput, tensor.lane, tensor.layer}, i, tensor.direction * m_trace.H() + j);
            break;
        case layerOutput:
            ofState();
            break;
        case unpackedOutput:
            add({paddedOutput}, m_trace.sequenceOf(SlotIndex(i)).value(), j, k);
            break;
        case paddedOutput:
            if (j == lastOf(i))
                add({lastStates}, i, k);
            break;
        case hN:
            ofFinal();
            break;
        case lastMask:
            if (j == lastOf(i))
                add({lastStates}, i, all(width()));
            break;
        case nopackLastMask:
            if (j == lastOf(i) && m_trace.padded)
                add({nopackLastStates}, i, all(width()));
            break;
        case lastHidden:
        case nopackLastStates:
        case naiveStates:
            ofAnswer();
            break;
        case readoutWeight:
        case readoutBias:
            ofReadout();
            break;
        case stepLogits:
            add({stepProbabilities, tensor.lane}, i, all(classes()));
            break;
        case sortedLengths:
        case packedIds:
        case batchSizes:
        case lastStates:
        case stepProbabilities:
        case readoutPacked:
        case readoutNopack:
        case readoutNaive:
            break;
        }
        return std::move(m_uses);
    }

  private:
    static Span all(Index count) { return {0, count}; }

    void add(const TensorRef &tensor, Span i, Span j = 0, Span k = 0)
    {
        m_uses.total += i.count * j.count * k.count;
        for (Index a = 0; a < i.count; ++a)
            for (Index b = 0; b < j.count; ++b)
                for (Index c = 0; c < k.count; ++c) {
                    if (std::ssize(m_uses.cells) >= m_limit)
                        return;
                    m_uses.cells.push_back({tensor, i.first + a, j.first + b, k.first + c});
                }
    }

    [[nodiscard]] Index width() const { return m_trace.H() * m_trace.directions(); }
    /// Requires: a readout.
    [[nodiscard]] Index classes() const { return m_trace.document->readout->weight.extent(0); }
    [[nodiscard]] Index top() const { return m_trace.shape().numLayers - 1; }
    [[nodiscard]] Index lastOf(Index b) const { return m_trace.lengthOf(SequenceIndex(b)) - 1; }
    [[nodiscard]] bool isReal(Index b, Index t) const { return t <= lastOf(b); }
    [[nodiscard]] Index packedRow(Index b, Index t) const
    {
        return rowOf(m_trace, Lane::packed, SequenceIndex(b), StepIndex(t));
    }

    void ofLength(SequenceIndex sequence)
    {
        const Index b = sequence.value(), slot = m_trace.slotOf(sequence).value();
        add({sortedLengths}, slot);
        if (m_trace.srtidx)
            add({srtidx}, all(m_trace.B()));
        add({batchSizes}, all(m_trace.packed.steps()));
        add({hN, Lane::packed}, all(m_trace.shape().runs()), b, all(m_trace.H()));
        add({unpackedOutput}, slot, all(m_trace.unpackedWidth()), all(width()));
        add({lastMask}, b, all(m_trace.unpackedWidth()));
        if (m_trace.padded)
            add({nopackLastMask}, b, all(m_trace.paddedWidth()));
    }

    void ofTableRow(Index id, Index feature)
    {
        const Tensor<std::int64_t> &ids = *m_trace.paddedIds;
        for (Index flat = 0; flat < ids.size(); ++flat)
            if (ids[flat] == id)
                add({paddedEmbedding}, flat / m_trace.paddedWidth(), flat % m_trace.paddedWidth(),
                    feature);
    }

    void ofSort(SlotIndex slot)
    {
        const Index b = m_trace.sequenceOf(slot).value();
        add({sortedLengths}, slot.value());
        add({invidx}, b);
        for (Index t = 0; t <= lastOf(b) && m_trace.packedIds; ++t)
            add({packedIds}, packedRow(b, t));
        for (Index t = 0; t <= lastOf(b); ++t)
            add({packedData}, packedRow(b, t), all(m_trace.D()));
    }

    /// What a row of a layer's input goes into: the gates of that row, in each direction.
    void asInput(Lane lane, Index layer, Index row)
    {
        for (Index direction = 0; direction < m_trace.directions(); ++direction)
            for (const TensorName gate : {resetGate, updateGate, candidate})
                add({gate, lane, layer, direction}, row, all(m_trace.H()));
    }

    /// What a unit of the state before a row goes into: the gates of that row and its new state.
    void asStateBefore(const TensorRef &run, Index row, Index unit)
    {
        for (const TensorName gate : {resetGate, updateGate, candidateHidden})
            add({gate, run.lane, run.layer, run.direction}, row, all(m_trace.H()));
        add({layerOutput, run.lane, run.layer}, row, run.direction * m_trace.H() + unit);
    }

    void ofParameter()
    {
        const TensorRef &tensor = m_cell.tensor;
        const bool ofInput = tensor.name == weightIh || tensor.name == biasIh;
        const Index block = m_cell.i / m_trace.H(), unit = m_cell.i % m_trace.H();
        const TensorName gate = block == 0   ? resetGate
                                : block == 1 ? updateGate
                                : ofInput    ? candidate
                                             : candidateHidden;
        for (const Lane lane : {Lane::packed, Lane::padded})
            if (lane == Lane::packed || m_trace.padded)
                add({gate, lane, tensor.layer, tensor.direction},
                    all(m_trace.of(lane).offsets.back()), unit);
    }

    void ofFirstState()
    {
        const Index layer = m_cell.i / m_trace.directions(),
                    direction = m_cell.i % m_trace.directions();
        for (const Lane lane : {Lane::packed, Lane::padded}) {
            if (lane == Lane::padded && !m_trace.padded)
                continue;
            const Index last =
                lane == Lane::packed ? lastOf(m_cell.j) : m_trace.padded->steps() - 1;
            const StepIndex first(direction ? last : 0);
            asStateBefore({layerOutput, lane, layer, direction},
                          rowOf(m_trace, lane, SequenceIndex(m_cell.j), first), m_cell.k);
        }
    }

    void ofState()
    {
        const TensorRef &tensor = m_cell.tensor;
        const LaneTrace &lane = m_trace.of(tensor.lane);
        const RowPlace place = placeOfRow(m_trace, tensor.lane, m_cell.i);
        const Index t = place.step.value(), b = place.sequence.value();
        const Index direction = m_cell.j / m_trace.H(), unit = m_cell.j % m_trace.H();
        const Index next = t + (direction ? -1 : 1);
        const bool runsOn =
            next >= 0 && next < lane.steps() && place.rowInStep < lane.liveRows(next);
        if (runsOn)
            asStateBefore({layerOutput, tensor.lane, tensor.layer, direction},
                          lane.row(next, place.rowInStep), unit);
        else
            add({hN, tensor.lane}, tensor.layer * m_trace.directions() + direction, b, unit);
        if (tensor.layer < top())
            return asInput(tensor.lane, tensor.layer + 1, m_cell.i);
        if (tensor.lane == Lane::packed)
            add({unpackedOutput}, place.rowInStep, t, m_cell.j);
        else if (t == lastOf(b))
            add({nopackLastStates}, b, m_cell.j);
        if (m_trace.document->readout)
            add({stepLogits, tensor.lane}, m_cell.i, all(classes()));
    }

    void ofFinal()
    {
        const Index layer = m_cell.i / m_trace.directions(),
                    direction = m_cell.i % m_trace.directions();
        if (layer == top())
            add({m_cell.tensor.lane == Lane::packed ? lastHidden : naiveStates}, m_cell.j,
                direction * m_trace.H() + m_cell.k);
    }

    void ofAnswer()
    {
        if (!m_trace.document->readout)
            return;
        const TensorName reading = m_cell.tensor.name == lastHidden         ? readoutPacked
                                   : m_cell.tensor.name == nopackLastStates ? readoutNopack
                                                                            : readoutNaive;
        add({reading}, m_cell.i, all(classes()));
    }

    /// A weight or bias of a class goes into its logit of every state that is read.
    void ofReadout()
    {
        const Index c = m_cell.i;
        for (const TensorName reading : {readoutPacked, readoutNopack, readoutNaive})
            if (reading == readoutPacked || m_trace.padded)
                add({reading}, all(m_trace.B()), c);
        for (const Lane lane : {Lane::packed, Lane::padded})
            if (lane == Lane::packed || m_trace.padded)
                add({stepLogits, lane}, all(m_trace.of(lane).offsets.back()), c);
    }

    const Trace &m_trace;
    const Cell &m_cell;
    Index m_limit;
    Uses m_uses;
};

} // namespace

Uses usesOf(const Trace &trace, const Cell &cell, Index limit)
{
    return Search(trace, cell, limit).find();
}

} // namespace core
