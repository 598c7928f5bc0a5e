// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/view.h"

namespace ui {

class Frame;

// A picture for a class is laid out like any other on a smaller canvas, with room for caption and legend,
// and then enlarged: so every stage is large, and none needs to know.

/// Nothing that a class must read is smaller. Units: pixels.
inline constexpr double presentedTextSize = 15;
/// Above and below the stage. Units: pixels before enlarging.
inline constexpr double presentedHead = 72;
inline constexpr double presentedFoot = 34;

/// How much larger than on a desk: the smallest text of a stage becomes presentedTextSize, and more on a
/// larger screen, so that the picture has the same proportions on each.
[[nodiscard]] double presentedScale(QSizeF size);

/// How much larger than it is laid out a picture is drawn: presented, as above; on a desk, where a window
/// has more room than a picture needs, so much that it fills it, at most twice; where plots have left it too
/// little, so much smaller that it fits, at least half.
[[nodiscard]] double pictureScale(const View &view);
/// The view for which a picture is laid out before it is enlarged by its scale.
[[nodiscard]] View laidOut(View view);

/// The caption above the stage and the legend below it.
void drawPresented(Frame &frame);

/// The scene `factor` times as large; text not smaller than `smallestText`.
[[nodiscard]] Scene enlarged(Scene scene, double factor, double smallestText);

} // namespace ui
