// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/pointer_hider.h"

#include <QMouseEvent>
#include <QWidget>

namespace ui {

namespace {

constexpr int restMilliseconds = 2000;

} // namespace

PointerHider::PointerHider(QWidget &widget) : QObject(&widget), m_widget(widget)
{
    widget.setMouseTracking(true);
    widget.installEventFilter(this);
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, &PointerHider::hide);
    m_rest.start();
}

bool PointerHider::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress)
        show();
    if (event->type() == QEvent::MouseMove) {
        // A window that changes under a pointer at rest is told of a move, too.
        const QPointF at = static_cast<QMouseEvent *>(event)->globalPosition();
        if (at != m_at)
            show();
        m_at = at;
    }
    return QObject::eventFilter(watched, event);
}

void PointerHider::show()
{
    m_rest.start();
    if (!m_hides)
        return;
    m_hides = false;
    m_widget.unsetCursor();
}

void PointerHider::hide()
{
    m_hides = true;
    m_widget.setCursor(Qt::BlankCursor);
}

} // namespace ui
