// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/frame.h"

namespace ui {

/// One encoding that is on screen.
struct LegendEntry {
    enum class Sample { ramp, gate, padding, onPadding, finished, lastState };

    Sample sample;
    QString meaning;
    double range = 1; ///< for the ramp: it runs from -range to +range

    bool operator==(const LegendEntry &) const = default;
};

/// The encodings that the frame's stage uses; only what is on screen.
[[nodiscard]] std::vector<LegendEntry> legendOf(const Frame &frame);

/// The same for a moment of a trace.
[[nodiscard]] std::vector<LegendEntry> legendAt(const core::Trace &trace, const View &view,
                                                const Timeline &timeline, double t);

/// Draws the legend in one line from the given left baseline.
void drawLegend(Frame &frame, QPointF at);
/// The same for these encodings, as wide as it may be up to `right`.
void drawLegend(Pieces &pieces, const std::vector<LegendEntry> &entries, QPointF at, double right);

} // namespace ui
