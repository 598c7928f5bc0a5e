// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/canvas.h"

#include "ui/paint/painter.h"
#include "ui/scene/scene_at.h"
#include "ui/state/player.h"
#include "ui/state/view_state.h"
#include "ui/views/appearance.h"
#include "ui/views/focus_ring.h"
#include "ui/views/scene_label.h"

#include <QMouseEvent>
#include <QPainter>

namespace ui {

namespace {

std::optional<Target> targetAt(const Scene &scene, QPointF point)
{
    const auto hit = hitTest(scene, point);
    return hit ? std::optional(Target{hit->identity, hit->unit, {}}) : std::nullopt;
}

} // namespace

Canvas::Canvas(const Sources &sources, QWidget *parent) : QWidget(parent), m_sources(sources)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Stage"));
    setMinimumSize(420, 300);
    connect(&sources.player, &Player::timeChanged, this, &Canvas::refresh);
    connect(&sources.viewState, &ViewState::lanesChanged, this, &Canvas::refresh);
    connect(&sources.viewState, &ViewState::switchesChanged, this, &Canvas::refresh);
    connect(&sources.viewState, &ViewState::framedChanged, this, &Canvas::refresh);
    connect(&sources.viewState, &ViewState::timesChanged, this, &Canvas::refresh);
    connect(&sources.viewState, &ViewState::targetChanged, this, &Canvas::refresh);
    connect(&sources.appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

View Canvas::view() const
{
    return m_sources.viewState.view(size());
}

void Canvas::refresh()
{
    const Timeline *timeline = m_sources.player.timeline();
    if (!timeline)
        return;
    Scene scene = sceneAt(*m_sources.player.trace(), view(), *timeline, m_sources.player.time());
    const bool captionIsNew = scene.caption != m_scene.caption;
    m_scene = std::move(scene);
    update();
    if (!captionIsNew)
        return;
    setAccessibleDescription(plainText(m_scene.caption));
    emit captionChanged(m_scene.caption);
}

void Canvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_sources.appearance.theme();
    painter.fillRect(rect(), theme.resolve(Role::canvas));
    paintScene(painter, m_scene, theme);
    if (m_showsFocus)
        paintFocusRing(painter, rect(), 4, theme);
}

void Canvas::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    refresh();
}

void Canvas::mouseMoveEvent(QMouseEvent *event)
{
    const auto target = targetAt(m_scene, event->position());
    m_sources.viewState.setHover(target);
    setCursor(target ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void Canvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_sources.viewState.select(targetAt(m_scene, event->position()));
}

void Canvas::leaveEvent(QEvent *event)
{
    m_sources.viewState.setHover(std::nullopt);
    QWidget::leaveEvent(event);
}

void Canvas::focusInEvent(QFocusEvent *event)
{
    m_showsFocus =
        event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
}

void Canvas::focusOutEvent(QFocusEvent *)
{
    m_showsFocus = false;
    update();
}

} // namespace ui
