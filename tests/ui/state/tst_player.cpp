// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/examples.h"
#include "core/pipeline/run.h"
#include "tests/support/test_program.h"
#include "ui/state/player.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using core::Stage;

namespace {

/// Seconds that a skip takes.
constexpr double skip = 0.5;

std::shared_ptr<const core::Trace> traceOf(std::string_view example)
{
    const auto document = core::exampleDocument(example);
    return *core::run(std::make_shared<const core::Document>(*document));
}

} // namespace

class TestPlayer : public QObject {
    Q_OBJECT

    static ui::Moment now(const ui::Player &player)
    {
        return player.timeline()->momentAt(player.time());
    }

  private slots:
    void init() { QTest::failOnWarning(QRegularExpression(".*")); }

    void standsStillWithoutTrace()
    {
        ui::Player player;
        player.play();
        player.stepForward();
        player.goToStage(Stage::gru);
        player.advance(1);
        QCOMPARE(player.time(), 0.0);
        QVERIFY(!player.isPlaying());
    }

    void advancesOnlyWhilePlaying()
    {
        ui::Player player;
        player.setTrace(traceOf("eight"));
        player.seek(0);
        player.advance(1);
        QCOMPARE(player.time(), 0.0);
        player.play();
        player.advance(1);
        player.setSpeed(2);
        player.advance(0.5);
        QCOMPARE(player.time(), 2.0);
        player.pause();
        player.advance(1);
        QCOMPARE(player.time(), 2.0);
    }

    void stopsAtTheEndAndBeginsAgain()
    {
        ui::Player player;
        player.setTrace(traceOf("article"));
        QSignalSpy playing(&player, &ui::Player::playingChanged);
        player.play();
        player.advance(1e6);
        QVERIFY(!player.isPlaying());
        QCOMPARE(player.time(), player.timeline()->duration());
        QCOMPARE(playing.size(), 2);
        player.play();
        QCOMPARE(player.time(), 0.0);
        player.pause();
    }

    void stepsVisitTheEndOfEveryMove()
    {
        ui::Player player;
        player.setTrace(traceOf("bidirectional"));
        player.seek(0);
        const auto &segments = player.timeline()->segments();
        for (const ui::Segment &segment : segments) {
            player.stepForward();
            player.advance(skip);
            const ui::Moment moment = now(player);
            QCOMPARE(moment.stage, segment.stage);
            QCOMPARE(moment.step, segment.step);
            QCOMPARE(moment.direction, segment.direction);
            QVERIFY(moment.fraction > 0.999);
        }
        const double last = player.time();
        player.stepForward();
        QCOMPARE(player.time(), last);
        for (std::size_t i = segments.size() - 1; i > 0; --i) {
            player.stepBack();
            QCOMPARE(player.segment(), i - 1);
        }
        player.stepBack();
        QCOMPARE(player.segment(), std::size_t(0));
        QVERIFY(now(player).fraction > 0.999);
    }

    void stepForwardFinishesTheMoveThatRuns()
    {
        ui::Player player;
        player.setTrace(traceOf("eight"));
        const ui::Segment &segment = player.timeline()->segments()[4];
        player.seek(segment.start + 0.2 * segment.duration);
        player.stepForward();
        player.advance(skip);
        QCOMPARE(player.segment(), std::size_t(4));
        QVERIFY(now(player).fraction > 0.999);
    }

    void aSkipTakesHalfASecond()
    {
        ui::Player player;
        player.setTrace(traceOf("eight"));
        const ui::Segment &move = player.timeline()->segments()[3];
        player.seek(move.start);
        player.stepForward();
        QCOMPARE(player.time(), move.start);
        QVERIFY(player.isSettling() && !player.isPlaying());
        player.advance(skip / 2);
        const double moving = move.duration - move.rest;
        QVERIFY(std::abs(player.time() - (move.start + moving / 2)) < 1e-9);
        player.advance(skip / 2);
        QCOMPARE(player.time(), player.settled(3));
        QVERIFY(!player.isSettling());
        player.advance(1);
        QCOMPARE(player.time(), player.settled(3));
    }

    void aSkipIsNeverSlowerThanPlaying()
    {
        ui::Player player;
        player.setTrace(traceOf("eight"));
        player.seek(player.settled(3) - 0.1);
        player.stepForward();
        player.advance(0.1);
        QVERIFY(!player.isSettling());
        QCOMPARE(player.time(), player.settled(3));
    }

