// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hover_hold.h"

#include "ui/state/player.h"
#include "ui/views/canvas.h"

#include <QMouseEvent>

namespace ui {

namespace {

/// A mouse on a table that shakes moves by less. Units: pixels.
constexpr double trembling = 3;

} // namespace

HoverHold::HoverHold(Canvas &canvas, Player &player)
    : QObject(&canvas), m_canvas(canvas), m_player(player)
{
    canvas.installEventFilter(this);
}

bool HoverHold::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseMove: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->buttons() == Qt::NoButton)
            moved(mouse->position());
        break;
    }
    case QEvent::Leave:
        m_player.release();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void HoverHold::moved(QPointF at)
{
    const bool first = !m_rest.has_value();
    if (!first && (at - *m_rest).manhattanLength() < trembling)
        return;
    m_rest = at;
    if (first)
        return; // where it lies when the window comes is no motion
    if (hitTest(m_canvas.scene(), at))
        m_player.hold();
    else
        m_player.release();
}

} // namespace ui
