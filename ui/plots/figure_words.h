// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure.h"

namespace ui {

/// Title, explanation and keys of a figure: one line where it is wide enough. Units: pixels.
[[nodiscard]] Scene titleScene(const Figure &figure, double width);

/// Whose panel it is, and what its head says. Units: pixels.
[[nodiscard]] Scene headScene(const PlotPanel &panel, double width);
inline constexpr double headHeight = 26;

} // namespace ui
