// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/panel.h"

#include "ui/views/appearance.h"

#include <QPainter>

namespace ui {

Panel::Panel(const Appearance &appearance, Qt::Edge edge, QWidget *parent)
    : QWidget(parent), m_appearance(appearance), m_edge(edge)
{
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void Panel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_appearance.theme();
    painter.fillRect(rect(), theme.resolve(Role::panel));
    QRect line = rect();
    switch (m_edge) {
    case Qt::TopEdge:
        line.setHeight(1);
        break;
    case Qt::BottomEdge:
        line.setTop(line.bottom());
        break;
    case Qt::LeftEdge:
        line.setWidth(1);
        break;
    case Qt::RightEdge:
        line.setLeft(line.right());
        break;
    }
    painter.fillRect(line, theme.resolve(Role::line));
}

} // namespace ui
