// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/pad.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <numeric>

using namespace core;

namespace {

using Integers = std::vector<std::int64_t>;
using Sequences = std::vector<Tensor<double>>;

/// Sequences of the given lengths, with 0 to 3 further axes, whose elements are all different.
Sequences sequencesOf(const Integers &lengths, int trailing)
{
    double next = 1;
    Sequences sequences;
    for (const std::int64_t length : lengths) {
        Shape shape{length};
        for (int axis = 0; axis < trailing; ++axis)
            shape.push_back(axis + 2);
        Tensor<double> sequence(shape);
        for (double &value : sequence.data)
            value = next++;
        sequences.push_back(std::move(sequence));
    }
    return sequences;
}

} // namespace

class TestPad : public QObject {
    Q_OBJECT

  private slots:
    void aSmallExample()
    {
        const Sequences abc{Tensor<double>({3}, {1, 2, 3}), Tensor<double>({2}, {4, 5}),
                            Tensor<double>({1}, {6})};
        QCOMPARE(*padSequence<double>(abc, Layout::batchFirst),
                 Tensor<double>({3, 3}, {1, 2, 3, 4, 5, 0, 6, 0, 0}));
        QCOMPARE(*padSequence<double>(abc, Layout::timeFirst),
                 Tensor<double>({3, 3}, {1, 4, 6, 2, 5, 0, 3, 0, 0}));
        QCOMPARE(*padSequence<double>(abc, Layout::batchFirst, 9),
                 Tensor<double>({3, 3}, {1, 2, 3, 4, 5, 9, 6, 9, 9}));
    }

    void nothingIsSorted()
    {
        const Sequences cab{Tensor<double>({1}, {6}), Tensor<double>({3}, {1, 2, 3}),
                            Tensor<double>({2}, {4, 5})};
        QCOMPARE(*padSequence<double>(cab, Layout::batchFirst),
                 Tensor<double>({3, 3}, {6, 0, 0, 1, 2, 3, 4, 5, 0}));
    }

    void unpadUndoesPad_data()
    {
        QTest::addColumn<int>("trailing");
        QTest::addColumn<Layout>("layout");
        for (int trailing = 0; trailing <= 3; ++trailing) {
            QTest::addRow("[T, B] and %d axes", trailing) << trailing << Layout::timeFirst;
            QTest::addRow("[B, T] and %d axes", trailing) << trailing << Layout::batchFirst;
        }
    }
    void unpadUndoesPad()
    {
        QFETCH(const int, trailing);
        QFETCH(const Layout, layout);
        const Integers lengths{49, 1, 81, 25, 4, 64, 9, 36, 16};
        const auto sequences = sequencesOf(lengths, trailing);
        const auto padded = padSequence<double>(sequences, layout, -1);
        QCOMPARE(padded->extent(layout == Layout::batchFirst ? 1 : 0), Index{81});
        QCOMPARE(std::ranges::count(padded->data, -1.0),
                 (81 * 9 - 285) *
                     elements({sequences[0].shape.begin() + 1, sequences[0].shape.end()}));
        QCOMPARE(*unpadSequence(*padded, lengths, layout), sequences);
    }

    void sequencesOfLengthZeroArePadding()
    {
        const Sequences some{Tensor<double>({2}, {1, 2}), Tensor<double>({0})};
        const auto padded = padSequence<double>(some, Layout::batchFirst, 7);
        QCOMPARE(*padded, Tensor<double>({2, 2}, {1, 2, 7, 7}));
        QCOMPARE(*unpadSequence(*padded, Integers{2, 0}, Layout::batchFirst), some);
        const Sequences none(3, Tensor<double>({0, 4}));
        QCOMPARE(padSequence<double>(none, Layout::timeFirst)->shape, (Shape{0, 3, 4}));
        QCOMPARE(padSequence<double>(none, Layout::batchFirst)->shape, (Shape{3, 0, 4}));
    }

    void refusals()
    {
        QCOMPARE(padSequence<double>({}, Layout::timeFirst).error().torch,
                 "received an empty list of sequences");
        const Sequences wide{Tensor<double>({3, 4}), Tensor<double>({2, 1})};
        const auto broadcast = padSequence<double>(wide, Layout::timeFirst);
        QCOMPARE(broadcast.error().torch, "");
        QCOMPARE(broadcast.error().message,
                 "sequence 1 has shape [2, 1] but sequence 0 has [3, 4]; "
                 "all extents but the first must agree");
        const Tensor<double> grid({2, 3, 1});
        for (const Integers &lengths : {Integers{4, 1}, Integers{-1, 1}, Integers{3}, Integers{}})
            QVERIFY(!unpadSequence(grid, lengths, Layout::batchFirst));
    }
};

PACKSCOPE_TEST(TestPad)
#include "tst_pad.moc"
