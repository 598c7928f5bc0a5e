// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/padding.h"
#include "tests/support/lengths.h"
#include "tests/support/test_program.h"

#include <QtTest/QTest>
#include <rapidcheck.h>

#include <cmath>
#include <functional>
#include <numeric>
#include <random>
#include <vector>

using namespace core;
using tests::histogramOf;
using tests::Lengths;

namespace {

/// Counts the cells of batches in this order, row by row.
std::int64_t countedCells(const Lengths &lengths, std::int64_t b)
{
    std::int64_t cells = 0;
    for (std::int64_t at = 0; at < std::ssize(lengths); at += b) {
        const auto begin = lengths.begin() + at;
        const auto end = lengths.begin() + std::min(at + b, std::ssize(lengths));
        for (auto row = begin; row != end; ++row)
            cells += *std::max_element(begin, end);
    }
    return cells;
}

/// Sorts within pools of so many sequences, the longest first.
Lengths pooled(Lengths lengths, std::int64_t pool)
{
    for (std::int64_t at = 0; at < std::ssize(lengths); at += pool)
        std::sort(lengths.begin() + at, lengths.begin() + std::min(at + pool, std::ssize(lengths)),
                  std::greater());
    return lengths;
}

bool isNear(double a, double b, double relative)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

Lengths randomCorpus(std::size_t most, int longest)
{
    const auto n = *rc::gen::inRange<std::size_t>(1, most + 1);
    return *rc::gen::container<Lengths>(n, rc::gen::inRange<std::int64_t>(1, longest + 1));
}

} // namespace

class TestPadding : public QObject {
    Q_OBJECT

  private slots:
    void sortedIsWhatIsCounted()
    {
        QVERIFY(rc::check([] {
            const Lengths lengths = randomCorpus(200, 60);
            const auto b = *rc::gen::inRange<std::int64_t>(1, 70);
            const auto expected = countedCells(pooled(lengths, std::ssize(lengths)), b);
            RC_ASSERT(paddedCells(histogramOf(lengths), BatchOrder::sorted, b) ==
                      static_cast<double>(expected));
        }));
    }

    /// All n! orders of small corpora, each counted.
    void randomIsTheMeanOfAllOrders()
    {
        QVERIFY(rc::check([] {
            Lengths lengths = randomCorpus(7, 9);
            const auto b = *rc::gen::inRange<std::int64_t>(1, 9);
            std::vector<std::size_t> order(lengths.size());
            std::iota(order.begin(), order.end(), std::size_t{0});
            double sum = 0, orders = 0;
            do {
                Lengths ordered;
                for (const std::size_t i : order)
                    ordered.push_back(lengths[i]);
                sum += static_cast<double>(countedCells(ordered, b));
                ++orders;
            } while (std::ranges::next_permutation(order).found);
            const double cells = paddedCells(histogramOf(lengths), BatchOrder::random, b);
            RC_ASSERT(isNear(cells, sum / orders, 1e-13));
        }));
    }

    /// Pools have 100 batches, too many to go through all orders: shuffled often, with the error of the
    /// mean as the measure.
    void shuffledOrdersAreTheirMean_data()
    {
        QTest::addColumn<int>("n");
        QTest::addColumn<int>("b");
        QTest::newRow("one pool and a part") << 350 << 2;
        QTest::newRow("less than a pool") << 150 << 2;
        QTest::newRow("the last batch smaller") << 1001 << 3;
        QTest::newRow("pools of one row a batch") << 333 << 1;
        QTest::newRow("batch larger than the corpus") << 20 << 64;
    }
    void shuffledOrdersAreTheirMean()
    {
        QFETCH(const int, n);
        QFETCH(const int, b);
        std::mt19937 generator(5);
        Lengths lengths;
        for (int i = 0; i < n; ++i) // many short ones, few long ones
            lengths.push_back(1 + static_cast<std::int64_t>(generator() % 30) *
                                      static_cast<std::int64_t>(generator() % 30) / 10);
        const LengthHistogram histogram = histogramOf(lengths);
        for (const BatchOrder order : {BatchOrder::random, BatchOrder::bucketed}) {
            constexpr int rounds = 4000;
            double sum = 0, squares = 0;
            for (int round = 0; round < rounds; ++round) {
                std::ranges::shuffle(lengths, generator);
                const auto cells = static_cast<double>(countedCells(
                    order == BatchOrder::random ? lengths : pooled(lengths, b * poolBatches), b));
                sum += cells;
                squares += cells * cells;
            }
            const double mean = sum / rounds;
            const double deviation = std::sqrt(std::max(0.0, squares / rounds - mean * mean));
            const double cells = paddedCells(histogram, order, b);
            QVERIFY2(std::abs(cells - mean) <= 4 * deviation / std::sqrt(rounds) + 1e-9 * mean,
                     qPrintable(QString("%1 and %2").arg(cells).arg(mean)));
        }
    }

