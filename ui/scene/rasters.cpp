// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/rasters.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using core::Index;
using core::Lane;
using core::SequenceIndex;
using core::SlotIndex;
using core::StepIndex;
using core::Trace;

/// A strip has no more columns than this; beyond it neighbours are averaged. No screen is wider.
constexpr Index widestStrip = 4096;

/// A grid whose row r is the sequence `sequenceOf(r)`; past the length stands `beyond(sequence)`.
template <class SequenceOf, class Beyond>
SharedRaster grid(const Trace &trace, Index width, const SequenceOf &sequenceOf,
                  const Beyond &beyond)
{
    auto raster = std::make_shared<Raster>();
    raster->width = static_cast<int>(width);
    raster->height = static_cast<int>(trace.B());
    raster->cells.reserve(static_cast<std::size_t>(width * trace.B()));
    for (Index row = 0; row < trace.B(); ++row) {
        const SequenceIndex sequence = sequenceOf(row);
        const Index length = std::min(trace.lengthOf(sequence), width);
        raster->rowSequences.push_back(sequence);
        raster->cells.insert(raster->cells.end(), static_cast<std::size_t>(length),
                             Raster::token(sequence));
        raster->cells.insert(raster->cells.end(), static_cast<std::size_t>(width - length),
                             beyond(sequence));
    }
    return raster;
}

/// A state of each sequence, a row each.
template <class SequenceOf>
SharedRaster states(const Trace &trace, const core::RealTensor &rows, const SequenceOf &sequenceOf)
{
    auto raster = std::make_shared<Raster>();
    const double range = std::max(1.0, rampRange(trace.largestOutput));
    const Index units = rows.extent(1);
    raster->width = static_cast<int>(units);
    raster->height = static_cast<int>(trace.B());
    raster->columnsAreUnits = true;
    for (Index row = 0; row < trace.B(); ++row) {
        raster->rowSequences.push_back(sequenceOf(row));
        for (Index u = 0; u < units; ++u)
            raster->cells.push_back(
                Raster::ramp(rows.at(raster->rowSequences.back().value(), u) / range));
    }
    return raster;
}

/// Packed rows as columns, each value on the ramp; neighbours averaged where there are too many.
SharedRaster strip(const Trace &trace, const core::RealTensor &rows, double range)
{
    auto raster = std::make_shared<Raster>();
    const Index N = rows.extent(0), units = rows.extent(1);
    const Index per = (N + widestStrip - 1) / widestStrip, columns = (N + per - 1) / per;
    raster->width = static_cast<int>(columns);
    raster->height = static_cast<int>(units);
    raster->perColumn = static_cast<int>(per);
    raster->cells.resize(static_cast<std::size_t>(columns * units));
    Index step = 0;
    std::vector<double> sums(static_cast<std::size_t>(units));
    for (Index column = 0; column < columns; ++column) {
        const Index first = column * per, end = std::min(N, first + per);
        while (first >= trace.packed.offsets[static_cast<std::size_t>(step + 1)])
            ++step;
        raster->columnCells.push_back(
            {trace.sequenceOf(SlotIndex(first - trace.packed.row(step, 0))), StepIndex(step)});
        std::ranges::fill(sums, 0.0);
        for (Index row = first; row < end; ++row)
            for (Index u = 0; u < units; ++u)
                sums[static_cast<std::size_t>(u)] += rows[row * units + u];
        for (Index u = 0; u < units; ++u)
            raster->cells[static_cast<std::size_t>(u * columns + column)] = Raster::ramp(
                sums[static_cast<std::size_t>(u)] / static_cast<double>(end - first) / range);
    }
    return raster;
}

} // namespace

double rampRange(double largest)
{
    if (!(largest > 0))
        return 1;
    const double power = std::pow(10.0, std::floor(std::log10(largest)));
    for (const double step : {1.0, 2.0, 4.0, 5.0, 8.0, 10.0})
        if (largest <= step * power * (1 + 1e-9))
            return step * power;
    return 10 * power;
}

Rasters::Rasters(const Trace &t) : trace(&t)
{
    const auto asTyped = [](Index row) { return SequenceIndex(row); };
    const auto longestFirst = [&t](Index row) { return t.sequenceOf(SlotIndex(row)); };
    const auto pad = [](SequenceIndex) { return Raster::padding; };
    const auto fill = [](SequenceIndex) { return Raster::filled; };
    typed = grid(t, t.paddedWidth(), asTyped, pad);
    sorted = grid(t, t.paddedWidth(), longestFirst, pad);
    unpacked = grid(t, t.unpackedWidth(), longestFirst, fill);
    output = grid(t, t.unpackedWidth(), asTyped, fill);
    padded = grid(t, t.paddedWidth(), asTyped, Raster::onPadding);
    packedData = strip(t, t.packedData, rampRange(t.largestInput));
    sortedStates = states(t, t.lastHidden, longestFirst);
    typedStates = typedRaster(t, t.lastHidden);
    packedOutput = strip(t, t.packed.output(), std::max(1.0, rampRange(t.largestOutput)));
}

std::shared_ptr<const Rasters> rastersOfLarge(const Trace &trace)
{
    constexpr Index small = 2000; // cells
    return trace.B() * trace.paddedWidth() > small ? std::make_shared<const Rasters>(trace)
                                                   : nullptr;
}

SharedRaster typedRaster(const Trace &trace, const core::RealTensor &rows)
{
    return states(trace, rows, [](Index row) { return SequenceIndex(row); });
}

SharedRaster statesRaster(const Trace &trace, Lane lane, Index layer, Index direction,
                          StepIndex step)
{
    auto raster = std::make_shared<Raster>();
    const core::LaneTrace &rows = trace.of(lane);
    const Index H = trace.H(), live = rows.liveRows(step.value());
    const auto &output = rows.layerOutputs[static_cast<std::size_t>(layer)];
    const double range = std::max(1.0, rampRange(trace.largestOutput));
    raster->width = static_cast<int>(H);
    raster->height = static_cast<int>(live);
    raster->columnsAreUnits = true;
    raster->cells.reserve(static_cast<std::size_t>(H * live));
    for (Index j = 0; j < live; ++j) {
        raster->rowSequences.push_back(trace.sequenceAt(lane, j));
        const Index first = rows.row(step.value(), j) * output.extent(1) + direction * H;
        for (Index u = 0; u < H; ++u)
            raster->cells.push_back(Raster::ramp(output[first + u] / range));
    }
    return raster;
}

} // namespace ui
