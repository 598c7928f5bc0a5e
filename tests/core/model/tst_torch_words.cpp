// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/torch_words.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

namespace {

using Integers = std::vector<std::int64_t>;

} // namespace

/// What torch 1.13.1 was seen to say; what it says of the probes is in tst_errors.
class TestTorchWords : public QObject {
    Q_OBJECT

  private slots:
    void nothingIsSaidToTooFewLengthsThatTorchSorts()
    {
        QCOMPARE(torchOnCount(Integers{1, 2}, 3, true), "");
        QCOMPARE(torchOnCount(Integers{}, 3, true), "Cannot pack empty tensors.");
        QCOMPARE(torchOnCount(Integers{1, 2, 3}, 3, true), "");
        QCOMPARE(torchOnCount(Integers{1, 1, 5, 9}, 2, true),
                 "INDICES element is out of DATA bounds, id=3 axis_dim=2");
        QCOMPARE(torchOnCount(Integers(30, 5), 20, true),
                 "INDICES element is out of DATA bounds, id=29 axis_dim=20");
        QCOMPARE(torchOnCount(Integers{1, 2}, 3, false),
                 "Expected `len(lengths)` to be equal to batch_size, but got 2 (batch_size=3)");
    }

    void aHiddenStateIsPermutedBeforeItsShapeIsLookedAt()
    {
        const Shape expected{1, 3, 5};
        const Integers order{1, 0, 2};
        QCOMPARE(torchOnHidden(expected, {5}), "Expected hidden size (1, 3, 5), got [5]");
        QCOMPARE(torchOnHidden(expected, {5}, order),
                 "Dimension out of range (expected to be in range of [-1, 0], but got 1)");
        QCOMPARE(torchOnHidden(expected, {3, 5}, order),
                 "Expected hidden size (1, 3, 5), got [3, 3]");
        QCOMPARE(torchOnHidden(expected, {3, 2}, order),
                 "INDICES element is out of DATA bounds, id=2 axis_dim=2");
        QCOMPARE(torchOnHidden(expected, {1, 4, 5}, order), "");
    }

    void parametersThatDoNotFit()
    {
        QCOMPARE(torchOnWeight(3, 5, 15, true, {15, 4}),
                 "mat1 and mat2 shapes cannot be multiplied (3x5 and 4x15)");
        QCOMPARE(torchOnWeight(3, 5, 15, true, {14, 5}),
                 "The expanded size of the tensor (14) must match the existing size (15) at "
                 "non-singleton dimension 1.  Target sizes: [3, 14].  Tensor sizes: [15]");
        QCOMPARE(torchOnWeight(3, 5, 15, true, {15, 5, 1}),
                 "t() expects a tensor with <= 2 dimensions, but self is 3D");
        QCOMPARE(torchOnWeight(3, 5, 15, true, {15}), "mat2 must be a matrix, got 1-D tensor");
        QCOMPARE(torchOnBias(12, 15, {14, 5}),
                 "The expanded size of the tensor (15) must match the existing size (5) at "
                 "non-singleton dimension 1.  Target sizes: [12, 15].  Tensor sizes: [14, 5]");
        QCOMPARE(torchOnBias(12, 15, {1}), ""); // broadcast in silence
    }
};

PACKSCOPE_TEST(TestTorchWords)
#include "tst_torch_words.moc"
