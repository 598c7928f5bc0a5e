// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/player.h"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace ui {

namespace {

constexpr int frameMilliseconds = 16;
/// Rounding of seconds that are sums of many.
constexpr double instant = 1e-6;

/// The moment of `timeline` nearest to one of another timeline: same stage, run and step if it has them.
double nearestTime(const Timeline &timeline, const Moment &moment)
{
    const Segment *nearest = nullptr;
    for (const Segment &segment : timeline.segments()) {
        if (segment.stage != moment.stage || segment.layer > moment.layer ||
            segment.direction > moment.direction)
            continue;
        const auto distance = [&](const Segment &s) {
            return std::tuple(moment.layer - s.layer, moment.direction - s.direction,
                              std::abs(moment.step.value() - s.step.value()));
        };
        if (!nearest || distance(segment) < distance(*nearest))
            nearest = &segment;
    }
    return nearest->start + moment.fraction * (nearest->duration - nearest->rest);
}

} // namespace

Player::Player(QObject *parent) : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(frameMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &Player::tick);
}

void Player::setTrace(std::shared_ptr<const core::Trace> trace)
{
    const std::optional<Moment> before =
        m_timeline ? std::optional(m_timeline->momentAt(m_time)) : std::nullopt;
    m_trace = std::move(trace);
    m_timeline.emplace(*m_trace);
    emit traceChanged();
    seek(before ? nearestTime(*m_timeline, *before) : settled(0));
}

void Player::tick()
{
    advance(static_cast<double>(m_sinceTick.nsecsElapsed()) * 1e-9);
    m_sinceTick.restart();
}

void Player::advance(double seconds)
{
    if (!m_timeline || !isPlaying())
        return;
    const double to = m_time + seconds * m_speed;
    seek(to);
    if (to >= m_timeline->duration())
        pause();
}

void Player::play()
{
    if (!m_timeline || isPlaying())
        return;
    if (m_time >= settled(m_timeline->segments().size() - 1) - instant)
        seek(0);
    m_sinceTick.start();
    m_timer.start();
    emit playingChanged(true);
}

void Player::pause()
{
    if (!isPlaying())
        return;
    m_timer.stop();
    emit playingChanged(false);
}

void Player::toggle()
{
    isPlaying() ? pause() : play();
}

double Player::settled(std::size_t segment) const
{
    const Segment &s = m_timeline->segments()[segment];
    return s.start + s.duration - s.rest;
}

void Player::stepForward()
{
    if (!m_timeline)
        return;
    const std::size_t now = segment(), last = m_timeline->segments().size() - 1;
    seek(settled(m_time < settled(now) - instant ? now : std::min(now + 1, last)));
}

void Player::stepBack()
{
    if (!m_timeline)
        return;
    const std::size_t now = segment();
    seek(settled(now == 0 ? 0 : now - 1));
}

void Player::stageForward()
{
    if (!m_timeline)
        return;
    const core::Stage stage = m_timeline->segments()[segment()].stage;
    if (stage == core::Stage::answer)
        goToEnd();
    else
        goToStage(core::Stage{static_cast<int>(stage) + 1});
}

void Player::stageBack()
{
    if (!m_timeline)
        return;
    const int stage = static_cast<int>(m_timeline->segments()[segment()].stage);
    goToStage(core::Stage{std::max(stage - 1, 0)});
}

void Player::goToStage(core::Stage stage)
{
    if (!m_timeline)
        return;
    const double start = m_timeline->startOf(stage);
    seek(isPlaying() ? start : settled(m_timeline->segmentAt(start + instant)));
}

void Player::goToStart()
{
    goToStage(core::Stage::batch);
}

void Player::goToEnd()
{
    if (m_timeline)
        seek(settled(m_timeline->segments().size() - 1));
}

void Player::seek(double t)
{
    if (!m_timeline)
        return;
    m_time = std::clamp(t, 0.0, m_timeline->duration());
    emit timeChanged(m_time);
}

void Player::setSpeed(double factor)
{
    assert(factor > 0);
    if (factor == m_speed)
        return;
    m_speed = factor;
    emit speedChanged(factor);
}

} // namespace ui
