// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/series.h"
#include "core/explain/cell.h"
#include "core/explain/explain.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"

#include <QtTest/QTest>

#include <cmath>
#include <functional>

using namespace core;

namespace {

/// Calls for each run and sequence of a trace.
void forEachSeries(const Trace &trace,
                   const std::function<void(const RunRef &run, SequenceIndex sequence)> &call)
{
    for (const Lane lane : {Lane::packed, Lane::padded})
        for (Index layer = 0; layer < trace.shape().numLayers; ++layer)
            for (Index direction = 0; direction < trace.directions(); ++direction)
                for (Index b = 0; b < trace.B(); ++b)
                    if (lane == Lane::packed || trace.padded)
                        call({lane, layer, direction}, SequenceIndex(b));
}

} // namespace

class TestSeries : public QObject {
    Q_OBJECT

  private slots:
    void eachNumberIsTheTracesOwn_data()
    {
        QTest::addColumn<QString>("example");
        for (const Example &example : examples()) {
            const auto name = QString::fromUtf8(example.name.data(), std::ssize(example.name));
            QTest::newRow(qPrintable(name)) << name;
        }
    }
    /// Asked cell by cell, by the names that the inspector asks with.
    void eachNumberIsTheTracesOwn()
    {
        QFETCH(QString, example);
        const auto trace = tests::traceOf(example.toStdString());
        const Index H = trace->H();
        forEachSeries(*trace, [&](const RunRef &run, SequenceIndex sequence) {
            const auto hidden = hiddenOverTime(*trace, run, sequence);
            const auto gates = gatesOverTime(*trace, run, sequence, H - 1);
            QCOMPARE(hidden.shape, (Shape{stepsOf(*trace, run.lane, sequence), H}));
            QCOMPARE(std::ssize(gates.r), hidden.extent(0));
            for (Index t = 0; t < hidden.extent(0); ++t) {
                const Index row = rowOf(*trace, run.lane, sequence, StepIndex(t));
                const auto at = [&](TensorName name, Index column) {
                    return valueOf(*trace,
                                   {{name, run.lane, run.layer, run.direction}, row, column});
                };
                for (Index unit = 0; unit < H; ++unit)
                    QCOMPARE(hidden.at(t, unit),
                             valueOf(*trace, {{TensorName::layerOutput, run.lane, run.layer},
                                              row,
                                              run.direction * H + unit}));
                const auto step = static_cast<std::size_t>(t);
                QCOMPARE(gates.r[step], at(TensorName::resetGate, H - 1));
                QCOMPARE(gates.z[step], at(TensorName::updateGate, H - 1));
                QCOMPARE(gates.n[step], at(TensorName::candidate, H - 1));
            }
        });
    }

    /// Nothing parts the lanes before the first pad; after it the packed state waits.
    void theLanesPartOnThePads()
    {
        const auto trace = tests::traceOf("words");
        for (Index b = 0; b < trace->B(); ++b) {
            const SequenceIndex sequence(b);
            const auto distances = laneDistance(*trace, 0, 0, sequence);
            QCOMPARE(std::ssize(distances), trace->paddedWidth());
            for (Index t = 0; t < trace->paddedWidth(); ++t) {
                double squares = 0;
                for (Index unit = 0; unit < trace->H(); ++unit)
                    squares +=
                        std::pow(trace->padded->output().at(trace->padded->row(t, b), unit) -
                                     trace->paddedOutput.at(
                                         b, std::min(t, trace->lengthOf(sequence) - 1), unit),
                                 2);
                const double distance = distances[static_cast<std::size_t>(t)];
                QCOMPARE(distance, std::sqrt(squares));
                QVERIFY(t < trace->lengthOf(sequence) ? distance < 1e-5 : distance > 1e-2);
            }
        }
    }

    /// A reverse run comes to a sequence's end first and to its first token last.
    void aReverseRunIsParkedAtTheFirstToken()
    {
        const auto trace = tests::traceOf("bidirectional");
        for (Index b = 0; b < trace->B(); ++b) {
            const SequenceIndex sequence(b);
            const auto distances = laneDistance(*trace, 0, 1, sequence);
            const auto packed = hiddenOverTime(*trace, {Lane::packed, 0, 1}, sequence);
            const auto padded = hiddenOverTime(*trace, {Lane::padded, 0, 1}, sequence);
            for (Index t = trace->lengthOf(sequence); t < trace->paddedWidth(); ++t) {
                double squares = 0;
                for (Index unit = 0; unit < trace->H(); ++unit)
                    squares += std::pow(padded.at(t, unit) - packed.at(0, unit), 2);
                QCOMPARE(distances[static_cast<std::size_t>(t)], std::sqrt(squares));
            }
        }
    }
};

PACKSCOPE_TEST(TestSeries)
#include "tst_series.moc"
