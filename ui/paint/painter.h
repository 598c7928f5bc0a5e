// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/theme.h"
#include "ui/scene/scene.h"

class QPainter;

namespace ui {

class PaintCache;

/// Paints a scene with its canvas, from the painter's origin on. Whoever paints frame after frame keeps a
/// cache; it makes painting fast and never changes the picture. Units: the painter's logical pixels.
void paintScene(QPainter &painter, const Scene &scene, const Theme &theme,
                PaintCache *cache = nullptr);

/// The distance between the lines of a hatch that means padding, in pixels.
inline constexpr double paddingHatch = 6;
/// The same for values that were computed on padding.
inline constexpr double onPaddingHatch = 5;

} // namespace ui
