// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/presenter.h"

#include "ui/paint/painter.h"
#include "ui/scene/presented.h"
#include "ui/scene/scene_at.h"
#include "ui/scene/text.h"
#include "ui/state/player.h"
#include "ui/state/view_state.h"
#include "ui/views/appearance.h"
#include "ui/views/canvas_access.h"
#include "ui/views/cross_fade.h"
#include "ui/views/lens.h"
#include "ui/views/playback_menu.h"
#include "ui/views/pointer_hider.h"
#include "ui/views/scene_label.h"
#include "ui/views/screen_awake.h"
#include "ui/views/timeline_bar.h"

#include <QKeyEvent>
#include <QPainter>
#include <QWheelEvent>

namespace ui {

namespace {

/// Left and right of the timeline, so that it stands under the stage. Units: pixels before enlarging.
constexpr double timelineMargin = 22;

} // namespace

Presenter::Presenter(const Sources &sources, QWidget *parent)
    : QWidget(parent, Qt::Window), m_sources(sources),
      m_timeline(new TimelineBar(sources.player, sources.appearance, this)),
      m_lens(new Lens(
          *this, [this]() -> const Scene & { return m_scene; }, sources.appearance)),
      m_fade(new CrossFade(*this, sources.player))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::StrongFocus);
    setWindowTitle(tr("Presentation"));
    setAccessibleName(tr("Presentation"));
    m_timeline->setFocusPolicy(Qt::NoFocus); // its keys would take those of a lecture
    new PointerHider(*this);
    new ScreenAwake(tr("Presentation"), this);
    sources.playback.bindTo(*this);
    connect(&sources.player, &Player::timeChanged, this, &Presenter::refresh);
    connect(&sources.viewState, &ViewState::lanesChanged, m_fade, &CrossFade::end);
    connect(&sources.viewState, &ViewState::lanesChanged, this, &Presenter::refresh);
    connect(&sources.viewState, &ViewState::switchesChanged, this, &Presenter::refresh);
    connect(&sources.viewState, &ViewState::timesChanged, this, &Presenter::refresh);
    connect(&sources.viewState, &ViewState::targetChanged, this, &Presenter::refresh);
    connect(&sources.appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
    new CanvasAccess({*this, sources.player, [this] { return view(); },
                      [this]() -> const Scene & { return m_scene; }});
    setFocus();
}

View Presenter::view() const
{
    View view = m_sources.viewState.view(QSizeF(width(), height() - m_timeline->height()));
    view.rasters = m_sources.player.rasters();
    view.presenting = true;
    view.framed.clear();
    view.hover.reset(); // a class has one pointer, and it is not this one
    return view;
}

void Presenter::refresh()
{
    const Timeline *timeline = m_sources.player.timeline();
    if (!timeline)
        return;
    m_fade->follow([this](QPainter &painter) { paintPicture(painter); });
    m_scene = sceneAt(*m_sources.player.trace(), view(), *timeline, m_sources.player.time());
    setAccessibleDescription(plainText(m_scene.caption));
    update();
}

void Presenter::setBlank(const std::optional<QColor> &colour)
{
    m_blank = colour;
    m_timeline->setVisible(!colour);
    update();
}

bool Presenter::event(QEvent *event)
{
    // While nothing is seen every key brings the picture back, those of actions too.
    if (event->type() == QEvent::ShortcutOverride && m_blank) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void Presenter::keyPressEvent(QKeyEvent *event)
{
    if (m_blank) {
        setBlank(std::nullopt);
        return;
    }
    switch (event->key()) {
    case Qt::Key_PageDown:
    case Qt::Key_Down:
        return m_sources.player.stepForward();
    case Qt::Key_PageUp:
    case Qt::Key_Up:
        return m_sources.player.stepBack();
    case Qt::Key_B:
        return setBlank(QColor(Qt::black));
    case Qt::Key_W:
        return setBlank(QColor(Qt::white));
    case Qt::Key_Escape:
    case Qt::Key_F5:
        close();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void Presenter::mousePressEvent(QMouseEvent *event)
{
    if (m_blank || event->button() != Qt::LeftButton)
        return;
    const auto hit = hitTest(m_scene, event->position());
    m_sources.viewState.select(hit ? std::optional(Target{hit->identity, hit->unit})
                                   : std::nullopt);
}

/// A notch on, towards oneself, is a step on. With Ctrl, which holds the lens, it magnifies more or less.
void Presenter::wheelEvent(QWheelEvent *event)
{
    event->accept();
    const int by = event->angleDelta().y();
    if (m_blank || by == 0)
        return;
    if (event->modifiers().testFlag(Qt::ControlModifier))
        return m_lens->magnify(event->position(), by);
    constexpr int notch = QWheelEvent::DefaultDeltasPerStep;
    if ((m_turned > 0) != (by > 0))
        m_turned = 0;
    m_turned += by;
    for (; m_turned <= -notch; m_turned += notch)
        m_sources.player.stepForward();
    for (; m_turned >= notch; m_turned -= notch)
        m_sources.player.stepBack();
}

void Presenter::paintPicture(QPainter &painter)
{
    const Theme &theme = m_sources.appearance.theme();
    painter.fillRect(rect(), theme.resolve(Role::canvas));
    paintScene(painter, m_scene, theme, &m_cache);
}

void Presenter::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_blank) {
        painter.fillRect(rect(), *m_blank);
        return;
    }
    paintPicture(painter);
    m_fade->paintOver(painter);
}

void Presenter::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_fade->end();
    const double scale = presentedScale(size());
    m_timeline->setScale(scale);
    const int margin = static_cast<int>(timelineMargin * scale);
    const int height = m_timeline->sizeHint().height();
    m_timeline->setGeometry(margin, this->height() - height, width() - 2 * margin, height);
    refresh();
}

void Presenter::closeEvent(QCloseEvent *event)
{
    emit left();
    QWidget::closeEvent(event);
}

} // namespace ui
