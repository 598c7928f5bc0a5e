// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/pack.h"
#include "core/pipeline/pad.h"
#include "core/pipeline/unpack.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <numeric>

using namespace core;

namespace {

using Integers = std::vector<std::int64_t>;
using Sequences = std::vector<Tensor<double>>;
constexpr PackOptions enforced{Layout::timeFirst, true, TieOrder::stable};
constexpr PackOptions sorting{Layout::timeFirst, false, TieOrder::stable};

/// Element [b, t, d] is b.t and d, so that each tells where it comes from: 1000 b + 10 t + d.
Tensor<double> padded(Index B, Index T, Index D)
{
    Tensor<double> cells({B, T, D});
    for (Index b = 0; b < B; ++b)
        for (Index t = 0; t < T; ++t)
            for (Index d = 0; d < D; ++d)
                cells[(b * T + t) * D + d] = static_cast<double>(1000 * b + 10 * t + d);
    return cells;
}

} // namespace

class TestPack : public QObject {
    Q_OBJECT

  private slots:
    void torchsOwnExample()
    {
        const Tensor<std::int64_t> seq({3, 3}, {1, 2, 0, 3, 0, 0, 4, 5, 6});
        const auto packed = packPaddedSequence(seq, Integers{2, 1, 3}, {Layout::batchFirst, false});
        QCOMPARE(packed->data, Tensor<std::int64_t>({6}, {4, 1, 3, 5, 2, 6}));
        QCOMPARE(packed->batchSizes, (Integers{3, 2, 1}));
        QCOMPARE(*packed->sortedIndices, (Integers{2, 0, 1}));
        QCOMPARE(*packed->unsortedIndices, (Integers{1, 2, 0}));
    }

    void packSequenceSortsOrInsists()
    {
        const Tensor<double> a({3}, {1, 2, 3}), b({2}, {4, 5}), c({1}, {6});
        const auto sorted = packSequence<double>(Sequences{a, b, c}, enforced);
        QCOMPARE(sorted->data, Tensor<double>({6}, {1, 4, 6, 2, 5, 3}));
        QCOMPARE(sorted->batchSizes, (Integers{3, 2, 1}));
        QVERIFY(!sorted->sortedIndices && !sorted->unsortedIndices);

        const auto unsorted = packSequence<double>(Sequences{b, c, a}, sorting);
        QCOMPARE(unsorted->data, sorted->data);
        QCOMPARE(unsorted->batchSizes, sorted->batchSizes);
        QCOMPARE(*unsorted->sortedIndices, (Integers{2, 0, 1}));
        QCOMPARE(*unsorted->unsortedIndices, (Integers{1, 2, 0}));

        // Sorted already: the indices are there all the same.
        const auto already = packSequence<double>(Sequences{a, b, c}, sorting);
        QCOMPARE(*already->sortedIndices, (Integers{0, 1, 2}));

        const auto refused = packSequence<double>(Sequences{b, c, a}, enforced);
        QVERIFY(refused.error().torch.find("enforce_sorted=False") != std::string::npos);
        QCOMPARE(refused.error().message,
                 "lengths[2] is 3 after 1; with enforce_sorted lengths must not increase");
    }

    void packSequenceIsPadAndPack()
    {
        Sequences sequences;
        for (const Index length : {3, 5, 1, 4})
            sequences.emplace_back(Shape{length, 2}, static_cast<double>(length));
        for (const Layout layout : {Layout::timeFirst, Layout::batchFirst}) {
            const auto whole = packSequence<double>(sequences, {layout, false});
            const auto parts = packPaddedSequence(*padSequence<double>(sequences, layout),
                                                  Integers{3, 5, 1, 4}, {layout, false});
            QCOMPARE(whole->data, parts->data);
            QCOMPARE(whole->batchSizes, parts->batchSizes);
            QCOMPARE(*whole->sortedIndices, *parts->sortedIndices);
        }
    }

