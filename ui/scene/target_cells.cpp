// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/target_cells.h"

#include "core/explain/explain.h"

namespace ui {

namespace {

using core::Cell;
using core::Index;
using core::Lane;
using core::SequenceIndex;
using core::SlotIndex;
using core::StepIndex;
using core::TensorName;
using enum core::TensorName;

constexpr std::array gateParts{std::pair{Part::reset, resetGate},
                               std::pair{Part::update, updateGate},
                               std::pair{Part::candidate, candidate}};

/// From the picture to the trace.
class CellReading {
  public:
    CellReading(const core::Trace &trace, const Target &target)
        : m_trace(trace), m_is(target.identity), m_unit(target.unit), m_b(m_is.sequence.value()),
          m_t(m_is.step.value())
    {
    }

    std::optional<Cell> cell() const
    {
        if (m_is.lane == Lane::padded && !m_trace.padded && m_is.part > Part::packedRow)
            return std::nullopt;
        if (m_is.part == Part::token && m_unit < 0 && m_trace.paddedIds)
            return Cell{{paddedIds}, m_b, m_t};
        if (m_is.part == Part::mask && m_unit < 0)
            return Cell{{isPacked() ? lastMask : nopackLastMask}, m_b, m_t};
        return m_unit < 0 ? std::nullopt : number();
    }

  private:
    [[nodiscard]] bool isPacked() const { return m_is.lane == Lane::packed; }
    /// The step is one that the lane computes for the sequence.
    [[nodiscard]] bool runs() const
    {
        return m_t < (isPacked() ? m_trace.lengthOf(m_is.sequence) : m_trace.padded->steps());
    }
    [[nodiscard]] Index row() const
    {
        return core::rowOf(m_trace, m_is.lane, m_is.sequence, m_is.step);
    }

    [[nodiscard]] std::optional<Cell> number() const
    {
        const Index H = m_trace.H();
        switch (m_is.part) {
        case Part::embedding:
            return Cell{{paddedEmbedding}, m_b, m_t, m_unit};
        case Part::packedRow:
        case Part::stepInput:
            return input();
        case Part::hPrevious:
            return stateBefore();
        case Part::reset:
        case Part::update:
        case Part::candidate:
            for (const auto &[part, name] : gateParts)
                if (part == m_is.part && runs())
                    return Cell{{name, m_is.lane, m_is.layer, m_is.direction}, row(), m_unit};
            return std::nullopt;
        case Part::hidden:
            if (!runs())
                return std::nullopt;
            return Cell{{layerOutput, m_is.lane, m_is.layer}, row(), m_is.direction * H + m_unit};
        case Part::unpacked:
            return Cell{{unpackedOutput}, m_trace.slotOf(m_is.sequence).value(), m_t, m_unit};
        case Part::output:
            return Cell{{paddedOutput}, m_b, m_t, m_unit};
        case Part::finalHidden: // of the top layer both directions may stand side by side
            return Cell{{hN, m_is.lane},
                        m_is.layer * m_trace.directions() + m_is.direction + m_unit / H,
                        m_b,
                        m_unit % H};
        case Part::lastState:
            return Cell{{isPacked() ? lastStates : nopackLastStates}, m_b, m_unit};
        case Part::naiveState:
            return Cell{{naiveStates}, m_b, m_unit};
        case Part::readout:
            return Cell{{isPacked() ? readoutPacked : readoutNopack}, m_b, m_unit};
        case Part::naiveReadout:
            return Cell{{readoutNaive}, m_b, m_unit};
        default:
            return std::nullopt;
        }
    }

    /// What enters a layer: the layer below, or the embedding.
    [[nodiscard]] std::optional<Cell> input() const
    {
        if (!runs())
            return std::nullopt;
        if (m_is.layer > 0)
            return Cell{{layerOutput, m_is.lane, m_is.layer - 1}, row(), m_unit};
        return isPacked() ? Cell{{packedData}, row(), m_unit}
                          : Cell{{paddedEmbedding}, m_b, m_t, m_unit};
    }

    [[nodiscard]] std::optional<Cell> stateBefore() const
    {
        if (!runs())
            return std::nullopt;
        const core::LaneTrace &lane = m_trace.of(m_is.lane);
        const Index before = m_t + (m_is.direction ? 1 : -1);
        const Index j = isPacked() ? m_trace.slotOf(m_is.sequence).value() : m_b;
        if (before >= 0 && before < lane.steps() && j < lane.liveRows(before))
            return Cell{{layerOutput, m_is.lane, m_is.layer},
                        lane.row(before, j),
                        m_is.direction * m_trace.H() + m_unit};
        if (!m_trace.document->h0)
            return std::nullopt;
        return Cell{{h0}, m_is.layer * m_trace.directions() + m_is.direction, m_b, m_unit};
    }

    const core::Trace &m_trace;
    const Identity &m_is;
    Index m_unit, m_b, m_t;
};

/// From the trace to the pictures.
class Showing {
  public:
    Showing(const core::Trace &trace, const Cell &cell) : m_trace(trace), m_cell(cell) {}

