// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/gru_weights.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

using namespace core;

namespace {

std::vector<std::string> namesOf(const GruShape &shape)
{
    GruWeights<float> weights{shape, {}};
    std::vector<std::string> names;
    for (const auto &parameter : parameters(weights))
        names.push_back(parameter.name);
    return names;
}

} // namespace

class TestGruWeights : public QObject {
    Q_OBJECT

  private slots:
    void parametersStandInTorchsOrder()
    {
        QCOMPARE(
            namesOf({3, 2, 2, 2, true}),
            (std::vector<std::string>{
                "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "weight_ih_l0_reverse",
                "weight_hh_l0_reverse", "bias_ih_l0_reverse", "bias_hh_l0_reverse", "weight_ih_l1",
                "weight_hh_l1", "bias_ih_l1", "bias_hh_l1", "weight_ih_l1_reverse",
                "weight_hh_l1_reverse", "bias_ih_l1_reverse", "bias_hh_l1_reverse"}));
        QCOMPARE(namesOf({3, 2, 2, 1, false}),
                 (std::vector<std::string>{"weight_ih_l0", "weight_hh_l0", "weight_ih_l1",
                                           "weight_hh_l1"}));
    }

    void shapesFollowTheSizes()
    {
        GruWeights<float> weights{{3, 5, 2, 2, true}, {}};
        std::map<std::string, Shape> shapes;
        for (const auto &parameter : parameters(weights))
            shapes[parameter.name] = parameter.shape;
        QCOMPARE(shapes["weight_ih_l0"], (Shape{15, 3}));
        QCOMPARE(shapes["weight_hh_l0_reverse"], (Shape{15, 5}));
        QCOMPARE(shapes["bias_ih_l1"], (Shape{15}));
        // The second layer reads both directions of the first.
        QCOMPARE(shapes["weight_ih_l1"], (Shape{15, 10}));
        QCOMPARE(weights.runs.size(), 4u);
    }

    void initialWeightsAreUniform_data()
    {
        QTest::addColumn<Index>("H");
        for (const Index H : {1, 4, 25})
            QTest::addRow("H %d", static_cast<int>(H)) << H;
    }
    void initialWeightsAreUniform()
    {
        QFETCH(const Index, H);
        const double k = 1 / std::sqrt(static_cast<double>(H));
        TorchGenerator generator(1);
        auto weights = initialWeights<double>({10, H, 2, 2, true}, generator);
        double least = k, most = -k;
        for (const auto &parameter : parameters(weights)) {
            QCOMPARE(parameter.tensor->shape, parameter.shape);
            for (const double value : parameter.tensor->data) {
                least = std::min(least, value);
                most = std::max(most, value);
            }
        }
        QVERIFY(least >= -k && least < -0.8 * k);
        QVERIFY(most <= k && most > 0.8 * k);
        QVERIFY(check(weights, {}).ok());
    }

    void withoutBiasThereIsNone()
    {
        TorchGenerator generator(1);
        const auto weights = initialWeights<float>({2, 3, 1, 1, false}, generator);
        QVERIFY(weights.of(0, 0).biasIh.empty());
        QVERIFY(weights.of(0, 0).biasHh.empty());
        QVERIFY(check(weights, {}).ok());
    }

    void runsAreFoundByLayerAndDirection()
    {
        TorchGenerator generator(1);
        const auto weights = initialWeights<float>({2, 3, 2, 2, true}, generator);
        QCOMPARE(&weights.of(1, 0), &weights.runs[2]);
        QCOMPARE(runSuffix(0, 0), "l0");
        QCOMPARE(runSuffix(12, 1), "l12_reverse");
        QCOMPARE(weights.cast<double>().cast<float>(), weights);
    }

    void wrongSizes()
    {
        QCOMPARE(check(GruShape{2, 0, 1, 1, true}).error().torch,
                 "proj_size has to be smaller than hidden_size");
        QCOMPARE(check(GruShape{2, 5, 0, 1, true}).error().torch, "list index out of range");
        QVERIFY(!check(GruShape{-1, 5, 1, 1, true}));
        QVERIFY(check(GruShape{0, 5, 1, 1, true}).ok());
    }

    void aParameterOfAnotherShapeIsNamed()
    {
        TorchGenerator generator(1);
        auto weights = initialWeights<float>({2, 5, 1, 2, true}, generator);
        weights.runs[1].weightHh = Tensor<float>({15, 4});
        const auto refused = check(weights, {12, 3, 2});
        QCOMPARE(refused.error().message,
                 "weight_hh_l0_reverse has shape [15, 4]; it must be [15, 5]");
        QCOMPARE(refused.error().torch, "mat1 and mat2 shapes cannot be multiplied (2x5 and 4x15)");
        weights.runs.pop_back();
        QVERIFY(!check(weights, {}));
    }
};

PACKSCOPE_TEST(TestGruWeights)
#include "tst_gru_weights.moc"
