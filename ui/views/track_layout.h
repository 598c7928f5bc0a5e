// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/timeline.h"

#include <vector>

namespace ui {

/// Where the moves of a timeline stand on a track. Units: pixels from the track's left end.
///
///   Batch  Embed  Sort   Pack                GRU
///   ────── ────── ────── ────┬────┬────┬──── ────┬────
///                         0    1    2    3    0    1
class TrackLayout {
  public:
    /// One-step stages get a fixed width, the steps of the others share the rest.
    TrackLayout(const Timeline &timeline, double width);

    struct Piece {
        double left = 0;
        double right = 0;
        /// A stage begins here, or a run of the GRU.
        bool opensStage = false;
        bool opensRun = false;
        /// The step's number is written: not all are where they would touch.
        bool numbered = false;

        [[nodiscard]] double width() const { return right - left; }
    };
    /// In the order of timeline.segments().
    [[nodiscard]] const std::vector<Piece> &pieces() const { return m_pieces; }
    /// Ticks between steps are left out where they would stand too close.
    [[nodiscard]] bool showsTicks() const { return m_showsTicks; }
    [[nodiscard]] double xOf(const Timeline &timeline, double t) const;
    /// The nearest time, wherever x is.
    [[nodiscard]] double timeAt(const Timeline &timeline, double x) const;

  private:
    std::vector<Piece> m_pieces;
    bool m_showsTicks = true;
};

/// Pack, GRU and unpack go through the steps of time; the other stages are one move.
[[nodiscard]] bool isStepped(core::Stage stage);

} // namespace ui
