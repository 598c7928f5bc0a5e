// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/frame.h"

namespace ui {

/// Where the map stands in the picture of a view. Units: pixels.
[[nodiscard]] QRectF minimapPlace(const View &view);

/// In the corner of a picture that is seen in part: the whole of it, small, and what is seen.
void drawMinimap(Frame &frame);

} // namespace ui
