// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure.h"
#include "ui/scene/timeline.h"
#include "ui/scene/view.h"
#include "ui/state/plot_choice.h"

#include <QSize>

namespace ui {

enum class PlotKind {
    overview,   ///< hidden state, every unit and distance, a sequence a column
    hidden,     ///< chosen units of h over time
    heatmap,    ///< every unit of h over time
    distance,   ///< between the lanes, over time
    gates,      ///< r, z and n of a unit over time
    batchSizes, ///< and the lengths
    readout,    ///< probabilities over time
    paths,      ///< all states in the plane in which they vary most
};
inline constexpr int plotKindCount = static_cast<int>(PlotKind::paths) + 1;

/// "Hidden state over time"
[[nodiscard]] QString titleOf(PlotKind kind);
/// "hidden", as on the command line.
[[nodiscard]] QString nameOf(PlotKind kind);

/// All that a figure depends on.
struct PlotInput {
    std::shared_ptr<const core::Trace> trace; ///< with a sequence at least
    PlotChoice choice{};
    Lanes lanes = Lanes::both;
    QSize room{4, 2}; ///< how many panels fit beside and below each other
};

/// How many panels can be read beside and below each other in a plot of a size in pixels.
[[nodiscard]] QSize roomFor(const QSize &size);

/// The plot as data: a pure function. Where there is more to be shown than room for it, the figure says so.
[[nodiscard]] Figure figureOf(PlotKind kind, const PlotInput &input);

/// Which step the playhead has come to, in the order in which the sequence is written: after the move of
/// step 3 it is 3. Nothing in the stages that have no steps, or where another run is on its way.
[[nodiscard]] std::optional<double> playheadStep(const Moment &moment, const PlotChoice &choice);

} // namespace ui
