// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/series.h"
#include "ui/plots/figure_of.h"

#include <QCoreApplication>

namespace ui {

/// What every figure of a trace is made of. `input.choice` is within the trace.
class FigureParts {
    Q_DECLARE_TR_FUNCTIONS(FigureParts)

  public:
    explicit FigureParts(const PlotInput &input);

    const PlotInput &input;
    const core::Trace &trace;
    const PlotChoice &choice;

    [[nodiscard]] bool hasPacked() const { return input.lanes != Lanes::padded; }
    /// The padded lane is asked for, and was computed.
    [[nodiscard]] bool hasPadded() const;
    /// The padded lane is asked for, and there is none: why.
    [[nodiscard]] QString whyNoPadded() const;
    [[nodiscard]] core::RunRef run(core::Lane lane) const;
    /// How many steps a panel is wide.
    [[nodiscard]] core::Index width() const;
    /// The first step at which the padded lane goes its own way: a sequence's last one, as far as both lanes
    /// are shown; 0 in a reverse run, which comes from the pads.
    [[nodiscard]] core::Index partingOf(core::SequenceIndex sequence) const;

    /// The sequences for which there is room.
    [[nodiscard]] std::vector<core::SequenceIndex> shown() const;
    /// Those whose lines can lie over each other in one panel: more would neither be told apart nor be
    /// drawn at once.
    [[nodiscard]] std::vector<core::SequenceIndex> overlaid() const;
    /// "8 of 12 sequences" where not all are shown, or overlaid.
    [[nodiscard]] std::vector<Span> notAll() const;
    [[nodiscard]] std::vector<Span> notAllOverlaid() const;
    /// How many panels stand side by side, so that the rows are about equally long.
    [[nodiscard]] int columns() const;

    /// A panel over the steps of a sequence, its pads hatched.
    [[nodiscard]] PlotPanel panelOf(core::SequenceIndex sequence) const;
    /// "layer 1, reverse", where there is more than one run.
    [[nodiscard]] QString runText() const;

    /// Which number of the lane's state is a point of a curve that begins at a step.
    [[nodiscard]] std::function<Target(core::Index)> targets(Part part, core::Lane lane,
                                                             core::SequenceIndex sequence,
                                                             core::Index firstStep, int unit) const;
};

/// Column `unit` of [steps, H] from a step on, as a curve.
[[nodiscard]] Curve curveOf(const core::Tensor<double> &states, core::Index unit,
                            core::Index firstStep);

/// "0.5": the end of a range, with no more digits than it has.
[[nodiscard]] QString rangeText(double range);

/// The least of 1, 2, 5 times a power of ten that is not below; 1 for 0 and what is not finite.
[[nodiscard]] double niceAbove(double value);

} // namespace ui
