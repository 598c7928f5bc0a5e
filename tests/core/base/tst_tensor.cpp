// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/real_tensor.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <numeric>

using namespace core;

namespace {

/// 0, 1, 2, …
Tensor<double> counting(Shape shape)
{
    Tensor<double> tensor(std::move(shape));
    std::iota(tensor.data.begin(), tensor.data.end(), 0);
    return tensor;
}

} // namespace

class TestTensor : public QObject {
    Q_OBJECT

  private slots:
    void shapes()
    {
        QCOMPARE(elements({2, 3, 4}), Index{24});
        QCOMPARE(elements({}), Index{1});
        QCOMPARE(elements({5, 0}), Index{0});
        QCOMPARE(toString({2, 3, 10}), "[2, 3, 10]");
        QCOMPARE(toString({}), "[]");
    }

    void aTensorIsFilled()
    {
        const Tensor<float> tensor({2, 3}, 7);
        QCOMPARE(tensor.rank(), Index{2});
        QCOMPARE(tensor.extent(1), Index{3});
        QCOMPARE(tensor.data, std::vector<float>(6, 7));
        QCOMPARE(Tensor<float>().shape, Shape{0});
        QVERIFY(Tensor<float>().empty());
        QCOMPARE(Tensor<float>(Shape{}).size(), Index{1});
    }

    void elementsAreRowMajor()
    {
        const auto matrix = counting({2, 3});
        QCOMPARE(matrix.at(1, 0), 3.0);
        const auto cube = counting({2, 3, 4});
        QCOMPARE(cube.at(1, 2, 3), 23.0);
        QCOMPARE(cube.at(0, 1, 0), 4.0);
    }

    void featuresAreRowsAndPositionsColumns()
    {
        const auto tensor = counting({2, 3, 4}); // [T, B, D]
        const auto columns = tensor.columns(2);
        QCOMPARE(columns.rows(), Index{4});
        QCOMPARE(columns.cols(), Index{6});
        QCOMPARE(columns(1, 5), tensor.at(1, 2, 1));
        QCOMPARE(tensor.columns(1).rows(), Index{12});
        QCOMPARE(tensor.columns(0).cols(), Index{1});
        QCOMPARE(tensor.columns(3).rows(), Index{1});
    }

    void columnsOfAnEmptyTensorKeepTheirHeight()
    {
        // A batch of no sequences still has its H features.
        const Tensor<double> none({0, 5});
        QCOMPARE(none.columns(1).rows(), Index{5});
        QCOMPARE(none.columns(1).cols(), Index{0});
        const Tensor<double> flat({3, 0});
        QCOMPARE(flat.columns(1).rows(), Index{0});
        QCOMPARE(flat.columns(1).cols(), Index{3});
    }

    void columnsCanBeWritten()
    {
        Tensor<double> tensor({2, 2});
        tensor.columns(1).col(1).setConstant(9);
        QCOMPARE(tensor.data, (std::vector<double>{0, 0, 9, 9}));
    }

    void aCastKeepsTheShape()
    {
        const Tensor<double> tensor({1, 2}, {0.1, -2});
        QCOMPARE(tensor.cast<float>(), Tensor<float>({1, 2}, {0.1F, -2}));
        QCOMPARE(tensor.cast<std::int64_t>(), Tensor<std::int64_t>({1, 2}, {0, -2}));
    }

    void aRealTensorKnowsItsPrecision()
    {
        const RealTensor single = Tensor<float>({2, 1}, {0.1F, 2});
        const RealTensor wide = counting({2, 3, 4});
        QCOMPARE(single.dtype(), DType::float32);
        QCOMPARE(wide.dtype(), DType::float64);
        QCOMPARE(single[0], static_cast<double>(0.1F));
        QCOMPARE(single.at(1, 0), 2.0);
        QCOMPARE(wide.at(1, 2, 3), 23.0);
        QCOMPARE(wide.extent(2), Index{4});
        QCOMPARE(single.as<float>().size(), Index{2});
        QVERIFY(RealTensor().empty());
    }
};

PACKSCOPE_TEST(TestTensor)
#include "tst_tensor.moc"
