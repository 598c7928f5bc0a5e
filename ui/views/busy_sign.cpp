// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/busy_sign.h"

#include "ui/state/runner.h"

#include <QEvent>

namespace ui {

namespace {

/// A run that is over sooner shows its result and nothing else. Milliseconds.
constexpr int unnoticed = 150;
constexpr int fromTheCorner = 12; // pixels

} // namespace

BusySign::BusySign(const Runner &runner, QWidget &over) : QLabel(tr("Computing…"), &over)
{
    setObjectName(QStringLiteral("busy"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
    m_patience.setSingleShot(true);
    m_patience.setInterval(unnoticed);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        place();
        show();
        raise();
    });
    const auto isOver = [this] {
        m_patience.stop();
        hide();
    };
    connect(&runner, &Runner::started, this, [this] {
        if (!isVisible() && !m_patience.isActive())
            m_patience.start();
    });
    connect(&runner, &Runner::finished, this, isOver);
    connect(&runner, &Runner::failed, this, isOver);
    over.installEventFilter(this);
}

bool BusySign::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QLabel::eventFilter(watched, event);
}

void BusySign::place()
{
    adjustSize();
    move(parentWidget()->width() - width() - fromTheCorner, fromTheCorner);
}

} // namespace ui
