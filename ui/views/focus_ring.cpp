// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/focus_ring.h"

#include "ui/paint/theme.h"

#include <QPainter>

namespace ui {

void paintFocusRing(QPainter &painter, const QRectF &rect, double radius, const Theme &theme)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.resolve(Role::canvas), 4.8));
    painter.drawRoundedRect(rect.adjusted(2.4, 2.4, -2.4, -2.4), radius, radius);
    painter.setPen(QPen(theme.resolve(Role::accent), 2));
    painter.drawRoundedRect(rect.adjusted(2.4, 2.4, -2.4, -2.4), radius, radius);
}

} // namespace ui