    /// Where all batches are full. A smaller last one is the cheapest if it happens to have the longest
    /// sequence, and after sorting it has the shortest ones: of 5, 4, 4, 4, 1 in threes a shuffle has 22.6
    /// cells and the sorted order 23.
    void moreSortingIsLessPadding()
    {
        QVERIFY(rc::check([] {
            const auto b = *rc::gen::inRange<std::int64_t>(1, 20);
            Lengths full = randomCorpus(400, 50);
            full.resize(static_cast<std::size_t>((std::ssize(full) + b - 1) / b * b), 1);
            const LengthHistogram lengths = histogramOf(full);
            const double random = paddedCells(lengths, BatchOrder::random, b);
            const double bucketed = paddedCells(lengths, BatchOrder::bucketed, b);
            const double sorted = paddedCells(lengths, BatchOrder::sorted, b);
            const auto real = static_cast<double>(lengths.cells());
            RC_ASSERT(random <= static_cast<double>(lengths.longest() * lengths.sequences()));
            RC_ASSERT(bucketed <= random * (1 + 1e-12));
            RC_ASSERT(sorted <= bucketed * (1 + 1e-12));
            RC_ASSERT(real <= sorted);
        }));
    }

    void aSmallerLastBatchMayTurnItRound()
    {
        const LengthHistogram lengths = histogramOf({4, 1, 5, 4, 4});
        QCOMPARE(paddedCells(lengths, BatchOrder::sorted, 3), 23.0);
        QVERIFY(isNear(paddedCells(lengths, BatchOrder::random, 3), 22.6, 1e-12));
    }

    /// Half a thousand million sequences of two lengths, where the mean of a batch can be said at once.
    void millionsLoseNoDigits()
    {
        constexpr std::int64_t half = 250'000'000;
        LengthHistogram lengths;
        lengths.add(1, half);
        lengths.add(2, half);
        constexpr std::int64_t b = 8;
        double noLongOne = 1; // of 8 rows
        for (std::int64_t i = 0; i < b; ++i)
            noLongOne *= static_cast<double>(half - i) / static_cast<double>(2 * half - i);
        const double expected = 2.0 * half * (2 - noLongOne);
        QVERIFY(isNear(paddedCells(lengths, BatchOrder::random, b), expected, 1e-14));
        // Of a pool of 800 rows one batch holds both lengths, or none.
        const double bucketed = paddedCells(lengths, BatchOrder::bucketed, b);
        QVERIFY(bucketed > 3.0 * half && bucketed < 3.0 * half * (1 + 0.006));
        QCOMPARE(paddedCells(lengths, BatchOrder::sorted, b), 3.0 * half);
    }

    void sharesOfPadding()
    {
        QCOMPARE(paddingShare(64, 45), 19.0 / 64);
        QCOMPARE(paddingShare(45, 45), 0.0);
        QCOMPARE(paddingShare(0, 0), 0.0);
    }
};

PACKSCOPE_TEST(TestPadding)
#include "tst_padding.moc"
