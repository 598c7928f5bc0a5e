// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/cost.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"

#include <QtTest/QTest>

using namespace core;

class TestCost : public QObject {
    Q_OBJECT

  private slots:
    /// Counted weight by weight: each is multiplied once for a cell.
    void eachWeightIsUsedOncePerCell_data()
    {
        QTest::addColumn<QString>("example");
        for (const Example &example : examples()) {
            const auto name = QString::fromUtf8(example.name.data(), std::ssize(example.name));
            QTest::newRow(qPrintable(name)) << name;
        }
    }
    void eachWeightIsUsedOncePerCell()
    {
        QFETCH(QString, example);
        const auto trace = tests::traceOf(example.toStdString());
        std::int64_t weights = 0;
        for (const auto &run : trace->document->weights.runs)
            weights += run.weightIh.size() + run.weightHh.size();
        QCOMPARE(multiplyAddsPerCell(trace->shape()), weights);
    }

    void theEightWords()
    {
        const Cost cost = costOf(*tests::traceOf("eight"));
        QCOMPARE(cost.paddedCells, std::int64_t{64});
        QCOMPARE(cost.packedCells, std::int64_t{45});
        QCOMPARE(cost.paddedMultiplyAdds, std::int64_t{64 * 3 * 4 * (5 + 4)});
        QCOMPARE(cost.packedMultiplyAdds, std::int64_t{45 * 3 * 4 * (5 + 4)});
    }
};

PACKSCOPE_TEST(TestCost)
#include "tst_cost.moc"
