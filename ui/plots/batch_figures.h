// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure_parts.h"

namespace ui {

// Figures with one panel for the whole batch, and the readout's.

/// batch_sizes as the columns of the staircase whose rows are the lengths.
[[nodiscard]] Figure batchSizesFigure(const FigureParts &parts);
/// What the readout would say at each step, a panel a sequence.
[[nodiscard]] Figure readoutFigure(const FigureParts &parts);
/// The top layer's states in the plane in which those of both lanes vary most, a path a sequence.
[[nodiscard]] Figure pathsFigure(const FigureParts &parts);

} // namespace ui
