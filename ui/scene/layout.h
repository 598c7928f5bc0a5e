// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/view.h"

#include <array>

namespace ui {

/// Cells in rows and columns. Units: pixels.
struct GridPlace {
    QPointF origin;
    double columnPitch = 0;
    double rowPitch = 0;
    QSizeF tile;

    [[nodiscard]] QRectF cell(core::Index column, core::Index row) const;
    [[nodiscard]] double bottom(core::Index rows) const;
};

/// Packed rows side by side, with a gap between steps. Units: pixels.
struct StripPlace {
    QPointF origin;
    double pitch = 0;
    double gap = 0;
    QSizeF tile;

    /// Requires: `row` is a packed row of `step`.
    [[nodiscard]] QRectF cell(core::Index step, core::Index row) const;
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

    /// Block 0 is the token x, then h before, r, z, n, h after.
    [[nodiscard]] QRectF cell(int block, core::Index row) const;
};

/// Where everything rests, for a trace and a view; a pure function of both.
struct Layout {
    Layout(const core::Trace &trace, const View &view);

    QRectF canvas; ///< inside the margins
    bool showPacked = true;
    bool showPadded = true;
    bool proseAside = true; ///< prose stands left of the grid; else above it
    double proseWidth = 0;
    core::Index visibleRows = 0;    ///< of B, what fits
    core::Index visibleColumns = 0; ///< of the wider of t_pad and W, what fits
    core::Index visibleSteps = 0;   ///< of t_pad, what fits
    core::Index visiblePacked = 0;  ///< of N, what fits in the strip

    bool roomAboveColumns = true; ///< above the column numbers of a grid there is room for brackets
    double lengthsRight = 0;      ///< the right edge of the lengths beside a grid

    double packedTop = 0;
    double paddedTop = 0; ///< of the padded lane
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
    QRectF history; ///< plots of a unit over time under both tables; empty if there is no room

    double restoreTop = 0;
    GridPlace sortedGrid;   ///< restore: left
    GridPlace restoredGrid; ///< restore: right
    GridPlace sortedState;  ///< restore: h_n beside the sorted grid, one column
    GridPlace restoredState;
    double restorePaddedTop = 0;

    GridPlace answerGrid;
    double answerTop = 0;
    double answerBlock = 0;             ///< width of a state
    std::array<double, 3> answerLeft{}; ///< gathered, packed h_n, naive
    double distanceLeft = 0;
    double readoutLeft = 0;
};

} // namespace ui
