// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure.h"

namespace ui {

/// Title, explanation and keys of a figure: in as many lines as they need, or what of them fits into one.
/// Units: pixels.
enum class TitleLines { asNeeded, one };
[[nodiscard]] Scene titleScene(const Figure &figure, double width,
                               TitleLines lines = TitleLines::asNeeded);

/// Whose panel it is, and what its head says. Units: pixels.
[[nodiscard]] Scene headScene(const PlotPanel &panel, double width);
inline constexpr double headHeight = 26;

} // namespace ui
