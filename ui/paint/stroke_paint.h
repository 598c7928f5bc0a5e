// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/theme.h"
#include "ui/scene/scene.h"

#include <QPen>

class QPainter;

namespace ui {

/// The pen of lines and outlines. Units: width in pixels.
[[nodiscard]] QPen penOf(const QColor &colour, double width, bool dashed);

void paintStroke(QPainter &painter, const Stroke &stroke, const Theme &theme);

} // namespace ui
