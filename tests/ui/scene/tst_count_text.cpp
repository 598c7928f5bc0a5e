// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/scene/count_text.h"

#include <QTest>

class TestCountText : public QObject {
    Q_OBJECT

  private slots:
    void countsStandInThrees_data()
    {
        QTest::addColumn<qint64>("count");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << qint64{0} << "0";
        QTest::newRow("three") << qint64{999} << "999";
        QTest::newRow("four") << qint64{4860} << QString("4\u2009860");
        QTest::newRow("seven") << qint64{1000000} << QString("1\u2009000\u2009000");
    }
    void countsStandInThrees()
    {
        QFETCH(const qint64, count);
        QTEST(ui::countText(count), "text");
    }

    void sharesAndTimes()
    {
        QCOMPARE(ui::percentText(19.0 / 64), QString("29.7 %"));
        QCOMPARE(ui::percentText(0), QString("0.0 %"));
        QCOMPARE(ui::percentText(0.0004), QString("<0.1 %"));
        QCOMPARE(ui::percentText(0.0006), QString("0.1 %"));
        QCOMPARE(ui::durationText(36.54e-6), QString("36.5 µs"));
        QCOMPARE(ui::durationText(1.254e-3), QString("1.25 ms"));
        QCOMPARE(ui::durationText(2.5), QString("2.5 s"));
    }
};

PACKSCOPE_TEST(TestCountText)
#include "tst_count_text.moc"