    void aSecondSkipEndsTheFirstAtOnce()
    {
        ui::Player player;
        player.setTrace(traceOf("eight"));
        player.seek(player.timeline()->segments()[3].start);
        player.stepForward();
        player.advance(0.1);
        player.stepForward();
        QCOMPARE(player.time(), player.settled(3));
        QVERIFY(!player.isSettling());
        player.goToStage(Stage::unpack);
        player.goToStage(Stage::unpack);
        QVERIFY(!player.isSettling());
        QCOMPARE(now(player).stage, Stage::unpack);
        // Another goal is a way of its own.
        player.goToStage(Stage::restore);
        player.goToStage(Stage::answer);
        QVERIFY(player.isSettling());
        player.advance(skip);
        QCOMPARE(now(player).stage, Stage::answer);
    }

    void aSkipWhilePlayingPlaysOn()
    {
        ui::Player player;
        player.setTrace(traceOf("eight"));
        player.seek(player.timeline()->segments()[3].start);
        player.play();
        player.stepForward();
        player.advance(skip + 0.05);
        QVERIFY(player.isPlaying());
        QVERIFY(std::abs(player.time() - (player.settled(3) + 0.05)) < 1e-9);
        // A stage begins once the move that runs is over.
        player.seek(player.timeline()->segments()[4].start);
        player.goToStage(Stage::gru);
        player.advance(skip / 2);
        QCOMPARE(now(player).stage, Stage::pack);
        player.advance(skip / 2 + 0.05);
        QVERIFY(std::abs(player.time() - (player.timeline()->startOf(Stage::gru) + 0.05)) < 1e-9);
        player.pause();
    }

    void scrubbingAndSteppingBackCut()
    {
        ui::Player player;
        player.setTrace(traceOf("eight"));
        player.seek(player.timeline()->segments()[5].start);
        player.stepForward();
        player.seek(1);
        QVERIFY(!player.isSettling());
        QCOMPARE(player.time(), 1.0);
        player.goToEnd();
        player.stepForward();
        player.stepBack();
        QVERIFY(!player.isSettling());
        player.goToStage(Stage::embed);
        QVERIFY(!player.isSettling());
        QCOMPARE(now(player).stage, Stage::embed);
    }

    void reducedMotionCuts()
    {
        ui::Player player;
        player.setTrace(traceOf("eight"));
        player.setReducesMotion(true);
        player.seek(player.timeline()->segments()[3].start);
        player.stepForward();
        QVERIFY(!player.isSettling());
        QCOMPARE(player.time(), player.settled(3));
        player.goToStage(Stage::gru);
        QCOMPARE(now(player).stage, Stage::gru);
        QVERIFY(now(player).fraction > 0.999);

        // Playing shows every move as it ends, each once, and stays as long at each.
        player.seek(0);
        player.play();
        QSignalSpy shown(&player, &ui::Player::timeChanged);
        const auto &segments = player.timeline()->segments();
        const double first = segments[0].duration;
        player.advance(first * 0.4);
        player.advance(first * 0.4);
        QCOMPARE(shown.size(), 0);
        QCOMPARE(player.time(), player.settled(0));
        player.advance(first * 0.3);
        QCOMPARE(shown.size(), 1);
        QCOMPARE(player.time(), player.settled(1));
        player.pause();
        QCOMPARE(player.time(), player.settled(1));
    }

    void aStageIsLooped_data()
    {
        QTest::addColumn<Stage>("stage");
        QTest::newRow("many moves") << Stage::pack;
        QTest::newRow("one move") << Stage::embed;
        QTest::newRow("the last stage") << Stage::answer;
    }
    void aStageIsLooped()
    {
        QFETCH(const Stage, stage);
        ui::Player player;
        player.setTrace(traceOf("eight"));
        player.setLoopsStage(true);
        const double start = player.timeline()->startOf(stage);
        const double end = stage == Stage::answer
                               ? player.timeline()->duration()
                               : player.timeline()->startOf(Stage{static_cast<int>(stage) + 1});
        player.seek(start + 0.25);
        player.play();
        player.advance(end - start);
        QVERIFY(std::abs(player.time() - (start + 0.25)) < 1e-9);
        player.advance(3 * (end - start) - 0.1);
        QVERIFY(std::abs(player.time() - (start + 0.15)) < 1e-9);
        QVERIFY(player.isPlaying());
        player.setLoopsStage(false);
        player.advance(end - start);
        QVERIFY(stage == Stage::answer ? !player.isPlaying() : now(player).stage != stage);
        player.pause();
    }

    void loopingAtTheEndBeginsTheLastStageAgain()
    {
        ui::Player player;
        player.setTrace(traceOf("article"));
        player.setLoopsStage(true);
        player.goToEnd();
        player.play();
        QCOMPARE(player.time(), player.timeline()->startOf(Stage::answer));
        player.pause();
    }

