// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/timeline.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace ui {

/// The one clock, and the trace that runs on it: which moment is shown, and whether it moves on.
/// Units: seconds at speed 1. Without a trace it stands at 0 and nothing moves it.
class Player : public QObject {
    Q_OBJECT

  public:
    explicit Player(QObject *parent = nullptr);

    /// Another trace: stays at the same moment, or the nearest one that the new trace has. The first one
    /// is shown after its first move.
    void setTrace(std::shared_ptr<const core::Trace> trace);
    /// Null before the first.
    [[nodiscard]] const std::shared_ptr<const core::Trace> &trace() const { return m_trace; }
    /// Null before the first trace.
    [[nodiscard]] const Timeline *timeline() const { return m_timeline ? &*m_timeline : nullptr; }
    [[nodiscard]] double time() const { return m_time; }
    [[nodiscard]] bool isPlaying() const { return m_timer.isActive(); }
    [[nodiscard]] double speed() const { return m_speed; }
    /// Which segment is shown. Requires: a trace.
    [[nodiscard]] std::size_t segment() const { return m_timeline->segmentAt(m_time); }

    /// Lets `seconds` of real time pass, as the clock does while it plays; stops at the end.
    void advance(double seconds);

    /// Plays; from the beginning if it stood at the end.
    void play();
    void pause();
    void toggle();
    /// To the end of this move, or of the next if this one is over.
    void stepForward();
    /// To the end of the move before, or of the first.
    void stepBack();
    void stageForward();
    void stageBack();
    /// Where a stage begins while playing; at rest the picture after its first move, for at its very
    /// beginning there is nothing of it to be seen.
    void goToStage(core::Stage stage);
    void goToStart();
    void goToEnd();
    /// Brings `t` into range.
    void seek(double t);
    /// Requires: factor > 0.
    void setSpeed(double factor);

  signals:
    void traceChanged();
    void timeChanged(double t);
    void playingChanged(bool playing);
    void speedChanged(double factor);

  private:
    [[nodiscard]] double settled(std::size_t segment) const;
    void tick();

    std::shared_ptr<const core::Trace> m_trace;
    std::optional<Timeline> m_timeline;
    double m_time = 0;
    double m_speed = 1;
    QTimer m_timer;
    QElapsedTimer m_sinceTick;
};

} // namespace ui
