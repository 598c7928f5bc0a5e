// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/timeline_bar.h"

#include "ui/scene/text.h"
#include "ui/state/player.h"
#include "ui/views/appearance.h"
#include "ui/views/focus_ring.h"
#include "ui/views/stage_names.h"

#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace ui {

namespace {

// Units: pixels. The handle may stand at both ends, so the track is inset by half of it.
constexpr double inset = 10;
constexpr double namesBaseline = 20;
constexpr double trackCentre = 36;
constexpr double trackHeight = 6;
constexpr double numbersBaseline = 58;
constexpr double handleRadius = 8.5;

int milliseconds(double seconds)
{
    return static_cast<int>(std::lround(seconds * 1000));
}

} // namespace

TimelineBar::TimelineBar(Player &player, const Appearance &appearance, QWidget *parent)
    : QAbstractSlider(parent), m_player(player), m_appearance(appearance)
{
    setOrientation(Qt::Horizontal);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Timeline"));
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&player, &Player::traceChanged, this, &TimelineBar::relayout);
    connect(&player, &Player::timeChanged, this, &TimelineBar::follow);
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
    relayout();
}

void TimelineBar::relayout()
{
    const Timeline *timeline = m_player.timeline();
    setEnabled(timeline != nullptr);
    if (!timeline)
        return;
    m_layout.emplace(*timeline, std::max(1.0, width() / m_scale - 2 * inset));
    setRange(0, milliseconds(timeline->duration()));
    follow(m_player.time());
}

void TimelineBar::setScale(double scale)
{
    m_scale = scale;
    relayout();
    updateGeometry();
}

void TimelineBar::follow(double t)
{
    setValue(milliseconds(t));
    update();
}

QPointF TimelineBar::handleAt(double t) const
{
    return QPointF(inset + m_layout->xOf(*m_player.timeline(), t), trackCentre) * m_scale;
}

void TimelineBar::scrubTo(double x)
{
    m_player.seek(m_layout->timeAt(*m_player.timeline(), x / m_scale - inset));
}

void TimelineBar::resizeEvent(QResizeEvent *event)
{
    QAbstractSlider::resizeEvent(event);
    relayout();
}

void TimelineBar::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_layout)
        return;
    setSliderDown(true);
    m_resumes = m_player.isPlaying();
    m_player.pause();
    scrubTo(event->position().x());
}

void TimelineBar::mouseMoveEvent(QMouseEvent *event)
{
    if (isSliderDown() && m_layout)
        scrubTo(event->position().x());
}

void TimelineBar::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !isSliderDown())
        return;
    setSliderDown(false);
    if (m_resumes)
        m_player.play();
}

void TimelineBar::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

void TimelineBar::paintEvent(QPaintEvent *)
{
    if (!m_layout)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = m_appearance.theme();
    painter.save();
    painter.scale(m_scale, m_scale);
    const std::size_t current = m_player.segment();
    paintNames(painter, current);
    paintTrack(painter, current);
    paintNumbers(painter, current);
    painter.setPen(QPen(theme.resolve(Role::accent), 3));
    painter.setBrush(theme.resolve(Role::canvas));
    const double radius = handleRadius - 1.5;
    painter.drawEllipse(handleAt(m_player.time()) / m_scale, radius, radius);
    painter.restore();
    if (hasFocus())
        paintFocusRing(painter, rect(), 8, theme);
}

void TimelineBar::paintNames(QPainter &painter, std::size_t current) const
{
    const Theme &theme = m_appearance.theme();
    const auto &segments = m_player.timeline()->segments();
    const auto &pieces = m_layout->pieces();
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (!pieces[i].opensRun)
            continue;
        std::size_t last = i;
        while (last + 1 < pieces.size() && !pieces[last + 1].opensRun)
            ++last;
        const bool isNow = segments[i].stage == segments[current].stage;
        const Role role = isNow ? Role::accent : i < current ? Role::ink : Role::ink3;
        const Face face = !pieces[i].opensStage ? Face::mono : isNow ? Face::bold : Face::prose;
        const double size = pieces[i].opensStage ? 13 : 11;
        const QString name =
            pieces[i].opensStage
                ? stageName(segments[i].stage)
                : QString::fromStdString(core::runSuffix(segments[i].layer, segments[i].direction));
        painter.setFont(fontOf(face, size));
        painter.setPen(theme.resolve(role));
        painter.drawText(QPointF(inset + pieces[i].left, namesBaseline),
                         elided(name, face, size, pieces[last].right - pieces[i].left));
    }
}

void TimelineBar::paintTrack(QPainter &painter, std::size_t current) const
{
    const Theme &theme = m_appearance.theme();
    const auto &segments = m_player.timeline()->segments();
    const auto &pieces = m_layout->pieces();
    const double now = m_layout->xOf(*m_player.timeline(), m_player.time());
    painter.setPen(Qt::NoPen);
    const auto bar = [&](double left, double right, Role role) {
        painter.setBrush(theme.resolve(role));
        painter.drawRoundedRect(
            QRectF(inset + left, trackCentre - trackHeight / 2, right - left, trackHeight), 3, 3);
    };
    for (std::size_t first = 0; first < pieces.size();) {
        std::size_t last = first;
        while (last + 1 < pieces.size() && !pieces[last + 1].opensRun)
            ++last;
        const double left = pieces[first].left, right = pieces[last].right;
        const bool isNow = segments[first].stage == segments[current].stage;
        bar(left, right, Role::gateTrough);
        if (now > left)
            bar(left, std::min(now, right), isNow ? Role::accent : Role::ink2);
        for (std::size_t i = first + 1; m_layout->showsTicks() && i <= last; ++i)
            painter.fillRect(QRectF(inset + pieces[i].left - 0.75, trackCentre - trackHeight / 2,
                                    1.5, trackHeight),
                             theme.resolve(Role::panel));
        first = last + 1;
    }
}

void TimelineBar::paintNumbers(QPainter &painter, std::size_t current) const
{
    const Theme &theme = m_appearance.theme();
    const auto &segments = m_player.timeline()->segments();
    const auto &pieces = m_layout->pieces();
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (!pieces[i].numbered)
            continue;
        const Face face = i == current ? Face::monoBold : Face::mono;
        const QString number = QString::number(segments[i].step.value());
        painter.setFont(fontOf(face, 11));
        painter.setPen(theme.resolve(i == current ? Role::accent : Role::ink3));
        const double middle = (pieces[i].left + pieces[i].right - widthOf(number, face, 11)) / 2;
        painter.drawText(QPointF(inset + middle, numbersBaseline), number);
    }
}

} // namespace ui
