// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/readout_path.h"
#include "core/model/softmax.h"
#include "core/random/torch_generator.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"

#include <QtTest/QTest>

using namespace core;

namespace {

/// The trace of a random batch that is read out for a few classes.
std::shared_ptr<const Trace> readTrace(std::string_view spec, Index classes, DType dtype)
{
    Document document = randomDocument(*randomSpec(spec));
    document.dtype = dtype;
    const Index width = document.weights.shape.hiddenSize * document.weights.shape.directions;
    TorchGenerator generator(3);
    document.readout = Readout<double>{generator.normal<float>({classes, width}).cast<double>(),
                                       generator.normal<float>({classes}).cast<double>(),
                                       {}};
    return *run(std::make_shared<const Document>(std::move(document)));
}

/// Row `i` of one is row `j` of the other, to the last bit.
bool sameRow(const RealTensor &a, Index i, const RealTensor &b, Index j)
{
    for (Index c = 0; c < a.extent(1); ++c)
        if (a.at(i, c) != b.at(j, c))
            return false;
    return a.dtype() == b.dtype() && a.extent(1) == b.extent(1);
}

} // namespace

class TestReadoutPath : public QObject {
    Q_OBJECT

  private slots:
    /// Where a sequence ends the path has come to what the trace reads from the last states.
    void endsAtTheTracesOwnReadings_data()
    {
        QTest::addColumn<std::shared_ptr<const Trace>>("trace");
        QTest::newRow("words") << tests::traceOf("words");
        const auto row = [](const char *spec, Index classes, DType dtype) {
            QTest::addRow("%s, %d classes", spec, static_cast<int>(classes))
                << readTrace(spec, classes, dtype);
        };
        row("seed=1,B=7,T=9,V=20,D=3,H=5,high=20", 1, DType::float32);
        row("seed=2,B=40,T=12,V=20,D=3,H=37,high=20", 6, DType::float32);
        row("seed=3,B=9,T=12,V=20,D=3,H=64,high=20", 3, DType::float64);
    }
    void endsAtTheTracesOwnReadings()
    {
        QFETCH(std::shared_ptr<const Trace>, trace);
        const ReadoutPath packed = readoutPath(*trace, Lane::packed);
        const ReadoutPath padded = readoutPath(*trace, Lane::padded);
        QCOMPARE(packed.logits.extent(0), trace->N());
        QCOMPARE(padded.logits.extent(0), trace->B() * trace->paddedWidth());
        for (Index b = 0; b < trace->B(); ++b) {
            const SequenceIndex sequence(b);
            const Index end = trace->lengthOf(sequence) - 1, T = trace->paddedWidth();
            const Index slot = trace->slotOf(sequence).value();
            QVERIFY(sameRow(packed.logits, trace->packed.row(end, slot), trace->readoutPacked, b));
            QVERIFY(sameRow(padded.logits, trace->padded->row(end, b), trace->readoutNopack, b));
            QVERIFY(sameRow(padded.logits, trace->padded->row(T - 1, b), trace->readoutNaive, b));
        }
    }

    /// In a bidirectional model the two halves of a last state are from two ends; in a sequence of one token
    /// these are the same.
    void isAnotherThingInBothDirections()
    {
        Document document = *exampleDocument("bidirectional");
        std::get<TokenInput>(document.input).ids.push_back({1});
        std::get<TokenInput>(document.input).texts.clear();
        TorchGenerator generator(3);
        const Index width = 2 * document.weights.shape.hiddenSize;
        document.readout =
            Readout<double>{generator.normal<float>({2, width}).cast<double>(), {}, {}};
        const auto trace = *run(std::make_shared<const Document>(document));
        for (Index b = 0; b < trace->B(); ++b) {
            const SequenceIndex sequence(b);
            const ReadoutPath path = readoutPath(*trace, Lane::packed, sequence);
            const Index steps = trace->lengthOf(sequence);
            QCOMPARE(sameRow(path.logits, steps - 1, trace->readoutPacked, b), steps == 1);
        }
    }

    /// And its shares are the softmax of its logits.
    void ofOneSequenceItIsTheSame()
    {
        const auto trace = tests::traceOf("words");
        for (const Lane lane : {Lane::packed, Lane::padded}) {
            const ReadoutPath all = readoutPath(*trace, lane);
            QVERIFY(all.probabilities == softmax(all.logits));
            for (Index b = 0; b < trace->B(); ++b) {
                const SequenceIndex sequence(b);
                const ReadoutPath one = readoutPath(*trace, lane, sequence);
                const bool packed = lane == Lane::packed;
                const Index steps = packed ? trace->lengthOf(sequence) : trace->paddedWidth();
                const Index j = packed ? trace->slotOf(sequence).value() : b;
                QCOMPARE(one.logits.extent(0), steps);
                for (Index t = 0; t < steps; ++t) {
                    const Index row = trace->of(lane).row(t, j);
                    QVERIFY(sameRow(one.logits, t, all.logits, row));
                    QVERIFY(sameRow(one.probabilities, t, all.probabilities, row));
                }
            }
        }
    }
};

PACKSCOPE_TEST(TestReadoutPath)
#include "tst_readout_path.moc"
