// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/corpus_cost.h"
#include "tests/support/test_program.h"

#include <QtTest/QTest>
#include <rapidcheck.h>

#include <numeric>
#include <vector>

using namespace core;

class TestCorpusCost : public QObject {
    Q_OBJECT

  private slots:
    /// The eight words of the example in batches of four, by hand: sorted 8 8 7 6 and 5 4 4 3.
    void eightWords()
    {
        LengthHistogram lengths;
        for (const int length : {4, 6, 8, 5, 4, 3, 7, 8})
            lengths.add(length);
        const CorpusCost cost = costOf(lengths, 4);
        QCOMPARE(cost.batches, std::int64_t{2});
        QCOMPARE(cost.sorted, 52.0);
        QCOMPARE(cost.bucketed, 52.0); // all eight are in one pool
        QCOMPARE(cost.least.cells, std::int64_t{52});
        // One of two batches is padded to 8 for certain; the other one, where it has no 8 (3 ways in 7),
        // to 7, 6, 5 or 4, in 10, 4 and 1 of 15 ways to choose its three others.
        QCOMPARE(cost.random,
                 4 * (8 + (4.0 / 7) * 8 + (3.0 / 7) * (10 * 7 + 4 * 6 + 1 * 5) / 15.0));
        QVERIFY((partsOf(cost.least, lengths, 8) ==
                 std::vector<PlanPart>{{1, 4, 8, 8, 32, 29}, {1, 4, 5, 5, 20, 16}}));
        QVERIFY((partsOf(cost.least, lengths, 1) == std::vector<PlanPart>{{2, 8, 8, 5, 52, 45}}));
        QCOMPARE(costOf(lengths, 100).batches, std::int64_t{1});
    }

    void partsAreTheWholePlan()
    {
        QVERIFY(rc::check([] {
            LengthHistogram lengths;
            for (const auto length :
                 *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(
                     rc::gen::inRange<std::int64_t>(1, 50))))
                lengths.add(length);
            const CorpusCost cost = costOf(lengths, *rc::gen::inRange<std::int64_t>(1, 20));
            const int most = *rc::gen::inRange(1, 10);
            PlanPart sum;
            const auto parts = partsOf(cost.least, lengths, most);
            for (const PlanPart &part : parts) {
                RC_ASSERT(part.realCells <= part.paddedCells);
                RC_ASSERT(part.shortest <= part.longest);
                sum.batches += part.batches;
                sum.sequences += part.sequences;
                sum.paddedCells += part.paddedCells;
                sum.realCells += part.realCells;
            }
            RC_ASSERT(std::ssize(parts) <= most);
            RC_ASSERT(parts.front().longest == lengths.longest());
            RC_ASSERT(sum.batches == cost.batches);
            RC_ASSERT(sum.sequences == lengths.sequences());
            RC_ASSERT(sum.paddedCells == cost.least.cells);
            RC_ASSERT(sum.realCells == lengths.cells());
        }));
    }
};

PACKSCOPE_TEST(TestCorpusCost)
#include "tst_corpus_cost.moc"
