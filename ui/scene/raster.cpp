// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/raster.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using core::Index;
using core::SequenceIndex;

constexpr int hues = 8; // sequences A … H, then again
constexpr int firstToken = 3, firstOnPadding = firstToken + hues, firstRamp = firstOnPadding + hues;
constexpr int rampSteps = 256;
constexpr Raster::Code notANumber = firstRamp + rampSteps + 1;
static_assert(notANumber + 1 == Raster::codes);

Raster::Code codeOf(Index value)
{
    return static_cast<Raster::Code>(value);
}

} // namespace

Raster::Code Raster::token(SequenceIndex sequence)
{
    return codeOf(firstToken + sequence.value() % hues);
}

Raster::Code Raster::onPadding(SequenceIndex sequence)
{
    return codeOf(firstOnPadding + sequence.value() % hues);
}

Raster::Code Raster::ramp(double value)
{
    if (std::isnan(value))
        return notANumber;
    return codeOf(firstRamp + std::lround((std::clamp(value, -1.0, 1.0) + 1) / 2 * rampSteps));
}

Colour Raster::colourOf(Code code)
{
    if (code == nothing)
        return {};
    if (code == padding)
        return Role::padGround;
    if (code == filled)
        return Role::line2;
    if (code < firstOnPadding)
        return Colour::hue(SequenceIndex(code - firstToken), 0.8);
    if (code < firstRamp)
        return Colour::hue(SequenceIndex(code - firstOnPadding), 0.35);
    return Colour::ramp(code == notANumber ? std::nan("")
                                           : 2.0 * (code - firstRamp) / rampSteps - 1);
}

Raster::Cell Raster::cellAt(const Identity &whole, int column, int row) const
{
    Cell cell{whole, -1};
    if (!columnCells.empty()) {
        const PackedCell &packed = columnCells[static_cast<std::size_t>(column)];
        cell.identity.sequence = packed.sequence;
        cell.identity.step = packed.step;
        cell.unit = row;
    } else {
        cell.identity.sequence = rowSequences[static_cast<std::size_t>(row)];
        if (columnsAreUnits)
            cell.unit = column;
        else
            cell.identity.step = core::StepIndex(column);
    }
    return cell;
}

std::optional<QPoint> Raster::placeOf(const Identity &identity) const
{
    if (!columnCells.empty()) {
        for (std::size_t i = 0; i < columnCells.size(); ++i)
            if (columnCells[i].sequence == identity.sequence &&
                columnCells[i].step == identity.step)
                return QPoint(static_cast<int>(i), 0);
        return std::nullopt;
    }
    const auto row = std::ranges::find(rowSequences, identity.sequence);
    const Index column = columnsAreUnits ? 0 : identity.step.value();
    if (row == rowSequences.end() || column >= width)
        return std::nullopt;
    return QPoint(static_cast<int>(column), static_cast<int>(row - rowSequences.begin()));
}

} // namespace ui
