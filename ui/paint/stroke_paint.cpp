// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/stroke_paint.h"

#include "ui/paint/arrow.h"

#include <QPainter>

namespace ui {

QPen penOf(const QColor &colour, double width, bool dashed)
{
    QPen pen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    if (dashed)
        pen.setDashPattern({3, 2.5});
    return pen;
}

void paintStroke(QPainter &painter, const Stroke &stroke, const Theme &theme)
{
    const QColor fill = theme.resolve(stroke.fill), line = theme.resolve(stroke.stroke);
    if (fill.alpha() > 0)
        painter.fillPath(stroke.path, fill);
    if (line.alpha() == 0)
        return;
    painter.setPen(penOf(line, stroke.width, stroke.dashed));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(stroke.path);
    if (!stroke.arrow)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(line);
    painter.drawPolygon(arrowHead(stroke.path, stroke.width));
}

} // namespace ui
