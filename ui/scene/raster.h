// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"

#include <cstdint>

namespace ui {

/// A tensor too large for tiles: one colour, by meaning, for each cell. Made once, never changed, shared by
/// the scenes that show it.
struct Raster {
    /// What stands in a cell: a small number for each colour by meaning that a raster can have.
    using Code = std::uint16_t;

    static constexpr Code nothing = 0;
    static constexpr Code padding = 1;
    static constexpr Code filled = 2; ///< filled in by pad_packed_sequence

    /// A sequence's token, or its state.
    [[nodiscard]] static Code token(core::SequenceIndex sequence);
    /// The same, computed on padding.
    [[nodiscard]] static Code onPadding(core::SequenceIndex sequence);
    /// A signed value over the range of its ramp: -1 … 1.
    [[nodiscard]] static Code ramp(double value);
    /// One more than the largest code.
    static constexpr int codes = 3 + 8 + 8 + 258;
    [[nodiscard]] static Colour colourOf(Code code);

    int width = 0;
    int height = 0;
    std::vector<Code> cells; ///< row by row
    /// Which sequence stands in each row. Empty for a strip.
    std::vector<core::SequenceIndex> rowSequences;
    bool columnsAreUnits = false; ///< of a state; else columns are steps
    /// Which packed row stands first in each column of a strip; its rows are units. Empty for a grid.
    struct PackedCell {
        core::SequenceIndex sequence{0};
        core::StepIndex step{0};
    };
    std::vector<PackedCell> columnCells;
    /// So many packed rows are averaged in one column.
    int perColumn = 1;

    /// The identity of a cell, given that of the whole, and which unit it is.
    struct Cell {
        Identity identity;
        int unit = -1;
    };
    [[nodiscard]] Cell cellAt(const Identity &whole, int column, int row) const;
    /// The column and row of a thing; nothing if the raster does not hold it.
    [[nodiscard]] std::optional<QPoint> placeOf(const Identity &identity) const;
};

} // namespace ui
