// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/layout.h"

#include <vector>

namespace ui {

/// Where everything stands on the page that shows the whole pipeline; a pure function of the trace, the size
/// and the lanes. Units: pixels before enlarging.
///
///     Packed   batch ⨉ sorted ⌐ data │ counts → GRU → output ⌐ unpacked ⨉ restored  answer
///     Padded   batch → GRU → GRU → GRU → … → GRU → output → last_mask =  answer
struct PageLayout {
    PageLayout(const core::Trace &trace, const View &view);

    /// How much larger than it is laid out a page of this size is drawn: where it is small, less than 1.
    [[nodiscard]] static double scaleOf(QSizeF size);

    /// One step of the strips: its rows, or the first of them, over each other.
    struct Group {
        double top = 0;
        core::Index rows = 0; ///< that are shown
        double height = 0;
    };
    /// The rows of a step, as high as `rowPitch` each.
    [[nodiscard]] QRectF groupRect(double left, double width, core::Index step) const;
    [[nodiscard]] QRectF stripRow(double left, double width, core::Index step,
                                  core::Index row) const;

    double scale = 1;
    QSizeF size;
    /// Sizes of text are whole pixels, and not too small: so much wider it may be drawn than it was measured.
    [[nodiscard]] double rounding() const { return scale < 1 ? 1.08 : 1; }
    QRectF canvas; ///< inside the margins
    bool showPacked = true;
    bool showPadded = true; ///< the lane, or the sentence why there is none
    double titleBaseline = 0;

    double packedTop = 0, packedBottom = 0;
    double paddedTop = 0, paddedBottom = 0;
    double badgeColumn = 0; ///< left of each grid
    GridPlace batch, sorted, unpacked, restored;
    core::Index batchColumns = 0, outputColumns = 0;
    double answerLeft = 0, answerWidth = 0;
    double stateWidth = 0; ///< of a state beside the answers

    std::vector<Group> groups; ///< of the steps that are shown
    core::Index boxedStep = 0; ///< the column that is followed into the strip
    double stripTop = 0, stripBottom = 0, stripPitch = 0;
    double dataLeft = 0, dataWidth = 0;
    double countsCentre = 0, countsRight = 0, countSize = 14;
    double gruLeft = 0, gruWidth = 0;
    double outputLeft = 0, outputWidth = 0;

    GridPlace paddedBatch, paddedOutput;
    double paddedGruLeft = 0, paddedGruPitch = 0, paddedGruWidth = 0;
    core::Index paddedSteps = 0; ///< GRU boxes that are shown
    double gatheredLeft = 0;

    /// The answers are words of the readout; else, and where rows are too low for words, states.
    bool answersAreWords = false;
    /// Whether rows of a grid are high enough to show each what it holds.
    [[nodiscard]] static bool hasMarks(const GridPlace &grid) { return grid.rowPitch >= 6; }
    /// Whether they are high enough for a line of text each.
    [[nodiscard]] static bool hasLines(const GridPlace &grid) { return grid.rowPitch >= 13; }
};

} // namespace ui
