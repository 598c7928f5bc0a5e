// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/readout.h"
#include "core/random/torch_generator.h"
#include "tests/support/test_program.h"

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

    /// Of one row or many, of one class or many: also where sizes are no multiple of a vector's.
    void aLogitHasTheSameBitsInAnyCompany()
    {
        TorchGenerator generator(1);
        for (const Index width : {1, 3, 8, 31, 64, 129})
            for (const Index rows : {1, 2, 7, 40}) {
                const Index C = 5;
                const Readout<float> all{
                    generator.normal<float>({C, width}), generator.normal<float>({C}), {}};
                const auto states = generator.normal<float>({rows, width});
                const Tensor<float> logits = readOut(all, states);
                for (Index row = 0; row < rows; ++row)
                    for (Index c = 0; c < C; ++c) {
                        Readout<float> one{Tensor<float>({1, width}), Tensor<float>({1}), {}};
                        one.weight.columns(1) = all.weight.columns(1).col(c);
                        one.bias[0] = all.bias[c];
                        Tensor<float> state({1, width});
                        state.columns(1) = states.columns(1).col(row);
                        QCOMPARE(readOut(one, state).data.front(), logits.at(row, c));
                    }
            }
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

PACKSCOPE_TEST(TestReadout)
#include "tst_readout.moc"
