// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/icon_button.h"

#include "ui/views/appearance.h"
#include "ui/views/focus_ring.h"

#include <QPainter>
#include <QPainterPath>

namespace ui {

namespace {

/// A triangle that points along x, as high as it is wide and a bit.
void addTriangle(QPainterPath &path, double from, double to, double halfHeight)
{
    path.moveTo(from, -halfHeight);
    path.lineTo(to, 0);
    path.lineTo(from, halfHeight);
    path.closeSubpath();
}

/// A window with one side of it filled. Units: pixels around the middle.
QPainterPath panelSign(double filledFrom, double filledTo)
{
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    path.addRoundedRect(QRectF(-8, -7, 16, 14), 3, 3);
    path.addRoundedRect(QRectF(-6.5, -5.5, 13, 11), 1.5, 1.5);
    path.addRect(QRectF(filledFrom, -5.5, filledTo - filledFrom, 11));
    return path;
}

/// Units: pixels around the middle of the button.
QPainterPath signOf(Glyph glyph)
{
    QPainterPath path;
    switch (glyph) {
    case Glyph::previous:
        addTriangle(path, 6, -4, 6.2);
        path.addRoundedRect(QRectF(-6.5, -6.2, 2.4, 12.4), 1, 1);
        break;
    case Glyph::next:
        addTriangle(path, -6, 4, 6.2);
        path.addRoundedRect(QRectF(4.1, -6.2, 2.4, 12.4), 1, 1);
        break;
    case Glyph::play:
        addTriangle(path, -5, 8, 8);
        break;
    case Glyph::pause:
        path.addRoundedRect(QRectF(-6.5, -7.5, 4.5, 15), 1, 1);
        path.addRoundedRect(QRectF(2, -7.5, 4.5, 15), 1, 1);
        break;
    case Glyph::leftPanel:
        return panelSign(-6.5, -2);
    case Glyph::rightPanel:
        return panelSign(2, 6.5);
    case Glyph::more:
        for (const double x : {-5.0, 0.0, 5.0})
            path.addEllipse(QPointF(x, 0), 1.5, 1.5);
        break;
    case Glyph::windows: // one window before another
        path.addRoundedRect(QRectF(-6, -3, 9, 9), 1.5, 1.5);
        path.addRect(QRectF(-4.6, -1.6, 6.2, 6.2));
        path.addRect(QRectF(-3, -6, 9, 1.4));
        path.addRect(QRectF(4.6, -4.6, 1.4, 7.6));
        break;
    case Glyph::close:
        path.addRect(QRectF(-6, -0.75, 12, 1.5));
        path.addRect(QRectF(-0.75, -6, 1.5, 12));
        path.setFillRule(Qt::WindingFill);
        path = QTransform().rotate(45).map(path);
        break;
    }
    return path;
}

} // namespace

IconButton::IconButton(const Appearance &appearance, Glyph glyph, Look look, QWidget *parent)
    : QAbstractButton(parent), m_appearance(appearance), m_glyph(glyph), m_look(look)
{
    setFixedSize(sizeHint());
    // A click must not take the keyboard away from the stage.
    setFocusPolicy(Qt::TabFocus);
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void IconButton::setGlyph(Glyph glyph)
{
    m_glyph = glyph;
    update();
}

void IconButton::setPurpose(const QString &text, const QString &shortcut)
{
    setAccessibleName(text);
    setToolTip(shortcut.isEmpty() ? text : tr("%1 (%2)").arg(text, shortcut));
}

QSize IconButton::sizeHint() const
{
    return m_look == Look::primary ? QSize(44, 44) : QSize(30, 30);
}

void IconButton::enterEvent(QEnterEvent *event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void IconButton::leaveEvent(QEvent *event)
{
    update();
    QAbstractButton::leaveEvent(event);
}

void IconButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const Theme &theme = m_appearance.theme();
    const bool primary = m_look == Look::primary;
    if (primary) {
        painter.setBrush(theme.resolve(Role::accent));
        painter.drawEllipse(QRectF(rect()).adjusted(3, 3, -3, -3));
    } else if (isDown() || underMouse()) {
        painter.setBrush(theme.resolve(isDown() ? Role::accentSoft : Role::gateTrough));
        painter.drawRoundedRect(rect(), 7, 7);
    }
    if (hasFocus())
        paintFocusRing(painter, rect(), primary ? width() / 2.0 : 7, theme);
    const Role off = isCheckable() && !isChecked() ? Role::ink4 : Role::ink2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.resolve(primary ? Role::onAccent : isEnabled() ? off : Role::ink4));
    painter.translate(QRectF(rect()).center());
    painter.drawPath(signOf(m_glyph));
}

} // namespace ui
