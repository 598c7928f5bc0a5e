// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/pad.h"
#include "core/pipeline/unpack.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace core;

namespace {

using Integers = std::vector<std::int64_t>;
using Sequences = std::vector<Tensor<double>>;

/// Sequences of these lengths, each element another number.
Sequences numberedSequences(const Integers &lengths, const Shape &trailing)
{
    double next = 1;
    Sequences sequences;
    for (const std::int64_t length : lengths) {
        Shape shape{length};
        shape.insert(shape.end(), trailing.begin(), trailing.end());
        Tensor<double> sequence(shape);
        for (double &value : sequence.data)
            value = next++;
        sequences.push_back(std::move(sequence));
    }
    return sequences;
}

/// Lengths 4, 3, 1 (sorted) or 3, 1, 4, of two features.
PackedSequence<double> packed(bool isSorted)
{
    const Integers lengths = isSorted ? Integers{4, 3, 1} : Integers{3, 1, 4};
    return *packSequence<double>(numberedSequences(lengths, {2}), {Layout::batchFirst, isSorted});
}

} // namespace

class TestUnpack : public QObject {
    Q_OBJECT

  private slots:
    void totalLength_data()
    {
        QTest::addColumn<Index>("more");
        QTest::addColumn<bool>("isSorted");
        for (const int more : {0, 1, 8}) {
            QTest::addRow("longest + %d, sorted", more) << Index{more} << true;
            QTest::addRow("longest + %d, unsorted", more) << Index{more} << false;
        }
    }
    void totalLength()
    {
        QFETCH(const Index, more);
        QFETCH(const bool, isSorted);
        const auto plain = padPackedSequence(packed(isSorted), {Layout::batchFirst, 0, {}});
        for (const Layout layout : {Layout::batchFirst, Layout::timeFirst}) {
            const auto wide = padPackedSequence(packed(isSorted), {layout, 0, 4 + more});
            const auto cells =
                layout == Layout::batchFirst ? wide->padded : transposed(wide->padded);
            QCOMPARE(wide->lengths, plain->lengths);
            QCOMPARE(cells.shape, (Shape{3, 4 + more, 2}));
            for (Index b = 0; b < 3; ++b)
                for (Index t = 0; t < 4 + more; ++t)
                    QCOMPARE(cells.at(b, t, 1), t < 4 ? plain->padded.at(b, t, 1) : 0);
        }
    }

    void aTotalLengthBelowTheLongestIsRefused()
    {
        for (const Index total : {-1, 0, 3}) {
            const auto refused = padPackedSequence(packed(true), {Layout::batchFirst, 0, total});
            QCOMPARE(refused.error().torch,
                     "Expected total_length to be at least the length of the longest sequence in "
                     "input, but got total_length=" +
                         std::to_string(total) + " and max sequence length being 4");
        }
    }

    void paddingValue()
    {
        const PackedSequence<double> two{Tensor<double>({3}, {1, 2, 3}), {2, 1}, {}, {}};
        for (const double value : {7.0, -1.5, double(INFINITY)}) {
            const auto back = padPackedSequence(two, {Layout::batchFirst, value, 3});
            QCOMPARE(back->padded, Tensor<double>({2, 3}, {1, 3, value, 2, value, value}));
        }
        QVERIFY(std::isnan(padPackedSequence(two, {Layout::batchFirst, NAN, 3})->padded[2]));
    }

    void aPaddingValueThatIsNoIntegerIsCutOff()
    {
        const PackedSequence<std::int64_t> ids{Tensor<std::int64_t>({3}, 5), {2, 1}, {}, {}};
        QCOMPARE(padPackedSequence(ids, {Layout::batchFirst, -1.5, {}})->padded,
                 Tensor<std::int64_t>({2, 2}, {5, 5, 5, -1}));
        for (const double value : {double(NAN), double(INFINITY), 1e30}) {
            const auto refused = padPackedSequence(ids, {Layout::batchFirst, value, {}});
            QCOMPARE(refused.error().torch,
                     "value cannot be converted to type int64_t without overflow");
        }
    }

    void unpackUndoesPack_data()
    {
        QTest::addColumn<Shape>("trailing");
        QTest::newRow("no further axis") << Shape{};
        QTest::newRow("one") << Shape{4};
        QTest::newRow("two") << Shape{4, 2};
        QTest::newRow("three") << Shape{4, 2, 3};
    }
    void unpackUndoesPack()
    {
        QFETCH(const Shape, trailing);
        const auto sequences = numberedSequences({4, 9, 1, 25, 16}, trailing);
        for (const Layout layout : {Layout::batchFirst, Layout::timeFirst}) {
            const auto one = packSequence<double>(sequences, {layout, false});
            QCOMPARE(*unpackSequence(*one), sequences);
        }
        const auto sorted = numberedSequences({25, 16, 9, 4, 1}, trailing);
        QCOMPARE(*unpackSequence(*packSequence<double>(sorted, {})), sorted);
    }

    void anotherScalarTypeUnpacksAlike()
    {
        for (const bool isSorted : {true, false}) {
            const auto p = packed(isSorted);
            const auto plain = padPackedSequence(p, {Layout::batchFirst, 0, {}})->padded;
            const PackedSequence<float> single{p.data.cast<float>(), p.batchSizes, p.sortedIndices,
                                               p.unsortedIndices};
            const PackedSequence<std::int64_t> whole{p.data.cast<std::int64_t>(), p.batchSizes,
                                                     p.sortedIndices, p.unsortedIndices};
            QCOMPARE(padPackedSequence(single, {Layout::batchFirst, 0, {}})->padded,
                     plain.cast<float>());
            QCOMPARE(padPackedSequence(whole, {Layout::batchFirst, 0, {}})->padded,
                     plain.cast<std::int64_t>());
        }
    }

    void whatDoesNotHangTogetherIsRefused_data()
    {
        QTest::addColumn<Index>("rows");
        QTest::addColumn<Integers>("batchSizes");
        QTest::newRow("no steps") << Index{0} << Integers{};
        QTest::newRow("too few rows") << Index{5} << Integers{3, 2, 1};
        QTest::newRow("too many rows") << Index{7} << Integers{3, 2, 1};
        QTest::newRow("increasing") << Index{6} << Integers{1, 2, 3};
        QTest::newRow("a step of none") << Index{3} << Integers{3, 0};
        QTest::newRow("negative") << Index{2} << Integers{3, -1};
        QTest::newRow("huge") << Index{2} << Integers{INT64_MAX, INT64_MAX};
    }
    void whatDoesNotHangTogetherIsRefused()
    {
        QFETCH(const Index, rows);
        QFETCH(const Integers, batchSizes);
        const PackedSequence<double> byHand{Tensor<double>({rows, 2}), batchSizes, {}, {}};
        QVERIFY(!padPackedSequence(byHand, {}));
        QVERIFY(!unpackSequence(byHand));
    }

    void indicesThatAreNoPermutationAreRefused()
    {
        for (const Integers &indices :
             {Integers{0, 0, 1}, Integers{0, 1}, Integers{0, 1, 3}, Integers{0, 1, -1}}) {
            auto p = packed(false);
            p.sortedIndices = indices;
            QVERIFY(!padPackedSequence(p, {}));
        }
    }
};

PACKSCOPE_TEST(TestUnpack)
#include "tst_unpack.moc"
