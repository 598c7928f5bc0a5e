// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/player.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <tuple>

namespace ui {

namespace {

constexpr int frameMilliseconds = 16;
/// Rounding of seconds that are sums of many.
constexpr double instant = 1e-6;
// Real seconds.
constexpr double longestSkip = 0.5;
constexpr double lingering = 1.5;

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

void Player::setTrace(std::shared_ptr<const core::Trace> trace,
                      std::shared_ptr<const Rasters> rasters)
{
    const std::optional<Moment> before =
        m_timeline ? std::optional(m_timeline->momentAt(m_time)) : std::nullopt;
    m_trace = std::move(trace);
    m_rasters = rasters ? std::move(rasters) : rastersOfLarge(*m_trace);
    m_timeline.emplace(*m_trace);
    m_skip.reset();
    emit traceChanged();
    seek(before ? nearestTime(*m_timeline, *before) : settled(0));
}

double Player::time() const
{
    const bool cuts = m_timeline && m_playing && m_reducesMotion;
    return cuts ? settled(segment()) : m_time;
}

void Player::tick()
{
    const double seconds = static_cast<double>(m_sinceTick.nsecsElapsed()) * 1e-9;
    m_sinceTick.restart();
    advance(seconds);
}

void Player::advance(double seconds)
{
    if (!m_timeline)
        return;
    double left = advanceSkip(seconds);
    if (m_playing)
        left = advanceHold(left);
    if (m_playing && left > 0)
        advancePlaying(left);
    updateTimer();
}

double Player::advanceSkip(double seconds)
{
    if (!m_skip)
        return seconds;
    const double to = m_time + seconds * m_skip->rate;
    if (to < m_skip->to - instant) {
        show(to);
        return 0;
    }
    const double left = std::max(to - m_skip->to, 0.0) / m_skip->rate;
    endSkip();
    return left;
}

double Player::advanceHold(double seconds)
{
    if (m_hold == Hold::none)
        return seconds;
    if (m_hold == Hold::looking)
        return 0;
    m_linger -= seconds;
    if (m_linger > 0)
        return 0;
    setHold(Hold::none);
    return -m_linger;
}

void Player::advancePlaying(double seconds)
{
    const double to = m_time + seconds * m_speed;
    if (m_loopsStage) {
        const core::Stage stage = m_timeline->segments()[segment()].stage;
        const double start = m_timeline->startOf(stage), end = stageEnd(stage);
        return moveTo(to < end ? to : start + std::fmod(to - start, end - start));
    }
    moveTo(to);
    if (to >= m_timeline->duration())
        pause();
}

void Player::moveTo(double t)
{
    const double before = time();
    m_time = std::clamp(t, 0.0, m_timeline->duration());
    if (time() != before) // with reduced motion most frames are the same
        emit timeChanged(time());
}

double Player::stageEnd(core::Stage stage) const
{
    const auto &segments = m_timeline->segments();
    const auto last = std::find_if(segments.rbegin(), segments.rend(),
                                   [stage](const Segment &s) { return s.stage == stage; });
    return last->start + last->duration;
}

void Player::updateTimer()
{
    const bool runs = m_skip || (m_playing && m_hold != Hold::looking);
    if (runs == m_timer.isActive())
        return;
    if (!runs) {
        m_timer.stop();
        return;
    }
    m_sinceTick.start();
    m_timer.start();
}

void Player::play()
{
    if (!m_timeline)
        return;
    setHold(Hold::none);
    if (!m_playing) {
        if (!m_skip && m_time >= settled(m_timeline->segments().size() - 1) - instant)
            seek(m_loopsStage ? m_timeline->startOf(core::Stage::answer) : 0);
        m_playing = true;
        if (m_reducesMotion)
            emit timeChanged(time());
        emit playingChanged(true);
    }
    updateTimer();
}

void Player::pause()
{
    if (!m_playing)
        return;
    m_time = time(); // what is seen stays
    m_playing = false;
    setHold(Hold::none);
    updateTimer();
    emit playingChanged(false);
}

void Player::toggle()
{
    isPlaying() ? pause() : play();
}

void Player::hold()
{
    if (m_playing)
        setHold(Hold::looking);
}

void Player::release()
{
    if (m_hold != Hold::looking)
        return;
    m_linger = lingering;
    setHold(Hold::lingering);
}

void Player::setHold(Hold hold)
{
    const bool was = isHeld();
    m_hold = hold;
    updateTimer();
    if (isHeld() != was)
        emit heldChanged(isHeld());
}

double Player::settled(std::size_t segment) const
{
    const Segment &s = m_timeline->segments()[segment];
    return s.start + s.duration - s.rest;
}

void Player::skipTo(std::size_t segment)
{
    const double to = settled(segment);
    if (m_skip && m_skip->then == to)
        return endSkip();
    if (m_reducesMotion || to <= m_time) {
        seek(to);
        return;
    }
    // What lies between and rests are left out: the move itself is what somebody wants to see.
    const std::size_t now = this->segment();
    if (segment > now + 1 || (segment > now && m_time >= settled(now) - instant))
        show(m_timeline->segments()[segment].start);
    const double moving = to - m_time;
    m_skip = Skip{to, to, std::max(moving / longestSkip, m_speed)};
    updateTimer();
}

void Player::skipThen(double then)
{
    const double to = settled(segment());
    if (m_skip && m_skip->then == then)
        return endSkip();
    if (m_reducesMotion || then <= m_time || to <= m_time) {
        seek(then);
        return;
    }
    m_skip = Skip{to, then, std::max((to - m_time) / longestSkip, m_speed)};
    updateTimer();
}

void Player::endSkip()
{
    const double then = m_skip->then;
    m_skip.reset();
    show(then);
    updateTimer();
}

void Player::stepForward()
{
    if (!m_timeline)
        return;
    if (m_skip)
        return endSkip();
    const std::size_t now = segment(), last = m_timeline->segments().size() - 1;
    skipTo(m_time < settled(now) - instant ? now : std::min(now + 1, last));
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
    if (m_skip)
        return endSkip();
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
    if (m_playing)
        skipThen(start);
    else
        skipTo(m_timeline->segmentAt(start + instant));
}

void Player::goToStart()
{
    if (m_timeline)
        seek(m_playing ? 0 : settled(0));
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
    m_skip.reset();
    show(t);
    updateTimer();
}

void Player::show(double t)
{
    m_time = std::clamp(t, 0.0, m_timeline->duration());
    emit timeChanged(time());
}

void Player::setSpeed(double factor)
{
    assert(factor > 0);
    if (factor == m_speed)
        return;
    m_speed = factor;
    emit speedChanged(factor);
}

void Player::setLoopsStage(bool loops)
{
    if (loops == m_loopsStage)
        return;
    m_loopsStage = loops;
    emit loopsStageChanged(loops);
}

void Player::setReducesMotion(bool reduces)
{
    if (reduces == m_reducesMotion)
        return;
    m_reducesMotion = reduces;
    if (m_skip && reduces) {
        endSkip();
    } else if (m_timeline) {
        show(m_time);
    }
    emit reducesMotionChanged(reduces);
}

} // namespace ui
