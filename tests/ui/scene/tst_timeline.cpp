// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/scene/timeline.h"

#include <QTest>

using core::Stage;

class TestTimeline : public QObject {
    Q_OBJECT

  private slots:
    void segmentsFollowOneAnother_data() { addExamples(); }
    void segmentsFollowOneAnother()
    {
        QFETCH(QString, example);
        const ui::Timeline timeline(*tests::traceOf(example.toStdString()));
        double end = 0;
        for (const ui::Segment &segment : timeline.segments()) {
            QCOMPARE(segment.start, end);
            QVERIFY(segment.duration > segment.rest);
            QVERIFY(segment.rest > 0);
            end = segment.start + segment.duration;
        }
        QCOMPARE(timeline.duration(), end);
        for (const Stage stage : core::allStages)
            QVERIFY(timeline.endOf(stage) - timeline.startOf(stage) <= 10.5);
    }

    void momentsAndTimesAgree_data() { addExamples(); }
    void momentsAndTimesAgree()
    {
        QFETCH(QString, example);
        const ui::Timeline timeline(*tests::traceOf(example.toStdString()));
        for (const ui::Segment &segment : timeline.segments()) {
            const double t = segment.start + 0.25 * (segment.duration - segment.rest);
            const ui::Moment moment = timeline.momentAt(t);
            QCOMPARE(moment.stage, segment.stage);
            QCOMPARE(moment.step.value(), segment.step.value());
            QVERIFY(qAbs(moment.fraction - 0.25) < 1e-9);
            QVERIFY(qAbs(timeline.timeOf(moment) - t) < 1e-9);
        }
    }

    void stepsPerStage()
    {
        const ui::Timeline timeline(*tests::traceOf("bidirectional"));
        const auto count = [&](Stage stage) {
            return std::ranges::count(timeline.segments(), stage, &ui::Segment::stage);
        };
        QCOMPARE(count(Stage::sort), 1);
        QCOMPARE(count(Stage::pack), 6); // "drawer" is the longest
        QCOMPARE(count(Stage::gru), 12); // there and back
    }

    void reverseRunsDownwards()
    {
        const ui::Timeline timeline(*tests::traceOf("bidirectional"));
        std::vector<core::Index> steps;
        for (const ui::Segment &segment : timeline.segments())
            if (segment.stage == Stage::gru && segment.direction == 1)
                steps.push_back(segment.step.value());
        QVERIFY(std::ranges::is_sorted(steps, std::greater<>()));
    }

    void namedMoments_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("stage");
        QTest::addColumn<int>("direction");
        QTest::addColumn<int>("step");
        QTest::addColumn<double>("fraction");
        QTest::newRow("stage alone is finished") << "pack" << int(Stage::pack) << 0 << 5 << 1.0;
        QTest::newRow("step") << "pack:2" << int(Stage::pack) << 0 << 2 << 1.0;
        QTest::newRow("fraction") << "pack:2.25" << int(Stage::pack) << 0 << 2 << 0.25;
        QTest::newRow("run") << "gru:l0_reverse:3" << int(Stage::gru) << 1 << 3 << 1.0;
        QTest::newRow("first run") << "gru:0.5" << int(Stage::gru) << 0 << 0 << 0.5;
    }
    void namedMoments()
    {
        QFETCH(QString, name);
        QFETCH(int, stage);
        QFETCH(int, direction);
        QFETCH(int, step);
        QFETCH(double, fraction);
        const ui::Timeline timeline(*tests::traceOf("bidirectional"));
        const auto time = timeline.timeNamed(name.toStdString());
        QVERIFY(time.ok());
        const ui::Moment moment = timeline.momentAt(*time);
        QCOMPARE(static_cast<int>(moment.stage), stage);
        QCOMPARE(moment.direction, direction);
        QCOMPARE(moment.step.value(), step);
        QVERIFY(qAbs(moment.fraction - fraction) < 1e-9);
    }

    void refusedMoments_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("why");
        QTest::newRow("stage") << "sleep"
                               << "the stages are";
        QTest::newRow("step") << "pack:6"
                              << "6 steps";
        QTest::newRow("run") << "gru:l3:0"
                             << "the runs are l0, l0_reverse";
        QTest::newRow("not a number") << "pack:two"
                                      << "whole number";
        QTest::newRow("negative") << "pack:-1"
                                  << "whole number";
        QTest::newRow("too many parts") << "pack:l0:1"
                                        << "STAGE:STEP";
    }
    void refusedMoments()
    {
        QFETCH(QString, name);
        QFETCH(QString, why);
        const ui::Timeline timeline(*tests::traceOf("bidirectional"));
        const auto time = timeline.timeNamed(name.toStdString());
        QVERIFY(!time.ok());
        QVERIFY2(time.error().message.find(why.toStdString()) != std::string::npos,
                 time.error().message.c_str());
    }

  private:
    static void addExamples()
    {
        QTest::addColumn<QString>("example");
        for (const core::Example &example : core::examples()) {
            const auto name = QString::fromUtf8(example.name.data(), std::ssize(example.name));
            QTest::newRow(qPrintable(name)) << name;
        }
    }
};

PACKSCOPE_TEST(TestTimeline)
#include "tst_timeline.moc"
