// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/ribbon.h"

#include "ui/scene/easing.h"

#include <QPolygonF>

namespace ui {

void drawRibbon(Scene &scene, const Ribbon &ribbon, core::SequenceIndex sequence)
{
    constexpr int pieces = 24;
    QPolygonF upper, lower;
    for (int i = 0; i <= pieces; ++i) {
        const double t = ribbon.grown * i / pieces;
        const double x = mix(ribbon.from.x(), ribbon.to.x(), t);
        const double y = mix(ribbon.from.y(), ribbon.to.y(), smooth(t));
        upper << QPointF(x, y - ribbon.half);
        lower.prepend(QPointF(x, y + ribbon.half));
    }
    QPainterPath band;
    band.addPolygon(upper + lower);
    band.closeSubpath();
    scene.add(Stroke{band, {}, Colour::hue(sequence, 0.42), 1});
    if (ribbon.grown < 0.98)
        return;
    const double reach = std::min(6.0, ribbon.half + 2);
    QPainterPath tip(ribbon.to - QPointF(0, reach));
    tip.lineTo(ribbon.to + QPointF(ribbonHead, 0));
    tip.lineTo(ribbon.to + QPointF(0, reach));
    tip.closeSubpath();
    scene.add(Stroke{tip, {}, Colour::hue(sequence), 1});
}

} // namespace ui
