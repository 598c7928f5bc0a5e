// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/timing.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"

#include <QtTest/QTest>

using namespace core;

class TestTiming : public QObject {
    Q_OBJECT

  private slots:
    void bothLanesAreRunAtLeastOnce_data()
    {
        QTest::addColumn<QString>("example");
        for (const Example &example : examples()) {
            const auto name = QString::fromUtf8(example.name.data(), std::ssize(example.name));
            QTest::newRow(qPrintable(name)) << name;
        }
    }
    void bothLanesAreRunAtLeastOnce()
    {
        QFETCH(QString, example);
        const auto times = timeLanes(*tests::traceOf(example.toStdString()), 0);
        QVERIFY(times.has_value());
        QCOMPARE(times->repeats, 1);
        QVERIFY(times->packedSeconds > 0 && times->paddedSeconds > 0);
    }

    void doublesAndOptions()
    {
        auto document = *exampleDocument("eight");
        document.dtype = DType::float64;
        document.options.totalLength = 11;
        document.options.batchFirst = false;
        document.h0 = Tensor<double>({1, 8, 4}, 0.5);
        const auto trace = *run(std::make_shared<const Document>(document));
        QVERIFY(timeLanes(*trace, 0).has_value());
    }

    void stopsWhenAsked()
    {
        std::stop_source source;
        source.request_stop();
        QVERIFY(!timeLanes(*tests::traceOf("one"), 10, source.get_token()).has_value());
    }
};

PACKSCOPE_TEST(TestTiming)
#include "tst_timing.moc"
