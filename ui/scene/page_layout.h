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
    PageLayout(const core::Trace &trace, QSizeF size, Lanes lanes);

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

    double scale = 1; ///< how much larger than it is laid out the page is drawn
    QSizeF size;
    QRectF canvas; ///< inside the margins
    bool showPacked = true;
    bool showPadded = true; ///< the lane, or the sentence why there is none
    double titleBaseline = 0;

    double packedTop = 0, packedBottom = 0;
    double paddedTop = 0, paddedBottom = 0;
    double headLines = 2; ///< under the name of a column
    GridPlace batch, sorted, unpacked, restored;
    core::Index batchColumns = 0, outputColumns = 0;
    double answerLeft = 0, answerWidth = 0;

    std::vector<Group> groups; ///< of the steps that are shown
    core::Index boxedStep = 0; ///< the column that is followed into the strip
    double stripTop = 0, stripBottom = 0, stripPitch = 0;
    double dataLeft = 0, dataWidth = 0;
    double countsCentre = 0, countsRight = 0;
    double gruLeft = 0, gruWidth = 0;
    double outputLeft = 0, outputWidth = 0;

    GridPlace paddedBatch, paddedOutput;
    double paddedGruLeft = 0, paddedGruPitch = 0, paddedGruWidth = 0;
    core::Index paddedSteps = 0; ///< GRU boxes that are shown
    double gatheredLeft = 0, gatheredWidth = 0;

    /// Left of a grid, for the badges of its rows.
    static constexpr double badgeColumn = 30;
    static constexpr double arrowGap = 6;
};

} // namespace ui
