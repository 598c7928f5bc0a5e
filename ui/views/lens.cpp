// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/lens.h"

#include "ui/paint/painter.h"
#include "ui/views/appearance.h"
#include "ui/views/wheel.h"

#include <QCursor>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double least = 1.5, most = 6; // times as large
constexpr int diameter = 320;           // pixels
constexpr double rimWidth = 2.5;        // pixels
/// Ctrl is the beginning of many keys; those who mean the lens hold it a little. Milliseconds.
constexpr int opensAfter = 180;

} // namespace

Lens::Lens(QWidget &widget, std::function<const Scene &()> scene, const Appearance &appearance)
    : QWidget(&widget), m_scene(std::move(scene)), m_appearance(appearance)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFixedSize(diameter, diameter);
    hide();
    m_opens.setSingleShot(true);
    m_opens.setInterval(opensAfter);
    connect(&m_opens, &QTimer::timeout, this, &Lens::open);
    widget.setMouseTracking(true);
    widget.installEventFilter(this);
}

bool Lens::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
        keyPressed(static_cast<QKeyEvent *>(event)->key());
        break;
    case QEvent::KeyRelease:
        if (static_cast<QKeyEvent *>(event)->key() == Qt::Key_Control)
            close();
        break;
    case QEvent::ShortcutOverride:
        if (static_cast<QKeyEvent *>(event)->key() != Qt::Key_Control)
            close();
        break;
    case QEvent::MouseMove: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->modifiers() == Qt::ControlModifier && mouse->buttons() == Qt::NoButton)
            moveTo(mouse->position());
        else
            close();
        break;
    }
    case QEvent::Leave:
    case QEvent::FocusOut:
    case QEvent::WindowDeactivate:
        close();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void Lens::keyPressed(int key)
{
    if (key == Qt::Key_Control)
        m_opens.start();
    else
        close();
}

void Lens::open()
{
    const QPointF at = parentWidget()->mapFromGlobal(QPointF(QCursor::pos()));
    if (parentWidget()->rect().contains(at.toPoint()))
        moveTo(at);
}

void Lens::close()
{
    m_opens.stop();
    hide();
}

void Lens::moveTo(QPointF at)
{
    m_focus = at;
    const QPointF corner = at - QPointF(diameter, diameter) / 2;
    move(corner.toPoint());
    show();
    raise();
    update();
}

void Lens::magnify(QPointF at, int turned)
{
    m_magnification = std::clamp(m_magnification * zoomOfWheel(turned), least, most);
    m_opens.stop();
    moveTo(at);
}

void Lens::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF disc =
        QRectF(rect()).adjusted(rimWidth / 2, rimWidth / 2, -rimWidth / 2, -rimWidth / 2);
    QPainterPath round;
    round.addEllipse(disc);
    const Theme &theme = m_appearance.theme();
    painter.fillPath(round, theme.resolve(Role::canvas));
    painter.save();
    painter.setClipPath(round);
    painter.translate(m_focus - QPointF(pos()));
    painter.scale(m_magnification, m_magnification);
    painter.translate(-m_focus);
    paintScene(painter, m_scene(), theme);
    painter.restore();
    painter.setPen(QPen(theme.resolve(Role::ink3), rimWidth));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(disc);
}

} // namespace ui
