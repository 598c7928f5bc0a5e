// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/frame.h"

namespace ui {

// A picture that stands alone has a title above, and a caption and a legend below.

/// The document's, unless the view has another; may be empty.
[[nodiscard]] QString titleOf(const core::Trace &trace, const View &view);

/// How much room they take above and below the stage. Units: pixels.
[[nodiscard]] double headOf(const core::Trace &trace, const View &view);
[[nodiscard]] double footOf(const View &view);

void drawSurroundings(Frame &frame);

} // namespace ui