    void aHoldWaitsAndLingers()
    {
        ui::Player player;
        player.setTrace(traceOf("eight"));
        player.seek(1);
        player.hold(); // nothing plays
        QVERIFY(!player.isHeld());
        player.play();
        QSignalSpy held(&player, &ui::Player::heldChanged);
        QSignalSpy playing(&player, &ui::Player::playingChanged);
        player.hold();
        player.advance(100);
        QCOMPARE(player.time(), 1.0);
        QVERIFY(player.isHeld() && player.isPlaying());
        player.release();
        player.advance(1.4);
        QCOMPARE(player.time(), 1.0);
        QVERIFY(player.isHeld());
        player.hold(); // back on a cell before the time was over
        player.advance(100);
        player.release();
        player.advance(1.75);
        QVERIFY(!player.isHeld());
        QVERIFY(std::abs(player.time() - 1.25) < 1e-9);
        QCOMPARE(held.size(), 2);
        QCOMPARE(playing.size(), 0);
        player.pause();
    }

    void playingAndPausingLetGo()
    {
        ui::Player player;
        player.setTrace(traceOf("eight"));
        player.play();
        player.hold();
        player.play();
        QVERIFY(!player.isHeld() && player.isPlaying());
        player.hold();
        player.toggle();
        QVERIFY(!player.isHeld() && !player.isPlaying());
        player.release();
        QVERIFY(!player.isHeld());
    }

    void aSkipMovesEvenWhileHeld()
    {
        ui::Player player;
        player.setTrace(traceOf("eight"));
        player.seek(player.timeline()->segments()[3].start);
        player.play();
        player.hold();
        player.stepForward();
        player.advance(2);
        QCOMPARE(player.time(), player.settled(3));
        QVERIFY(player.isHeld());
        player.pause();
    }

    void goesToStages_data()
    {
        QTest::addColumn<Stage>("stage");
        for (const Stage stage : core::allStages)
            QTest::newRow(std::string(core::name(stage)).c_str()) << stage;
    }
    void goesToStages()
    {
        QFETCH(const Stage, stage);
        ui::Player player;
        player.setTrace(traceOf("two-layers"));
        player.goToStage(stage);
        player.advance(skip);
        QCOMPARE(now(player).stage, stage);
        QCOMPARE(now(player).step, core::StepIndex(0));
        QVERIFY(now(player).fraction > 0.999);
        player.play();
        player.goToStage(stage);
        while (player.isSettling()) // the first move, for at the end playing begins again
            player.advance(0.01);
        const double start = player.timeline()->startOf(stage);
        QVERIFY(player.time() >= start && player.time() < start + 0.02);
        QVERIFY(player.isPlaying());
        player.pause();
    }

    void stageStepsStopAtBothEnds()
    {
        ui::Player player;
        player.setTrace(traceOf("one"));
        for (int i = 0; i < 10; ++i) {
            player.stageForward();
            player.advance(skip);
        }
        QCOMPARE(now(player).stage, Stage::answer);
        for (int i = 0; i < 10; ++i)
            player.stageBack();
        QCOMPARE(now(player).stage, Stage::batch);
    }

    void seekStaysInRange()
    {
        ui::Player player;
        player.setTrace(traceOf("article"));
        player.seek(-3);
        QCOMPARE(player.time(), 0.0);
        player.seek(1e9);
        QCOMPARE(player.time(), player.timeline()->duration());
    }

    void theFirstTraceShowsItsBatch()
    {
        ui::Player player;
        player.setTrace(traceOf("eight"));
        QCOMPARE(now(player).stage, Stage::batch);
        QVERIFY(now(player).fraction > 0.999);
        player.goToEnd();
        player.goToStart();
        QCOMPARE(player.segment(), std::size_t(0));
        QVERIFY(now(player).fraction > 0.999);
    }

    void anotherTraceKeepsTheMoment()
    {
        ui::Player player;
        player.setTrace(traceOf("eight"));
        const ui::Moment before{Stage::pack, 0, 0, core::StepIndex(1), 0.5};
        player.seek(player.timeline()->timeOf(before));
        player.setTrace(traceOf("article"));
        QCOMPARE(now(player).stage, Stage::pack);
        QCOMPARE(now(player).step, core::StepIndex(1));
        QVERIFY(std::abs(now(player).fraction - 0.5) < 1e-9);

        player.setTrace(traceOf("eight"));
        player.seek(player.timeline()->timeOf({Stage::gru, 0, 0, core::StepIndex(7), 1}));
        player.setTrace(traceOf("article"));
        QCOMPARE(now(player).stage, Stage::gru);
        QCOMPARE(now(player).step, core::StepIndex(2));
    }
};

PACKSCOPE_TEST(TestPlayer)
#include "tst_player.moc"
