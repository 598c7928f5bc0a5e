// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/length_histogram.h"
#include "tests/support/test_program.h"

#include <QtTest/QTest>
#include <rapidcheck.h>

#include <numeric>
#include <vector>

using core::LengthHistogram;

class TestLengthHistogram : public QObject {
    Q_OBJECT

  private slots:
    void countsAsOneByOne()
    {
        QVERIFY(rc::check([] {
            const auto lengths = *rc::gen::nonEmpty(
                rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange(1, 40)));
            LengthHistogram histogram;
            for (const std::int64_t length : lengths)
                histogram.add(length);
            auto sorted = lengths;
            std::ranges::sort(sorted);
            RC_ASSERT(histogram.sequences() == std::ssize(lengths));
            RC_ASSERT(histogram.cells() ==
                      std::accumulate(lengths.begin(), lengths.end(), std::int64_t{0}));
            RC_ASSERT(histogram.shortest() == sorted.front());
            RC_ASSERT(histogram.longest() == sorted.back());
            RC_ASSERT(histogram.median() == sorted[(sorted.size() - 1) / 2]);
            RC_ASSERT(histogram.quantile(0) == sorted.front());
            RC_ASSERT(histogram.quantile(1) == sorted.back());
            const auto most = histogram.quantile(0.99);
            const auto within = std::ranges::upper_bound(sorted, most) - sorted.begin();
            const auto below = std::ranges::lower_bound(sorted, most) - sorted.begin();
            RC_ASSERT(100 * within >= 99 * std::ssize(sorted));
            RC_ASSERT(100 * below < 99 * std::ssize(sorted));
            for (const auto &[length, count] : histogram.counts())
                RC_ASSERT(count == std::ranges::count(lengths, length));
        }));
    }

    void manyAtOnce()
    {
        LengthHistogram one, many;
        for (int i = 0; i < 5; ++i)
            one.add(3);
        many.add(3, 5);
        QVERIFY(one == many);
    }
};

PACKSCOPE_TEST(TestLengthHistogram)
#include "tst_length_histogram.moc"
