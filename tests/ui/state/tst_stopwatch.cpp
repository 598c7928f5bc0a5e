// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/state/stopwatch.h"

#include <QSignalSpy>
#include <QTest>

class TestStopwatch : public QObject {
    Q_OBJECT

  private slots:
    void measures()
    {
        ui::Stopwatch stopwatch;
        std::optional<core::LaneTimes> times;
        connect(&stopwatch, &ui::Stopwatch::measured, this, [&](const auto &got) { times = got; });
        stopwatch.start(tests::traceOf("eight"), 0);
        QTRY_VERIFY(times.has_value());
        QCOMPARE(times->repeats, 1);
    }

    /// A measurement that is given up says nothing, though a later one does.
    void onlyTheLastOneIsTold()
    {
        ui::Stopwatch stopwatch;
        std::vector<core::LaneTimes> told;
        connect(&stopwatch, &ui::Stopwatch::measured, this,
                [&](const auto &got) { told.push_back(got); });
        stopwatch.start(tests::traceOf("eight"), 1000);
        stopwatch.start(tests::traceOf("one"), 0);
        QTRY_COMPARE(told.size(), std::size_t{1});
        QCOMPARE(told.front().repeats, 1);
    }
};

PACKSCOPE_TEST(TestStopwatch)
#include "tst_stopwatch.moc"
