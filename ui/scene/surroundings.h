// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/frame.h"

namespace ui {

// A picture that stands alone has a title above, and a caption and a legend below.

/// How much room they take above and below the stage. Units: pixels.
[[nodiscard]] double headOf(const core::Trace &trace, const View &view);
[[nodiscard]] double footOf(const View &view);

void drawSurroundings(Frame &frame);

} // namespace ui
