// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/sort.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

using Integers = std::vector<std::int64_t>;

class TestSort : public QObject {
    Q_OBJECT

  private slots:
    void longestFirst()
    {
        for (const TieOrder ties : {TieOrder::stable, TieOrder::torch}) {
            const auto sorted = sortDescending(Integers{2, 1, 3}, ties);
            QCOMPARE(sorted.lengths, (Integers{3, 2, 1}));
            QCOMPARE(sorted.indices, (Integers{2, 0, 1}));
            QVERIFY(sortDescending(Integers{}, ties).indices.empty());
        }
    }

    void tiesStayAsTyped()
    {
        const auto sorted = sortDescending(Integers(40, 7), TieOrder::stable);
        for (std::size_t slot = 0; slot < 40; ++slot)
            QCOMPARE(sorted.indices[slot], static_cast<std::int64_t>(slot));
    }

    void upTo16TorchIsStableToo()
    {
        for (std::size_t B = 1; B <= 16; ++B) {
            Integers lengths;
            for (std::size_t b = 0; b < B; ++b)
                lengths.push_back(static_cast<std::int64_t>(b % 3 + 1));
            QCOMPARE(sortDescending(lengths, TieOrder::torch).indices,
                     sortDescending(lengths, TieOrder::stable).indices);
        }
    }

    void from17TorchIsNot()
    {
        QCOMPARE(sortDescending(Integers(17, 4), TieOrder::torch).indices,
                 (Integers{8, 16, 15, 14, 13, 12, 11, 10, 9, 0, 7, 6, 5, 4, 3, 2, 1}));
    }

    void theInverseIsAScatter()
    {
        QCOMPARE(*invertPermutation(Integers{2, 0, 1}), (Integers{1, 2, 0}));
        QCOMPARE(*invertPermutation(Integers{}), Integers{});
    }

    void whatIsNoPermutation()
    {
        QCOMPARE(invertPermutation(Integers{0, 3}).error().torch,
                 "index 3 is out of bounds for dimension 0 with size 2");
        QCOMPARE(invertPermutation(Integers{0, -1}).error().torch,
                 "index -1 is out of bounds for dimension 0 with size 2");
        // torch leaves garbage in the slot that nobody set.
        const auto twice = invertPermutation(Integers{1, 0, 1});
        QCOMPARE(twice.error().torch, "");
        QCOMPARE(twice.error().message,
                 "entries 0 and 2 of the permutation are both 1; each index must stand once");
    }
};

PACKSCOPE_TEST(TestSort)
#include "tst_sort.moc"
