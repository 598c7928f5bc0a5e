// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/canvas.h"

#include "ui/paint/painter.h"
#include "ui/scene/layout.h"
#include "ui/scene/minimap.h"
#include "ui/scene/scene_at.h"
#include "ui/scene/text.h"
#include "ui/state/player.h"
#include "ui/state/view_state.h"
#include "ui/views/appearance.h"
#include "ui/views/cross_fade.h"
#include "ui/views/focus_ring.h"
#include "ui/views/scene_label.h"
#include "ui/views/wheel.h"

#include <QApplication>
#include <QGestureEvent>
#include <QMouseEvent>
#include <QPainter>

#include <cmath>
#include <utility>

namespace ui {

namespace {

constexpr double zoomStep = 1.25;

std::optional<Target> targetAt(const Scene &scene, QPointF point)
{
    const auto hit = hitTest(scene, point);
    return hit ? std::optional(Target{hit->identity, hit->unit, {}}) : std::nullopt;
}

} // namespace

Canvas::Canvas(const Sources &sources, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_fade(new CrossFade(*this, sources.player))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Stage"));
    setMinimumSize(360, 180); // plots may take the rest
    grabGesture(Qt::PinchGesture);
    connect(&sources.player, &Player::timeChanged, this, &Canvas::refresh);
    connect(&sources.viewState, &ViewState::lanesChanged, m_fade, &CrossFade::end);
    connect(&sources.viewState, &ViewState::lanesChanged, this, &Canvas::refresh);
    connect(&sources.viewState, &ViewState::switchesChanged, this, &Canvas::refresh);
    connect(&sources.viewState, &ViewState::framedChanged, this, &Canvas::refresh);
    connect(&sources.viewState, &ViewState::timesChanged, this, &Canvas::refresh);
    connect(&sources.viewState, &ViewState::targetChanged, this, &Canvas::refresh);
    connect(&sources.appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

View Canvas::view() const
{
    View view = m_sources.viewState.view(size());
    view.camera = m_camera;
    view.rasters = m_sources.player.rasters();
    return view;
}

void Canvas::refresh()
{
    const Timeline *timeline = m_sources.player.timeline();
    if (!timeline)
        return;
    Scene scene = sceneAt(*m_sources.player.trace(), view(), *timeline, m_sources.player.time());
    m_fade->follow([this](QPainter &painter) { paintPicture(painter); });
    const bool captionIsNew = scene.caption != m_scene.caption;
    m_scene = std::move(scene);
    update();
    if (!captionIsNew)
        return;
    setAccessibleDescription(plainText(m_scene.caption));
    emit captionChanged(m_scene.caption);
}

void Canvas::look(const Camera &camera)
{
    if (m_camera == camera)
        return;
    m_camera = camera;
    m_fade->end();
    refresh();
}

void Canvas::zoomAt(QPointF at, double factor)
{
    if (const auto &trace = m_sources.player.trace())
        look(zoomed(m_camera, {at, factor, nearestScale(*trace, view())}, size()));
}

void Canvas::zoomIn()
{
    zoomAt(rect().center(), zoomStep);
}

void Canvas::zoomOut()
{
    zoomAt(rect().center(), 1 / zoomStep);
}

void Canvas::fit()
{
    look({});
}

void Canvas::paintPicture(QPainter &painter)
{
    const Theme &theme = m_sources.appearance.theme();
    painter.fillRect(rect(), theme.resolve(Role::canvas));
    paintScene(painter, m_scene, theme, &m_cache);
}

void Canvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintPicture(painter);
    m_fade->paintOver(painter);
    if (m_showsFocus)
        paintFocusRing(painter, rect(), 4, m_sources.appearance.theme());
}

void Canvas::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_camera = dragged(m_camera, {}, size());
    m_fade->end();
    refresh();
}

/// Brings to the middle of the window what stands at a point of the map.
void Canvas::lookOnMap(QPointF at)
{
    const QRectF map = minimapPlace(view());
    const QPointF share((at.x() - map.left()) / map.width(), (at.y() - map.top()) / map.height());
    const QPointF point(share.x() * width(), share.y() * height());
    look(dragged(m_camera, QRectF(rect()).center() - m_camera.map(point), size()));
}

void Canvas::mouseMoveEvent(QMouseEvent *event)
{
    if (m_onMap)
        return lookOnMap(event->position());
    const double moved = m_pressed ? (event->position() - *m_pressed).manhattanLength() : 0;
    if (m_pressed && moved >= QApplication::startDragDistance()) {
        m_dragged = std::exchange(m_pressed, std::nullopt);
        setCursor(Qt::ClosedHandCursor);
    }
    if (m_dragged) {
        look(dragged(m_camera, event->position() - *m_dragged, size()));
        m_dragged = event->position();
        return;
    }
    const bool onMap = !m_camera.isFit() && minimapPlace(view()).contains(event->position());
    const auto target = onMap ? std::nullopt : targetAt(m_scene, event->position());
    m_sources.viewState.setHover(target);
    setCursor(target ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void Canvas::mousePressEvent(QMouseEvent *event)
{
    const bool left = event->button() == Qt::LeftButton;
    if (left && !m_camera.isFit() && minimapPlace(view()).contains(event->position())) {
        m_onMap = true;
        lookOnMap(event->position());
        return;
    }
    const auto target = targetAt(m_scene, event->position());
    if (left && target && !m_camera.isFit()) {
        m_pressed = event->position(); // a click on a cell, or the beginning of a drag
        return;
    }
    // The menu on a cell is about that cell.
    if (left || (event->button() == Qt::RightButton && target))
        m_sources.viewState.select(target);
    const bool grabs =
        event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && !target);
    if (!grabs || m_camera.isFit())
        return;
    m_dragged = event->position();
    setCursor(Qt::ClosedHandCursor);
}

void Canvas::mouseReleaseEvent(QMouseEvent *event)
{
    m_onMap = false;
    if (m_pressed && event->button() == Qt::LeftButton) {
        m_sources.viewState.select(targetAt(m_scene, *m_pressed));
        m_pressed.reset();
    }
    if (!m_dragged)
        return;
    m_dragged.reset();
    setCursor(Qt::ArrowCursor);
}

void Canvas::wheelEvent(QWheelEvent *event)
{
    zoomAt(event->position(), zoomOfWheel(event->angleDelta().y()));
    event->accept();
}

void Canvas::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_0 && event->modifiers() == Qt::NoModifier)
        fit();
    else
        QWidget::keyPressEvent(event);
}

/// Two fingers, on a screen or beside it.
bool Canvas::event(QEvent *event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoomAt(gesture->position(), 1 + gesture->value());
            return true;
        }
    }
    if (event->type() == QEvent::Gesture) {
        auto *gestures = static_cast<QGestureEvent *>(event);
        if (const auto *pinch = static_cast<QPinchGesture *>(gestures->gesture(Qt::PinchGesture))) {
            zoomAt(mapFromGlobal(pinch->centerPoint()), pinch->scaleFactor());
            return true;
        }
    }
    return QWidget::event(event);
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
