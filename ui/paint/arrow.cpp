// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/arrow.h"

#include <cmath>

namespace ui {

QPolygonF arrowHead(const QPainterPath &path, double width)
{
    if (path.elementCount() < 2)
        return {};
    const QPointF tip = path.currentPosition();
    const QPointF from = path.elementAt(path.elementCount() - 2);
    const double length = std::hypot(tip.x() - from.x(), tip.y() - from.y());
    if (length == 0)
        return {};
    const QPointF along = (tip - from) / length, across(-along.y(), along.x());
    const double size = 4 + 1.5 * width;
    const QPointF base = tip - along * size;
    return QPolygonF({tip, base + across * size * 0.55, base - across * size * 0.55});
}

} // namespace ui
