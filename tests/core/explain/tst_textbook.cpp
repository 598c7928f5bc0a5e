// SPDX-License-Identifier: GPL-3.0-or-later
// The textbook's GRU against a plain computation from the weights, in double precision.
#include "core/explain/textbook.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"

#include <QtTest/QTest>

#include <cmath>

namespace {

using namespace core;

/// One step of one unit, written out: no expressions, no gates of the trace.
struct PlainStep {
    double n = 0, h = 0;
};

PlainStep plainStep(const GruParameters<double> &p, const std::vector<double> &x,
                    const std::vector<double> &state, Index unit)
{
    const auto H = static_cast<Index>(state.size()), D = static_cast<Index>(x.size());
    const auto at = [](const auto &list, Index i) { return list[static_cast<std::size_t>(i)]; };
    const auto sigmoid = [](double a) { return 1 / (1 + std::exp(-a)); };
    const auto input = [&](Index line) {
        double sum = p.biasIh[line];
        for (Index k = 0; k < D; ++k)
            sum += p.weightIh.at(line, k) * at(x, k);
        return sum;
    };
    const auto hidden = [&](Index line, const std::vector<double> &h) {
        double sum = p.biasHh[line];
        for (Index k = 0; k < H; ++k)
            sum += p.weightHh.at(line, k) * at(h, k);
        return sum;
    };
    std::vector<double> reset;
    for (Index k = 0; k < H; ++k)
        reset.push_back(sigmoid(input(k) + hidden(k, state)) * at(state, k));
    const double z = sigmoid(input(H + unit) + hidden(H + unit, state));
    const double n = std::tanh(input(2 * H + unit) + hidden(2 * H + unit, reset));
    return {n, (1 - z) * n + z * at(state, unit)};
}

std::vector<double> row(const RealTensor &tensor, Index index, Index first, Index count)
{
    std::vector<double> values;
    for (Index k = 0; k < count; ++k)
        values.push_back(tensor.at(index, first + k));
    return values;
}

} // namespace

class TestTextbook : public QObject {
    Q_OBJECT

  private slots:
    void isThePlainComputation_data()
    {
        QTest::addColumn<QString>("example");
        for (const char *name : {"article", "eight", "bidirectional", "two-layers"})
            QTest::newRow(name) << name;
    }
    void isThePlainComputation()
    {
        QFETCH(QString, example);
        const auto trace = tests::traceOf(example.toStdString());
        const Index H = trace->H();
        double farthest = 0;
        for (Index layer = 0; layer < trace->shape().numLayers; ++layer)
            for (Index direction = 0; direction < trace->directions(); ++direction)
                for (Index packedRow = 0; packedRow < trace->N(); ++packedRow) {
                    const RowPlace place = placeOfRow(*trace, Lane::packed, packedRow);
                    const StepGates gates =
                        gatesAt(*trace, Lane::packed, layer, direction, place.step);
                    const auto x = layer == 0 ? row(trace->packedData, packedRow, 0, trace->D())
                                              : row(trace->packed.layerOutputs[0], packedRow, 0,
                                                    H * trace->directions());
                    const auto state = row(gates.hPrevious, place.rowInStep, 0, H);
                    const auto &parameters = trace->document->weights.of(layer, direction);
                    for (Index unit = 0; unit < H; ++unit) {
                        const PlainStep plain = plainStep(parameters, x, state, unit);
                        const TextbookStep step = textbookStep(
                            *trace, {TensorName::candidate, Lane::packed, layer, direction},
                            packedRow, unit);
                        QVERIFY(std::abs(step.n - plain.n) < 1e-6);
                        QVERIFY(std::abs(step.h - plain.h) < 1e-6);
                        QCOMPARE(step.torchN, gates.n.at(place.rowInStep, unit));
                        QCOMPARE(step.torchH, gates.h.at(place.rowInStep, unit));
                        farthest = std::max(farthest, step.difference());
                    }
                }
        // The two are not the same GRU: if they were, the switch would have nothing to show.
        QVERIFY(farthest > 1e-3);
    }

    /// Where there is no state yet, the reset gate has only the bias to act on.
    void differsByTheBiasAtTheFirstStep()
    {
        const auto trace = tests::traceOf("article");
        const TextbookStep step =
            textbookStep(*trace, {TensorName::updateGate, Lane::packed, 0, 0}, 0, 0);
        const double r = valueOf(*trace, {{TensorName::resetGate, Lane::packed, 0, 0}, 0, 0});
        const double bias = valueOf(*trace, {{TensorName::biasHh}, 2 * trace->H()});
        QVERIFY(std::abs(std::atanh(step.n) - std::atanh(step.torchN) - (1 - r) * bias) < 1e-5);
    }
};

PACKSCOPE_TEST(TestTextbook)
#include "tst_textbook.moc"
