// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/easing.h"
#include "ui/scene/frame.h"
#include "ui/scene/state_difference.h"

namespace ui {

// What the parts of the GRU's stage have in common. For a class they are laid out thus:
//
//     strip             the packed rows, step by step
//     Packed            x   h before   r   z   n   h after      (its rows, large)
//     formula           C unit 1   h_t = (1 − z) n + z h_{t−1}        with numbers
//     Padded            A state =   B state ≠   C state =  …          (one line)

/// When things happen in a step. In the stage's first move the strip comes up before.
class GruClock {
  public:
    explicit GruClock(const Frame &frame)
        : m_t(frame.moment.fraction), m_start(frame.isFirstMove() ? 0.25 : 0)
    {
    }
    /// How far the strip has come up from where packing left it.
    [[nodiscard]] double arrival() const
    {
        return m_start > 0 ? smooth(phase(m_t, 0, m_start)) : 1;
    }
    /// Progress of the step itself, after the arrival.
    [[nodiscard]] double inStep(double begin, double end) const
    {
        return smooth(phase(m_t, m_start + begin * (1 - m_start), m_start + end * (1 - m_start)));
    }

  private:
    double m_t, m_start;
};

/// The unit of the state that the formula and the plots tell: the one that is asked about, else the first.
[[nodiscard]] int toldUnit(const Frame &frame);

/// The new state that the formula tells: the one that is asked about, if its row runs at this step, else
/// the first row that runs. Nothing where the layout has no formula.
[[nodiscard]] std::optional<Target> toldState(const Frame &frame);

/// Whether the padded lane's state of this step is the one that the packed lane has, now or parked:
/// each unit within `sameWithin`. Requires: a padded lane.
[[nodiscard]] bool sameAsPacked(const Frame &frame, core::SequenceIndex sequence);

/// "the padded lane's rows that are on padding at this step".
[[nodiscard]] core::Index rowsOnPadding(const Frame &frame);

void drawGruFormula(Frame &frame);    ///< how one unit of one row is made, where the layout has it
void drawGruPaddedLine(Frame &frame); ///< the padded lane in one line, where the layout has it
void drawGruHistory(Frame &frame);    ///< one unit over time, where the layout has room for it

} // namespace ui
