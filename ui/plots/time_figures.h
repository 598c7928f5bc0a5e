// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure_parts.h"

namespace ui {

// Figures with a panel a sequence and the steps of time along x.

/// Chosen units of h; all sequences in one panel where there is no room for one each.
[[nodiscard]] Figure hiddenFigure(const FigureParts &parts);
[[nodiscard]] Figure heatmapFigure(const FigureParts &parts);
[[nodiscard]] Figure distanceFigure(const FigureParts &parts);
[[nodiscard]] Figure gatesFigure(const FigureParts &parts);
/// Hidden state, heatmap and distance below each other.
[[nodiscard]] Figure overviewFigure(const FigureParts &parts);

} // namespace ui