    void everyRowStandsInItsPlace_data()
    {
        QTest::addColumn<Integers>("lengths");
        QTest::addColumn<bool>("isSorted");
        QTest::newRow("ties") << Integers{10, 8, 4, 2, 2, 2, 1} << true;
        QTest::newRow("no ties") << Integers{11, 10, 8, 6, 4, 3, 1} << true;
        QTest::newRow("shuffled") << Integers{4, 11, 1, 8, 3, 10, 6} << false;
    }
    void everyRowStandsInItsPlace()
    {
        QFETCH(const Integers, lengths);
        QFETCH(const bool, isSorted);
        const auto B = static_cast<Index>(lengths.size());
        const Index T = *std::ranges::max_element(lengths);
        const auto cells = padded(B, T, 3);
        for (const Layout layout : {Layout::timeFirst, Layout::batchFirst}) {
            const auto input = layout == Layout::batchFirst ? cells : transposed(cells);
            const auto packed = packPaddedSequence(input, lengths, {layout, isSorted});
            QCOMPARE(packed->data.extent(0), std::accumulate(lengths.begin(), lengths.end(), 0));
            QCOMPARE(packed->sortedIndices.has_value(), !isSorted);
            Index row = 0;
            for (std::size_t t = 0; t < packed->batchSizes.size(); ++t) {
                const auto longer = std::ranges::count_if(
                    lengths, [t](auto length) { return length > static_cast<Index>(t); });
                QCOMPARE(packed->batchSizes[t], longer);
                for (Index slot = 0; slot < longer; ++slot, ++row) {
                    const Index b = isSorted ? slot : (*packed->sortedIndices)[slot];
                    for (Index d = 0; d < 3; ++d)
                        QCOMPARE(packed->data.at(row, d), 1000 * b + 10 * t + d);
                }
            }
            const auto back = padPackedSequence(*packed, {layout, -1, {}});
            QCOMPARE(back->lengths, lengths);
        }
    }

    void columnsBeyondTheLongestAreDropped()
    {
        const auto packed =
            packPaddedSequence(padded(2, 9, 1), Integers{3, 1}, {Layout::batchFirst});
        QCOMPARE(packed->batchSizes, (Integers{2, 1, 1}));
        QCOMPARE(packed->data, Tensor<double>({4, 1}, {0, 1000, 10, 20}));
    }

    void paddingIsNeverRead()
    {
        auto cells = padded(2, 3, 1);
        const auto clean = packPaddedSequence(cells, Integers{3, 1}, {Layout::batchFirst});
        cells[4] = cells[5] = NAN;
        const auto same = packPaddedSequence(cells, Integers{3, 1}, {Layout::batchFirst});
        QCOMPARE(same->data, clean->data);
    }

    void increasingLengthsAreRefused()
    {
        const auto refused =
            packPaddedSequence(padded(2, 3, 1), Integers{1, 3}, {Layout::batchFirst, true});
        QVERIFY(refused.error().torch.starts_with("`lengths` array must be sorted"));
    }

    void aBatchOfNothingIsRefused()
    {
        for (const PackOptions &options : {enforced, sorting})
            QCOMPARE(
                packPaddedSequence(Tensor<double>({0, 0, 2}), Integers{}, options).error().torch,
                "Cannot pack empty tensors.");
    }

    void aLengthBeyondTheBatchIsRefused()
    {
        // torch packs rubbish here and says nothing.
        const auto refused =
            packPaddedSequence(padded(2, 3, 1), Integers{4, 1}, {Layout::batchFirst});
        QCOMPARE(refused.error().torch, "");
        QCOMPARE(refused.error().message, "lengths[0] is 4; the padded batch is only 3 steps wide");
    }

    void torchNamesTheLengthThatItMeetsFirst()
    {
        // Sorted, the lengths stand in the order 3 2 0 1: the first that is no row of two is 3.
        const auto torch = [](const Integers &lengths) {
            return packPaddedSequence(padded(2, 9, 1), lengths, {Layout::batchFirst, false})
                .error()
                .torch;
        };
        QCOMPARE(torch({1, 1, 5, 9}), "INDICES element is out of DATA bounds, id=3 axis_dim=2");
        QCOMPARE(torch({9, 1, 5}), "INDICES element is out of DATA bounds, id=2 axis_dim=2");
        // From 17 lengths on torch's sort is not stable, whatever order the batch asks for.
        QCOMPARE(torch(Integers(30, 5)), "INDICES element is out of DATA bounds, id=15 axis_dim=2");
    }

    void batchSizesAreTheStaircase()
    {
        QCOMPARE(batchSizesOf(Integers{8, 8, 7, 6, 5, 4, 4, 3}),
                 (Integers{8, 8, 8, 7, 5, 4, 3, 2}));
        QCOMPARE(batchSizesOf(Integers{1}), Integers{1});
        QCOMPARE(offsetsOf(Integers{3, 2, 1}), (std::vector<Index>{0, 3, 5, 6}));
    }
};

PACKSCOPE_TEST(TestPack)
#include "tst_pack.moc"
