// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/cost.h"
#include "core/analysis/plain_path.h"
#include "core/explain/explain.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"

#include <QtTest/QTest>

using namespace core;

namespace {

/// The largest difference between a lane's own outputs and those of the plain path, over all layers.
double largestDifference(const Trace &trace, Lane lane)
{
    double largest = 0;
    for (Index b = 0; b < trace.B(); ++b) {
        const auto plain = plainOutputs(trace, lane, SequenceIndex(b));
        if (!plain)
            return std::numeric_limits<double>::infinity();
        for (std::size_t layer = 0; layer < plain->size(); ++layer)
            for (Index t = 0; t < (*plain)[layer].extent(0); ++t)
                for (Index u = 0; u < (*plain)[layer].extent(1); ++u) {
                    const Index row = rowOf(trace, lane, SequenceIndex(b), StepIndex(t));
                    const double fast = trace.of(lane).layerOutputs[layer].at(row, u);
                    largest = std::max(largest, std::abs(fast - (*plain)[layer].at(t, u)));
                }
    }
    return largest;
}

} // namespace

class TestPlainPath : public QObject {
    Q_OBJECT

  private slots:
    void agreesButForTheLastBits_data()
    {
        QTest::addColumn<std::shared_ptr<const Trace>>("trace");
        for (const Example &example : examples())
            QTest::addRow("%s", std::string(example.name).c_str()) << tests::traceOf(example.name);
        QTest::newRow("random") << tests::randomTrace("seed=5,B=7,T=30,V=50,D=9,H=13,high=50");
    }
    void agreesButForTheLastBits()
    {
        QFETCH(std::shared_ptr<const Trace>, trace);
        for (const Lane lane : {Lane::packed, Lane::padded}) {
            const double difference = largestDifference(*trace, lane);
            QVERIFY2(difference <= 1e-5, qPrintable(QString::number(difference)));
        }
    }

    /// Another way of adding: in thirty steps of a random model some number comes out different.
    void isAnotherWay()
    {
        const auto trace = tests::randomTrace("seed=5,B=7,T=30,V=50,D=9,H=13,high=50");
        QVERIFY(largestDifference(*trace, Lane::packed) > 0);
    }

    void sparesLongComputations()
    {
        const auto trace = tests::traceOf("eight");
        const Index perCell = multiplyAddsPerCell(trace->shape());
        const SequenceIndex b(0);
        const Index steps = trace->lengthOf(b);
        QVERIFY(plainOutputs(*trace, Lane::packed, b, perCell * steps));
        QVERIFY(!plainOutputs(*trace, Lane::packed, b, perCell * steps - 1));
    }

    void hasNoWayWithMasks()
    {
        Document document = *tests::traceOf("two-layers")->document;
        document.options.training = true;
        document.options.dropout = 1;
        const auto trace = run(std::make_shared<const Document>(document));
        QVERIFY(trace);
        QVERIFY(!plainOutputs(**trace, Lane::packed, SequenceIndex(0)));
    }
};

PACKSCOPE_TEST(TestPlainPath)
#include "tst_plain_path.moc"
