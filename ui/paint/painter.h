// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/theme.h"
#include "ui/scene/scene.h"

class QPainter;

namespace ui {

class PaintCache;

/// How texts are written: as text in its font, or as the outlines of its letters, which need no font.
enum class Lettering { text, outlines };

/// Paints a scene with its ground, from the painter's origin on. Whoever paints frame after frame keeps a
/// cache; it makes painting fast and never changes the picture. Units: the painter's logical pixels.
void paintScene(QPainter &painter, const Scene &scene, const Theme &theme,
                PaintCache *cache = nullptr, Lettering lettering = Lettering::text);

/// The outlines of a text, from the left end of its baseline.
[[nodiscard]] QPainterPath outlinesOf(QPointF at, const QString &text, Face face, double size);

/// The distance between the lines of a hatch that means padding, in pixels.
inline constexpr double paddingHatch = 6;
/// The same for values that were computed on padding.
inline constexpr double onPaddingHatch = 5;

} // namespace ui
