// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

class QPainter;

namespace ui {

struct Theme;

/// The mark of the keyboard's focus: 2 px in the accent with a halo in the canvas colour.
/// Units: the painter's logical pixels; the ring lies inside `rect`.
void paintFocusRing(QPainter &painter, const QRectF &rect, double radius, const Theme &theme);

} // namespace ui
