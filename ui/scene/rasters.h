// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/trace.h"
#include "ui/scene/raster.h"

#include <array>
#include <memory>

namespace ui {

using SharedRaster = std::shared_ptr<const Raster>;

/// The tensors of a trace as rasters: what a scene shows of them where cells are too small for tiles.
/// Making them reads the whole trace; so whoever shows many scenes of one trace makes them once and hands
/// them over in the View. A scene is the same with and without.
struct Rasters {
    explicit Rasters(const core::Trace &trace);

    const core::Trace *trace;  ///< of which these are
    SharedRaster typed;        ///< [B, t_pad], as typed
    SharedRaster sorted;       ///< [B, t_pad], longest first
    SharedRaster unpacked;     ///< [B, W], longest first
    SharedRaster output;       ///< [B, W], as typed
    SharedRaster padded;       ///< [B, t_pad], the padded lane's output
    SharedRaster packedData;   ///< [D, N], each column a packed row, or the mean of several
    SharedRaster packedOutput; ///< [H*dirs, N]
    SharedRaster sortedStates; ///< [B, H*dirs]: the last states, longest first
    SharedRaster typedStates;  ///< [B, H*dirs]
};

/// The rasters of a trace that is so large that making them for each scene would be felt; else nothing.
[[nodiscard]] std::shared_ptr<const Rasters> rastersOfLarge(const core::Trace &trace);

/// The states of one step, a row for each sequence that has one: [rows, H].
[[nodiscard]] SharedRaster statesRaster(const core::Trace &trace, core::Lane lane,
                                        core::Index layer, core::Index direction,
                                        core::StepIndex step);

/// States of all sequences as typed. Shapes: states [B, units].
[[nodiscard]] SharedRaster typedRaster(const core::Trace &trace, const core::RealTensor &states);

/// The next of 1, 2, 4, 5, 8, 10, … at or above the largest magnitude of the data: where a ramp ends.
[[nodiscard]] double rampRange(double largest);

} // namespace ui