    std::vector<Target> targets()
    {
        const auto &[tensor, i, j, k] = m_cell;
        switch (tensor.name) {
        case paddedIds:
            add({Part::token, Lane::packed, SequenceIndex(i), StepIndex(j)}, -1);
            add({Part::token, Lane::padded, SequenceIndex(i), StepIndex(j)}, -1);
            break;
        case paddedEmbedding:
            ofEmbedding();
            break;
        case packedData:
            add(inRow(Part::packedRow, 0, 0), j);
            add(inRow(Part::stepInput, 0, 0), j);
            break;
        case resetGate:
        case updateGate:
        case candidate:
            for (const auto &[part, name] : gateParts)
                if (name == tensor.name)
                    add(inRow(part, tensor.layer, tensor.direction), j);
            break;
        case layerOutput:
            ofState();
            break;
        case h0:
            ofFirstState();
            break;
        case unpackedOutput:
            add({Part::unpacked, Lane::packed, m_trace.sequenceOf(SlotIndex(i)), StepIndex(j)}, k);
            break;
        case paddedOutput:
            add({Part::output, Lane::packed, SequenceIndex(i), StepIndex(j), top(), 0}, k);
            break;
        case hN: {
            const SequenceIndex b(j);
            add({Part::finalHidden, tensor.lane, b, StepIndex(m_trace.lengthOf(b) - 1),
                 i / m_trace.directions(), i % m_trace.directions()},
                k);
            break;
        }
        case lastMask:
        case nopackLastMask:
            add({Part::mask, tensor.name == lastMask ? Lane::packed : Lane::padded,
                 SequenceIndex(i), StepIndex(j)},
                -1);
            break;
        case lastStates:
        case nopackLastStates:
            ofSequence(Part::lastState, tensor.name == lastStates ? Lane::packed : Lane::padded);
            break;
        case naiveStates:
            ofSequence(Part::naiveState, Lane::padded);
            break;
        case readoutPacked:
        case readoutNopack:
            ofSequence(Part::readout, tensor.name == readoutPacked ? Lane::packed : Lane::padded);
            break;
        case readoutNaive:
            ofSequence(Part::naiveReadout, Lane::padded);
            break;
        default:
            break;
        }
        return std::move(m_targets);
    }

  private:
    void add(const Identity &identity, Index unit)
    {
        m_targets.push_back({identity, static_cast<int>(unit), {}});
    }
    [[nodiscard]] Index top() const { return m_trace.shape().numLayers - 1; }
    [[nodiscard]] Identity inRow(Part part, Index layer, Index direction) const
    {
        const core::RowPlace place = core::placeOfRow(m_trace, m_cell.tensor.lane, m_cell.i);
        return {part, m_cell.tensor.lane, place.sequence, place.step, layer, direction};
    }
    void ofSequence(Part part, Lane lane)
    {
        const SequenceIndex b(m_cell.i);
        add({part, lane, b, StepIndex(m_trace.lengthOf(b) - 1)}, m_cell.j);
    }

    void ofEmbedding()
    {
        const SequenceIndex b(m_cell.i);
        const StepIndex t(m_cell.j);
        if (m_cell.j < m_trace.lengthOf(b)) {
            add({Part::embedding, Lane::packed, b, t}, m_cell.k);
            add({Part::embedding, Lane::padded, b, t}, m_cell.k);
        }
        // What padding holds is seen where the GRU reads it.
        if (m_trace.padded)
            add({Part::stepInput, Lane::padded, b, t}, m_cell.k);
    }

    void ofState()
    {
        const Index layer = m_cell.tensor.layer, H = m_trace.H();
        const Index direction = m_cell.j / H, unit = m_cell.j % H;
        const Identity state = inRow(Part::hidden, layer, direction);
        add(state, unit);
        if (direction > 0) // in the row of an output, the halves side by side
            add(inRow(Part::hidden, layer, 0), m_cell.j);
        const core::LaneTrace &lane = m_trace.of(state.lane);
        const core::RowPlace place = core::placeOfRow(m_trace, state.lane, m_cell.i);
        const Index next = place.step.value() + (direction ? -1 : 1);
        if (next >= 0 && next < lane.steps() && place.rowInStep < lane.liveRows(next)) {
            Identity before = state;
            before.part = Part::hPrevious;
            before.step = StepIndex(next);
            add(before, unit);
        }
        if (layer < top())
            add(inRow(Part::stepInput, layer + 1, 0), m_cell.j);
        if (layer < top() && state.lane == Lane::packed)
            add(inRow(Part::packedRow, layer + 1, 0), m_cell.j);
    }

    void ofFirstState()
    {
        const Index layer = m_cell.i / m_trace.directions(),
                    direction = m_cell.i % m_trace.directions();
        const SequenceIndex b(m_cell.j);
        const auto first = [&](Index steps) { return StepIndex(direction ? steps - 1 : 0); };
        add({Part::hPrevious, Lane::packed, b, first(m_trace.lengthOf(b)), layer, direction},
            m_cell.k);
        if (m_trace.padded)
            add({Part::hPrevious, Lane::padded, b, first(m_trace.padded->steps()), layer,
                 direction},
                m_cell.k);
    }

    const core::Trace &m_trace;
    const Cell &m_cell;
    std::vector<Target> m_targets;
};

} // namespace

std::optional<Cell> cellOf(const core::Trace &trace, const Target &target)
{
    return target.unseen ? target.unseen : CellReading(trace, target).cell();
}

std::vector<Target> targetsOf(const core::Trace &trace, const Cell &cell)
{
    return Showing(trace, cell).targets();
}

Target targetOf(const core::Trace &trace, const Cell &cell)
{
    const auto targets = targetsOf(trace, cell);
    return targets.empty() ? Target{{}, -1, cell} : targets.front();
}

} // namespace ui
