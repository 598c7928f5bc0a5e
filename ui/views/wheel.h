// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

namespace ui {

/// How many times as large a wheel that turned so far makes what it is over: four notches show all twice as
/// large. Units: eighths of a degree.
[[nodiscard]] inline double zoomOfWheel(double turned)
{
    return std::exp2(turned / 480);
}

} // namespace ui
