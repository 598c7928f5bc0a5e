// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/slit_paint.h"

#include "ui/scene/text.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

/// Neighbours must meet without a seam, so edges fall on whole pixels.
QRectF onPixels(const QRectF &rect)
{
    return {QPointF(std::round(rect.left()), std::round(rect.top())),
            QPointF(std::round(rect.right()), std::round(rect.bottom()))};
}

/// Whether whole pixels would make the slits uneven, or lose some.
bool areNarrow(const Slits &slits, const QRectF &exact)
{
    return slits.kind == Slits::Kind::ramp && slits.gap <= 0 && exact.width() < 4;
}

/// A gate's value as a height; under a number it lies on its side and is pale, to keep that readable.
void addBar(SlitPaint &paint, const Slits &slits, double value, const QColor &colour)
{
    const double share = std::clamp(value, 0.0, 1.0);
    const QRectF &ground = paint.ground;
    paint.barColour = colour;
    if (slits.textSize > 0) {
        paint.bar = QRectF(ground.topLeft(), QSizeF(ground.width() * share, ground.height()));
        paint.barColour.setAlphaF(0.28F);
    } else {
        const double height = std::round(ground.height() * share);
        paint.bar = QRectF(ground.left(), ground.bottom() - height, ground.width(), height);
    }
}

} // namespace

SlitPaint slitPaint(const Slits &slits, int index, const Theme &theme)
{
    const double value = slits.values[static_cast<std::size_t>(index)];
    const QRectF exact = slitRect(slits, index);
    const QColor ramp = theme.resolve(Colour::ramp(value / slits.range));
    SlitPaint paint;
    paint.ground = onPixels(exact);
    if (areNarrow(slits, exact)) {
        paint.ground.setLeft(exact.left());
        paint.ground.setRight(exact.right());
        paint.reach = index + 1 < static_cast<int>(slits.values.size()) ? exact.width() / 2 : 0;
    }
    paint.groundColour = ramp;
    if (slits.kind == Slits::Kind::bars && !std::isnan(value)) {
        paint.groundColour = theme.resolve(Role::gateTrough);
        addBar(paint, slits, value, theme.resolve(slits.bar));
    }
    if (slits.textSize <= 0)
        return paint;
    paint.number = numberText(value, slits.digits);
    paint.numberRight = {exact.right() - std::min(6.0, exact.width() * 0.08),
                         exact.center().y() + 0.35 * slits.textSize};
    paint.numberColour =
        slits.kind == Slits::Kind::ramp ? Theme::textOn(ramp) : theme.resolve(Role::ink);
    return paint;
}

} // namespace ui
