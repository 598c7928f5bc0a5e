// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/timeline.h"
#include "ui/scene/view.h"

#include <array>

namespace ui {

/// Beside a stage, left and right. Units: pixels.
inline constexpr double stageMargin = 32;

/// Cells in rows and columns. Units: pixels.
struct GridPlace {
    QPointF origin;
    double columnPitch = 0;
    double rowPitch = 0;
    QSizeF tile;
    core::Index first = 0; ///< the row that stands at the origin; those above it are not shown

    /// Smaller cells are those of a picture.
    static constexpr double smallestTile = 6;

    [[nodiscard]] QRectF cell(core::Index column, core::Index row) const;
    [[nodiscard]] double bottom(core::Index rows) const;
    /// All cells of so many columns and rows.
    [[nodiscard]] QRectF area(core::Index columns, core::Index rows) const;
    /// The cells are too small for tiles: the grid is shown as a picture.
    [[nodiscard]] bool isPicture() const;
};

/// Rows or columns from `first` to before `end`.
struct Range {
    core::Index first = 0;
    core::Index end = 0;
};

/// Of things side by side, every so-many-th can be labelled without crowding: 1, 2, 5, 10, 20, …
/// Units: pixels.
[[nodiscard]] core::Index labelEvery(double pitch, double room);
/// The same for the numbers of steps over a grid: all, or every fifth, or fewer.
[[nodiscard]] core::Index stepLabelEvery(double pitch, core::Index steps);

/// Packed rows side by side, with a gap between steps. Units: pixels.
struct StripPlace {
    QPointF origin;
    double pitch = 0;
    double gap = 0;
    QSizeF tile;

    /// Requires: `row` is a packed row of `step`.
    [[nodiscard]] QRectF cell(core::Index step, core::Index row) const;
    [[nodiscard]] bool isPicture() const { return pitch < 3; }
};

/// A table of the GRU stage: one row for each live sequence, one block for each quantity.
struct BlocksPlace {
    double top = 0; ///< of the first row
    double rowPitch = 0;
    double rowHeight = 0;
    double tokenHeight = 0; ///< height of the token's cap; the slits stand below it
    double left = 0;        ///< of the first block
    double tokenWidth = 0;
    double blockWidth = 0;
    double gap = 0;
    core::Index first = 0; ///< the row that stands on top; those above it are not shown

    /// Block 0 is the token x, then h before, r, z, n, h after.
    [[nodiscard]] QRectF cell(int block, core::Index row) const;
    [[nodiscard]] QRectF row(core::Index row) const { return cell(0, row).united(cell(5, row)); }
};

/// What wants room in the grid stages, 0 … 1 each. Before packing there is no strip, and while tokens
/// go into it and come out of it the padded grid only waits.
struct Wants {
    double strip = 1;
    double padded = 1;
};

/// What wants room at a moment; within the first move of packing it changes smoothly.
[[nodiscard]] Wants wantsAt(const Timeline &timeline, double t);

/// Where everything rests, for a trace and a view; a pure function of both, and, where rows would be too
/// low to be read, of what wants room at the moment.
struct Layout {
    Layout(const core::Trace &trace, const View &view, Wants wants = {});

    QRectF canvas; ///< inside the margins
    bool showPacked = true;
    bool showPadded = true;
    bool proseAside = true; ///< prose stands left of the grid; else above it
    double proseWidth = 0;
    core::Index visibleRows = 0;    ///< B: a grid shows all rows, as tiles or as a picture
    core::Index visibleColumns = 0; ///< the wider of t_pad and W
    core::Index visibleSteps = 0;   ///< t_pad
    core::Index visiblePacked = 0;  ///< N
    core::Index tableRows = 0;      ///< of B, what fits into a table of the GRU
    core::Index answerRows = 0;     ///< of B, what fits into the answer

    bool roomAboveColumns = true; ///< above the column numbers of a grid there is room for brackets
    double lengthsRight = 0;      ///< the right edge of the lengths beside a grid

    double packedTop = 0;
    double paddedTop = 0; ///< of the padded lane
    double paddedShown =
        1; ///< 0 … 1: how much of the padded grid is there; 0: one line stands for it
    GridPlace packedGrid;
    GridPlace paddedGrid;
    double countsBaseline = 0; ///< of the batch sizes under the packed grid
    StripPlace packStrip;
    double stripIndices =
        0; ///< height of the row indices under the strip; 0 where there is no room
    StripPlace gruStrip;
    BlocksPlace packedBlocks;
    BlocksPlace paddedBlocks;
    double gruPaddedTop = 0;
    double gruNames = 0;  ///< for a class: width of the sequences beside their badges; else 0
    QRectF gruFormula;    ///< for a class: how one unit is made; may be empty
    QRectF gruPaddedLine; ///< the padded lane in one line; empty: in a table
    QRectF
        packedRest; ///< where the states of the rows stand that the table leaves out; may be empty
    QRectF paddedRest;
    QRectF history; ///< plots of a unit over time under both tables; empty if there is no room

    double restoreTop = 0;
    GridPlace sortedGrid;   ///< restore: left
    GridPlace restoredGrid; ///< restore: right
    GridPlace sortedState;  ///< restore: h_n beside the sorted grid, one column
    GridPlace restoredState;
    double restorePaddedTop = 0;
    bool restoreFormulas = true; ///< there is room for all three lines under the grids

    GridPlace answerGrid;
    double answerTop = 0;
    double answerBlock = 0;             ///< width of a state
    std::array<double, 3> answerLeft{}; ///< gathered, packed h_n, naive
    double distanceLeft = 0;
    double readoutLeft = 0;

    QRectF viewport; ///< what of the picture is seen
    /// The columns or rows of a grid of so many that are in view.
    [[nodiscard]] Range columnsSeen(const GridPlace &grid, core::Index columns) const;
    [[nodiscard]] Range rowsSeen(const GridPlace &grid, core::Index rows) const;
    [[nodiscard]] bool sees(const QRectF &rect) const { return viewport.intersects(rect); }
};

/// How near a camera may come, so that tiles of every batch become large enough to be read.
[[nodiscard]] double nearestScale(const core::Trace &trace, const View &view);

} // namespace ui
