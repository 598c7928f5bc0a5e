// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/batch_plan.h"
#include "core/analysis/padding.h"
#include "tests/support/lengths.h"
#include "tests/support/test_program.h"

#include <QtTest/QTest>
#include <rapidcheck.h>

#include <vector>

using namespace core;
using tests::histogramOf;
using tests::Lengths;

namespace {

/// Goes through all ways of dividing sequences into at most `most` batches of at most b.
class AllPlans {
  public:
    AllPlans(const Lengths &lengths, std::int64_t b)
        : m_lengths(lengths), m_b(b), m_most((std::ssize(lengths) + b - 1) / b)
    {
        place(0);
    }
    [[nodiscard]] std::int64_t leastCells() const { return m_least; }

  private:
    void place(std::size_t sequence)
    {
        if (sequence == m_lengths.size()) {
            std::int64_t cells = 0;
            for (const Lengths &batch : m_batches)
                cells += std::ssize(batch) * *std::ranges::max_element(batch);
            m_least = std::min(m_least, cells);
            return;
        }
        for (std::size_t i = 0; i < m_batches.size(); ++i)
            if (std::ssize(m_batches[i]) < m_b) {
                m_batches[i].push_back(m_lengths[sequence]);
                place(sequence + 1);
                m_batches[i].pop_back();
            }
        if (std::ssize(m_batches) < m_most) {
            m_batches.push_back({m_lengths[sequence]});
            place(sequence + 1);
            m_batches.pop_back();
        }
    }

    const Lengths &m_lengths;
    std::int64_t m_b;
    std::int64_t m_most;
    std::vector<Lengths> m_batches;
    std::int64_t m_least = std::numeric_limits<std::int64_t>::max();
};

/// Whether the plan is one: it takes each sequence once, in ⌈n/b⌉ batches of at most b.
void verifyIsPlan(const BatchPlan &plan, Lengths lengths, std::int64_t b)
{
    std::ranges::sort(lengths, std::greater());
    std::int64_t at = 0, cells = 0, batches = 0;
    for (const EqualBatches &equal : plan.batches) {
        RC_ASSERT(equal.batches >= 1 && equal.rows >= 1 && equal.rows <= b);
        for (std::int64_t i = 0; i < equal.batches; ++i, at += equal.rows) {
            RC_ASSERT(at + equal.rows <= std::ssize(lengths));
            RC_ASSERT(equal.length == lengths[static_cast<std::size_t>(at)]);
        }
        batches += equal.batches;
        cells += equal.batches * equal.rows * equal.length;
    }
    RC_ASSERT(at == std::ssize(lengths));
    RC_ASSERT(cells == plan.cells);
    RC_ASSERT(batches == (std::ssize(lengths) + b - 1) / b);
}

} // namespace

class TestBatchPlan : public QObject {
    Q_OBJECT

  private slots:
    void noOtherPlanHasLessWaste()
    {
        QVERIFY(rc::check([] {
            const auto n = *rc::gen::inRange<std::size_t>(1, 9);
            const auto lengths =
                *rc::gen::container<Lengths>(n, rc::gen::inRange<std::int64_t>(1, 12));
            const auto b = *rc::gen::inRange<std::int64_t>(1, 7);
            const BatchPlan plan = leastPadded(histogramOf(lengths), b);
            verifyIsPlan(plan, lengths, b);
            RC_ASSERT(plan.cells == AllPlans(lengths, b).leastCells());
        }));
    }

    /// Larger corpora against all ways of cutting the sorted sequences.
    void noOtherCutsHaveLessWaste()
    {
        QVERIFY(rc::check([] {
            const auto n = *rc::gen::inRange<std::size_t>(1, 120);
            auto lengths = *rc::gen::container<Lengths>(
                n, rc::gen::inRange<std::int64_t>(1, *rc::gen::element(4, 30, 1000)));
            const auto b = *rc::gen::inRange<std::int64_t>(1, 30);
            const BatchPlan plan = leastPadded(histogramOf(lengths), b);
            verifyIsPlan(plan, lengths, b);
            std::ranges::sort(lengths, std::greater());
            constexpr auto never = std::numeric_limits<std::int64_t>::max() / 2;
            // The fewest cells of the first i sequences in k batches.
            Lengths cells(n + 1, never);
            cells[0] = 0;
            for (std::int64_t k = 0; k < (std::ssize(lengths) + b - 1) / b; ++k) {
                Lengths next(n + 1, never);
                for (std::size_t i = 0; i < n; ++i)
                    for (std::size_t rows = 1; rows <= static_cast<std::size_t>(b) && i + rows <= n;
                         ++rows)
                        next[i + rows] =
                            std::min(next[i + rows],
                                     cells[i] + static_cast<std::int64_t>(rows) * lengths[i]);
                cells = next;
            }
            RC_ASSERT(plan.cells == cells[n]);
        }));
    }

    void aSmallerBatchMayBeTheFirst()
    {
        const BatchPlan plan = leastPadded(histogramOf({10, 1, 1}), 2);
        QCOMPARE(plan.cells, std::int64_t{12});
        QVERIFY((plan.batches == std::vector<EqualBatches>{{1, 1, 10}, {1, 2, 1}}));
        QCOMPARE(paddedCells(histogramOf({10, 1, 1}), BatchOrder::sorted, 2), 21.0);
    }

    void fullBatchesAreTheSortedOnes()
    {
        const auto lengths = histogramOf({4, 6, 8, 5, 4, 3, 7, 8});
        const BatchPlan plan = leastPadded(lengths, 4);
        QVERIFY((plan.batches == std::vector<EqualBatches>{{1, 4, 8}, {1, 4, 5}}));
        QCOMPARE(static_cast<double>(plan.cells), paddedCells(lengths, BatchOrder::sorted, 4));
    }
};

PACKSCOPE_TEST(TestBatchPlan)
#include "tst_batch_plan.moc"
