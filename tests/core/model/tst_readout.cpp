// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/readout.h"

#include <QTest>

using namespace core;

class TestReadout : public QObject {
    Q_OBJECT

  private slots:
    void logitsAreAnAffineMap()
    {
        const Readout<double> readout{
            Tensor<double>({2, 3}, {1, 2, 3, 0, -1, 1}), Tensor<double>({2}, {10, 20}), {}};
        const Tensor<double> states({3, 3}, {1, 0, 0, 0, 1, 0, 1, 1, 1});
        QCOMPARE(readOut(readout, states), Tensor<double>({3, 2}, {11, 20, 12, 19, 16, 20}));
    }

    void withoutBias()
    {
        const Readout<float> readout{Tensor<float>({1, 2}, {2, 3}), {}, {}};
        QCOMPARE(readOut(readout, Tensor<float>({1, 2}, {5, 7})), Tensor<float>({1, 1}, {31}));
    }

    void namesSurviveACast()
    {
        const Readout<double> readout{
            Tensor<double>({1, 1}, 0.1), Tensor<double>({1}, 0.2), {"de", "ko"}};
        const auto single = readout.cast<float>();
        QCOMPARE(single.weight[0], 0.1F);
        QCOMPARE(single.bias[0], 0.2F);
        QCOMPARE(single.classes, readout.classes);
    }
};

QTEST_GUILESS_MAIN(TestReadout)
#include "tst_readout.moc"
