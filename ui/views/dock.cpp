// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/dock.h"

#include "ui/views/caption.h"
#include "ui/views/timeline_bar.h"
#include "ui/views/transport.h"

#include <QBoxLayout>

namespace ui {

Dock::Dock(Player &player, const Appearance &appearance, QWidget *parent)
    : Panel(appearance, Qt::TopEdge, parent), m_transport(new Transport(player, appearance, this)),
      m_caption(new Caption(player, appearance, this)),
      m_timeline(new TimelineBar(player, appearance, this))
{
    setFixedHeight(116);
    auto *right = new QVBoxLayout;
    right->setContentsMargins(22, 0, 22, 0);
    right->setSpacing(0);
    right->addWidget(m_caption);
    right->addWidget(m_timeline);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 1, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_transport);
    layout->addLayout(right);
}

void Dock::setTransportWidth(int width)
{
    m_transport->setFixedWidth(width);
}

} // namespace ui
