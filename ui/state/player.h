// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/rasters.h"
#include "ui/scene/timeline.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace ui {

/// The one clock, and the trace that runs on it: which moment is shown, and whether it moves on.
/// Units: seconds at speed 1. Without a trace it stands at 0 and nothing moves it.
///
///   playing ── hold ──▶ held ── release ──▶ held for 1.5 s more ──▶ playing
///
/// A skip plays what is left of a move in half a second, whether it plays or not.
class Player : public QObject {
    Q_OBJECT

  public:
    explicit Player(QObject *parent = nullptr);

    /// Another trace: stays at the same moment, or the nearest one that the new trace has. The first one
    /// is shown after its first move. `rasters` are the trace's own, where they are at hand; those of a
    /// large one are made now if they are not.
    void setTrace(std::shared_ptr<const core::Trace> trace,
                  std::shared_ptr<const Rasters> rasters = nullptr);
    /// Null before the first.
    [[nodiscard]] const std::shared_ptr<const core::Trace> &trace() const { return m_trace; }
    /// What a View of the trace shows of it where cells are too small for tiles; null for a small one.
    [[nodiscard]] const std::shared_ptr<const Rasters> &rasters() const { return m_rasters; }
    /// Null before the first trace.
    [[nodiscard]] const Timeline *timeline() const { return m_timeline ? &*m_timeline : nullptr; }
    /// What is shown: with reduced motion, while it plays, each move as it ends.
    [[nodiscard]] double time() const;
    [[nodiscard]] bool isPlaying() const { return m_playing; }
    /// It plays, but waits while somebody looks at a cell.
    [[nodiscard]] bool isHeld() const { return m_hold != Hold::none; }
    /// A skip is on its way.
    [[nodiscard]] bool isSettling() const { return m_skip.has_value(); }
    [[nodiscard]] double speed() const { return m_speed; }
    [[nodiscard]] bool loopsStage() const { return m_loopsStage; }
    [[nodiscard]] bool reducesMotion() const { return m_reducesMotion; }
    /// Which segment is shown. Requires: a trace.
    [[nodiscard]] std::size_t segment() const { return m_timeline->segmentAt(m_time); }
    /// When the move of a segment is over and its rest begins. Requires: a trace.
    [[nodiscard]] double settled(std::size_t segment) const;

    /// Lets `seconds` of real time pass, as the clock does while it plays; stops at the end, or begins the
    /// stage again where it loops.
    void advance(double seconds);

    /// Plays, whatever held it; from the beginning if it stood at the end.
    void play();
    void pause();
    void toggle();
    /// Waits where it is. Does nothing unless it plays.
    void hold();
    /// Goes on playing 1.5 s from now, unless it is held again.
    void release();
    /// To the end of this move, or of the next if this one is over: in half a second. A second time while
    /// it is on its way: at once.
    void stepForward();
    /// To the end of the move before, or of the first.
    void stepBack();
    void stageForward();
    void stageBack();
    /// Where a stage begins while playing, once the move that runs has come to its end; at rest the picture
    /// after its first move, for at its very beginning there is nothing of it to be seen.
    void goToStage(core::Stage stage);
    void goToStart();
    void goToEnd();
    /// Brings `t` into range.
    void seek(double t);
    /// Requires: factor > 0.
    void setSpeed(double factor);
    /// Repeats the stage that is shown.
    void setLoopsStage(bool loops);
    /// Cuts from the end of one move to the end of the next.
    void setReducesMotion(bool reduces);

  signals:
    void traceChanged();
    void timeChanged(double t);
    void playingChanged(bool playing);
    void heldChanged(bool held);
    void speedChanged(double factor);
    void loopsStageChanged(bool loops);
    void reducesMotionChanged(bool reduces);

  private:
    enum class Hold {
        none,
        looking,  ///< until it is released
        lingering ///< until m_linger has passed
    };
    /// On the way to the end of a move.
    struct Skip {
        double to = 0;   ///< where the move is over
        double then = 0; ///< where to be after it
        double rate = 1; ///< seconds at speed 1 for each real one
    };

    void tick();
    void show(double t);
    void moveTo(double t);
    void setHold(Hold hold);
    void skipTo(std::size_t segment);
    void skipThen(double then);
    void endSkip();
    /// Both return how many of the seconds are left over.
    [[nodiscard]] double advanceSkip(double seconds);
    [[nodiscard]] double advanceHold(double seconds);
    void advancePlaying(double seconds);
    [[nodiscard]] double stageEnd(core::Stage stage) const;
    void updateTimer();

    std::shared_ptr<const core::Trace> m_trace;
    std::shared_ptr<const Rasters> m_rasters;
    std::optional<Timeline> m_timeline;
    double m_time = 0;
    double m_speed = 1;
    bool m_playing = false;
    bool m_loopsStage = false;
    bool m_reducesMotion = false;
    Hold m_hold = Hold::none;
    double m_linger = 0; ///< real seconds
    std::optional<Skip> m_skip;
    QTimer m_timer;
    QElapsedTimer m_sinceTick;
};

} // namespace ui
