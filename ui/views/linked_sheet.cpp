// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/linked_sheet.h"

#include "ui/views/appearance.h"
#include "ui/views/focus_ring.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace ui {

LinkedSheet::LinkedSheet(const Appearance &appearance, Build build, QWidget *parent)
    : SceneLabel(appearance, std::move(build), parent), m_appearance(appearance)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
}

const Link *LinkedSheet::linkAt(QPointF point) const
{
    for (const Link &link : scene().links)
        if (link.rect.contains(point))
            return &link;
    return nullptr;
}

const Link *LinkedSheet::current() const
{
    const auto &links = scene().links;
    return hasFocus() && m_current >= 0 && m_current < std::ssize(links)
               ? &links[static_cast<std::size_t>(m_current)]
               : nullptr;
}

void LinkedSheet::point(const Link *link)
{
    const auto cell = link ? std::optional(link->cell) : std::nullopt;
    setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (cell == m_pointed)
        return;
    m_pointed = cell;
    emit pointedAt(cell);
}

void LinkedSheet::moveTo(std::ptrdiff_t index)
{
    const auto count = std::ssize(scene().links);
    if (count == 0)
        return;
    m_current = std::clamp<std::ptrdiff_t>(index, 0, count - 1);
    point(current());
    emit reached(current()->rect.toAlignedRect());
    update();
}

void LinkedSheet::paintEvent(QPaintEvent *event)
{
    SceneLabel::paintEvent(event);
    const Link *link = current();
    if (!link)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintFocusRing(painter, link->rect.adjusted(-3, -3, 3, 3), 4, m_appearance.theme());
}

void LinkedSheet::mouseMoveEvent(QMouseEvent *event)
{
    point(linkAt(event->position()));
}

void LinkedSheet::mousePressEvent(QMouseEvent *event)
{
    const Link *link = linkAt(event->position());
    if (event->button() != Qt::LeftButton || !link)
        return SceneLabel::mousePressEvent(event);
    const core::Cell cell = link->cell; // the sheet is another after it
    m_pointed.reset();
    m_current = -1;
    emit asked(cell);
}

void LinkedSheet::leaveEvent(QEvent *event)
{
    point(nullptr);
    SceneLabel::leaveEvent(event);
}

void LinkedSheet::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Right:
        return moveTo(m_current + 1);
    case Qt::Key_Up:
    case Qt::Key_Left:
        return moveTo(m_current - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const Link *link = current()) {
            const core::Cell cell = link->cell;
            m_pointed.reset();
            m_current = 0;
            emit asked(cell);
        }
        return;
    default:
        SceneLabel::keyPressEvent(event);
    }
}

void LinkedSheet::focusInEvent(QFocusEvent *event)
{
    SceneLabel::focusInEvent(event);
    const bool byKey =
        event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (byKey)
        moveTo(std::max<std::ptrdiff_t>(m_current, 0));
}

void LinkedSheet::focusOutEvent(QFocusEvent *event)
{
    SceneLabel::focusOutEvent(event);
    point(nullptr);
    update();
}

} // namespace ui
