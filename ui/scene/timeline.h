// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/pipeline/stage.h"
#include "core/pipeline/trace.h"

#include <string_view>
#include <vector>

namespace ui {

/// A place on the one clock of both lanes.
struct Moment {
    core::Stage stage = core::Stage::batch;
    core::Index layer = 0;     ///< GRU stage only
    core::Index direction = 0; ///< GRU stage only
    /// Pack, GRU and unpack: which step in time. The reverse direction counts the same steps, downwards.
    core::StepIndex step{0};
    double fraction = 0; ///< 0 … 1, how far the move has come

    bool operator==(const Moment &) const = default;
};

/// The moment as it is named on the command line, to a thousandth of its move: "gru:l0_reverse:3.250".
[[nodiscard]] std::string nameOf(const Moment &moment);

/// One move of the animation: a stage, or one step of a stepped stage.
struct Segment {
    core::Stage stage = core::Stage::batch;
    core::Index layer = 0;
    core::Index direction = 0;
    core::StepIndex step{0};
    double start = 0;    ///< seconds at speed 1
    double duration = 0; ///< seconds at speed 1, the rest at its end included
    double rest = 0;     ///< seconds at the end in which nothing moves
};

/// Where each move begins and ends, in seconds at speed 1.
class Timeline {
  public:
    explicit Timeline(const core::Trace &trace);

    [[nodiscard]] double duration() const;
    [[nodiscard]] const std::vector<Segment> &segments() const { return m_segments; }
    /// Which segment runs at time t; t is brought into range.
    [[nodiscard]] std::size_t segmentAt(double t) const;
    /// Whether a segment is the first move of its stage; or the last.
    [[nodiscard]] bool beginsStage(std::size_t segment) const;
    [[nodiscard]] bool endsStage(std::size_t segment) const;
    /// The fraction reaches 1 where the rest of the segment begins.
    [[nodiscard]] Moment momentAt(double t) const;
    /// Requires: a moment that this timeline has.
    [[nodiscard]] double timeOf(const Moment &moment) const;
    /// First and last time of a stage.
    [[nodiscard]] double startOf(core::Stage stage) const;
    [[nodiscard]] double endOf(core::Stage stage) const;

    /// STAGE, STAGE:STEP, STAGE:STEP.FRACTION or gru:l1_reverse:3; a stage alone is its finished picture.
    /// Errors: a stage, run or step that there is not, with what there is.
    [[nodiscard]] core::Result<double> timeNamed(std::string_view moment) const;

  private:
    std::vector<Segment> m_segments;
};

} // namespace ui
