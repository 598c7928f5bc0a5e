// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/mask.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <numeric>

using namespace core;

namespace {

using Integers = std::vector<std::int64_t>;
using Mask = Tensor<std::int64_t>;

/// [B, T, H] = [2, 3, 2], counting from 0.
Tensor<float> states()
{
    Tensor<float> tensor({2, 3, 2});
    std::iota(tensor.data.begin(), tensor.data.end(), 0.0F);
    return tensor;
}

} // namespace

class TestMask : public QObject {
    Q_OBJECT

  private slots:
    void oneTrueInEachRow()
    {
        QCOMPARE(lastMask(Integers{2, 1, 3}, 3), Mask({3, 3}, {0, 1, 0, 1, 0, 0, 0, 0, 1}));
        QCOMPARE(lastMask(Integers{1}, 4), Mask({1, 4}, {1, 0, 0, 0}));
    }

    void widening()
    {
        QCOMPARE(widened(Mask({2, 2}, {0, 1, 1, 0}), 3),
                 Mask({2, 2, 3}, {0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0}));
    }

    void maskingPicksTheLastStates()
    {
        const Integers lengths{3, 1};
        const Tensor<float> last({2, 2}, {4, 5, 6, 7});
        QCOMPARE(masked(states(), lastMask(lengths, 3)), last);
        QCOMPARE(*gathered(states(), Integers{2, 0}), last);
    }

    void stepsThatDoNotExist()
    {
        QCOMPARE(gathered(states(), Integers{3, 0}).error().torch,
                 "index 3 is out of bounds for dimension 0 with size 3");
        QCOMPARE(gathered(states(), Integers{0, -1}).error().message,
                 "step -1 of sequence 1 does not exist; steps are 0 to 2");
        QVERIFY(!gathered(states(), Integers{0}));
    }
};

PACKSCOPE_TEST(TestMask)
#include "tst_mask.moc"
