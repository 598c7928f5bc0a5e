// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/examples.h"
#include "core/pipeline/run.h"
#include "ui/state/player.h"

#include <QSignalSpy>
#include <QTest>

using core::Stage;

namespace {

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
        QCOMPARE(player.segment(), std::size_t(4));
        QVERIFY(now(player).fraction > 0.999);
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
        QCOMPARE(now(player).stage, stage);
        QCOMPARE(now(player).step, core::StepIndex(0));
        QVERIFY(now(player).fraction > 0.999);
        player.play();
        player.goToStage(stage);
        QCOMPARE(player.time(), player.timeline()->startOf(stage));
        player.pause();
    }

    void stageStepsStopAtBothEnds()
    {
        ui::Player player;
        player.setTrace(traceOf("one"));
        for (int i = 0; i < 10; ++i)
            player.stageForward();
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

QTEST_GUILESS_MAIN(TestPlayer)
#include "tst_player.moc"
