// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/embedding.h"
#include "core/pipeline/gru.h"
#include "core/pipeline/mask.h"
#include "core/pipeline/pad.h"
#include "core/pipeline/run.h"
#include "core/pipeline/unpack.h"
#include "tests/support/comparison.h"
#include "tests/support/golden.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>

namespace {

using namespace core;
using golden::GruCase;
using support::Comparison;
using Cases = std::vector<GruCase>;

/// How far a state may be from torch's: |h| is at most 1, or at most |h0| where that is more.
double limitOf(const GruCase &c)
{
    double scale = 1;
    if (c.document.h0)
        for (const double h : c.document.h0->data)
            scale = std::max(scale, std::abs(h));
    const double limit = c.document.dtype == DType::float64 ? 1e-12 : c.saturated ? 2e-5 : 5e-6;
    return limit * scale;
}

Layout layoutOf(const GruCase &c)
{
    return c.document.options.batchFirst ? Layout::batchFirst : Layout::timeFirst;
}

/// The padded batch as it enters the pipeline, laid out as batch_first says.
template <class Scalar> Tensor<Scalar> cellsOf(const GruCase &c)
{
    Tensor<Scalar> cells;
    if (const auto *dense = std::get_if<DenseInput>(&c.document.input)) {
        cells = dense->padded.cast<Scalar>();
    } else {
        const auto &ids = std::get<TokenInput>(c.document.input).ids;
        const Index B = c.document.batchSize(), T = c.document.paddedWidth();
        Tensor<std::int64_t> padded({B, T}, *c.document.options.paddingIdx);
        for (Index b = 0; b < B; ++b)
            std::ranges::copy(ids[static_cast<std::size_t>(b)], padded.data.begin() + b * T);
        cells = *embed(c.document.embedding.cast<Scalar>(), padded);
    }
    return layoutOf(c) == Layout::batchFirst ? cells : transposed(cells);
}

template <class Scalar> Dropout<Scalar> dropoutOf(const Document &document)
{
    Dropout<Scalar> dropout{document.options.dropout, document.options.training, {}};
    for (const auto &mask : document.dropoutMasks)
        dropout.masks.push_back(mask.cast<Scalar>());
    return dropout;
}

/// What pad_packed_sequence filled in is the padding value, to the bit.
/// Shapes: padded [B, W, *].
void comparePadding(Comparison &comparison, const RealTensor &padded, const GruCase &c)
{
    const Index W = padded.extent(1), width = padded.extent(2);
    for (Index b = 0; b < padded.extent(0); ++b) {
        const Index length = c.paddedLengths[static_cast<std::size_t>(b)];
        const Index cells = (W - length) * width;
        std::vector<double> filled(static_cast<std::size_t>(cells));
        for (Index i = 0; i < cells; ++i)
            filled[static_cast<std::size_t>(i)] = padded[(b * W + length) * width + i];
        comparison.exact("padding", Tensor<double>({cells}, filled),
                         Tensor<double>({cells}, c.document.options.paddingValue));
    }
}

template <class Scalar>
void comparePadded(Comparison &comparison, const GruCase &c, const GruWeights<Scalar> &weights,
                   const Tensor<Scalar> &cells, const Tensor<Scalar> *h0)
{
    if (!c.nopack)
        return;
    const auto padded = gru<Scalar>(weights, cells, layoutOf(c), h0, dropoutOf<Scalar>(c.document));
    comparison.close("nopack output", padded->output, c.nopack->output, limitOf(c));
    comparison.close("nopack h_n", padded->hN, c.nopack->hN, limitOf(c));
    const auto states =
        layoutOf(c) == Layout::batchFirst ? padded->output : transposed(padded->output);
    const auto mask = lastMask(c.paddedLengths, states.extent(1));
    comparison.close("nopack last states", masked(states, mask), c.nopack->lastStates, limitOf(c));
}

template <class Scalar> void compareFunctions(Comparison &comparison, const GruCase &c)
{
    const auto &options = c.document.options;
    const auto lengths = c.document.lengths();
    const auto cells = cellsOf<Scalar>(c);
    const auto weights = c.document.weights.cast<Scalar>();
    std::optional<Tensor<Scalar>> h0;
    if (c.document.h0)
        h0 = c.document.h0->cast<Scalar>();

    PackOptions pack{layoutOf(c), options.enforceSorted, TieOrder::torch};
    const auto packed = packPaddedSequence(cells, lengths, pack);
    comparison.exact("packed data", packed->data, c.packedData);
    comparison.exact("batch_sizes", packed->batchSizes, c.batchSizes);
    comparison.exact("sorted_indices", packed->sortedIndices, c.sortedIndices);
    comparison.exact("unsorted_indices", packed->unsortedIndices, c.unsortedIndices);

    const auto *start = h0 ? &*h0 : nullptr;
    const auto out = gru<Scalar>(weights, *packed, start, dropoutOf<Scalar>(c.document));
    comparison.close("packed output", out->output.data, c.packedOutput, limitOf(c));
    comparison.close("h_n", out->hN, c.hN, limitOf(c));
    comparison.exact("batch_sizes out", out->output.batchSizes, c.batchSizes);
    comparison.exact("sorted_indices out", out->output.sortedIndices, c.sortedIndices);

    const auto back =
        padPackedSequence(out->output, {layoutOf(c), options.paddingValue, options.totalLength});
    comparison.close("padded output", back->padded, c.paddedOutput, limitOf(c));
    comparison.exact("padded lengths", back->lengths, c.paddedLengths);
    const auto states = layoutOf(c) == Layout::batchFirst ? back->padded : transposed(back->padded);
    comparePadding(comparison, states, c);
    const auto mask = lastMask(back->lengths, states.extent(1));
    comparison.exact("last_mask", mask, c.lastMask);
    comparison.close("last states", masked(states, mask), c.lastStates, limitOf(c));
    comparePadded(comparison, c, weights, cells, start);

    // Another order of ties is another packed order and nothing else; the masks are in packed order.
    pack.tieOrder = TieOrder::stable;
    const auto stable = packPaddedSequence(cells, lengths, pack);
    comparison.exact("sorted_indices stable", stable->sortedIndices, c.sortedIndicesStable);
    if (!c.document.dropoutMasks.empty() && !c.sortIsStable)
        return;
    const auto same = gru<Scalar>(weights, *stable, start, dropoutOf<Scalar>(c.document));
    comparison.close("h_n stable", same->hN, c.hN, limitOf(c));
}

/// The gates of every step of every run, packed rows again.
void compareGates(Comparison &comparison, const Trace &trace, const GruCase &c)
{
    for (const auto &expected : c.gates) {
        const Shape shape{trace.N(), trace.H()};
        Tensor<double> r(shape), z(shape), n(shape), hn(shape), h(shape);
        for (Index t = 0; t < trace.packed.steps(); ++t) {
            const auto gates =
                gatesAt(trace, Lane::packed, expected.layer, expected.direction, StepIndex(t));
            const Index first = trace.packed.row(t, 0) * trace.H();
            for (Index i = 0; i < gates.r.size(); ++i) {
                r[first + i] = gates.r[i];
                z[first + i] = gates.z[i];
                n[first + i] = gates.n[i];
                hn[first + i] = gates.hn[i];
                h[first + i] = gates.h[i];
            }
        }
        const std::string run = runSuffix(expected.layer, expected.direction);
        const auto compare = [&](const char *gate, const Tensor<double> &got,
                                 const Tensor<double> &want) {
            const bool isFloat = c.document.dtype == DType::float32;
            comparison.close(std::string("gate ") + gate,
                             isFloat ? RealTensor(got.cast<float>()) : RealTensor(got), want,
                             limitOf(c));
        };
        compare("r", r, expected.r);
        compare("z", z, expected.z);
        compare("n", n, expected.n);
        compare("hn", hn, expected.hn);
        compare("h per layer", h, expected.h);
    }
}

void compareTrace(Comparison &comparison, const Trace &trace, const GruCase &c)
{
    const double limit = limitOf(c);
    // The trace holds padded batches batch-first, whatever the document asks to be written.
    const auto batchFirst = [&](const Tensor<double> &padded) {
        return layoutOf(c) == Layout::batchFirst ? padded : transposed(padded);
    };
    comparison.exact("packed data", trace.packedData, c.packedData);
    comparison.exact("batch_sizes", trace.packed.batchSizes, c.batchSizes);
    comparison.exact("sorted_indices", trace.sortedIndices, c.sortedIndices);
    comparison.exact("unsorted_indices", trace.unsortedIndices, c.unsortedIndices);
    comparison.close("packed output", trace.packed.output(), c.packedOutput, limit);
    comparison.close("h_n", trace.hN, c.hN, limit);
    comparison.close("padded output", trace.paddedOutput, batchFirst(c.paddedOutput), limit);
    comparePadding(comparison, trace.paddedOutput, c);
    comparison.exact("lengths", trace.lengths, c.paddedLengths);
    comparison.exact("last_mask", trace.lastMask, c.lastMask);
    comparison.close("last states", trace.lastStates, c.lastStates, limit);
    comparison.close("last hidden", trace.lastHidden, c.lastHidden, limit);
    compareGates(comparison, trace, c);
    if (!c.nopack)
        return;
    auto rows = layoutOf(c) == Layout::timeFirst ? c.nopack->output : transposed(c.nopack->output);
    rows.shape = {rows.extent(0) * rows.extent(1), rows.extent(2)};
    comparison.close("nopack output", trace.padded->output(), rows, limit);
    comparison.close("nopack h_n", trace.padded->finalHidden, c.nopack->hN, limit);
    comparison.close("nopack last states", trace.nopackLastStates, c.nopack->lastStates, limit);
}

template <class Scalar>
void compareUtility(Comparison &comparison, const golden::UtilityCase &c, auto &&toReal)
{
    std::vector<Tensor<Scalar>> sequences;
    for (const auto &sequence : c.sequences)
        sequences.push_back(sequence.cast<Scalar>());
    const auto value = static_cast<Scalar>(c.paddingValue);
    const auto pad = [&](Layout layout) { return *padSequence<Scalar>(sequences, layout, value); };
    comparison.exact("time first", toReal(pad(Layout::timeFirst)), c.timeFirst);
    comparison.exact("batch first", toReal(pad(Layout::batchFirst)), c.batchFirst);

    for (const Layout layout : {Layout::timeFirst, Layout::batchFirst}) {
        const auto packed =
            packSequence<Scalar>(sequences, {layout, c.enforceSorted, TieOrder::torch});
        comparison.exact("packed data", toReal(packed->data), c.packedData);
        comparison.exact("batch_sizes", packed->batchSizes, c.batchSizes);
        comparison.exact("sorted_indices", packed->sortedIndices, c.sortedIndices);
        comparison.exact("unsorted_indices", packed->unsortedIndices, c.unsortedIndices);
        const auto back = padPackedSequence(*packed, {layout, c.paddingValue, c.totalLength});
        comparison.exact("unpacked", toReal(back->padded),
                         layout == Layout::timeFirst ? c.unpackedTimeFirst : c.unpackedBatchFirst);
        comparison.exact("lengths", back->lengths, c.lengths);
        const auto apart = unpackSequence(*packed);
        QCOMPARE(apart->size(), sequences.size());
        for (std::size_t b = 0; b < sequences.size(); ++b)
            comparison.exact("sequence", toReal((*apart)[b]), c.sequences[b]);
    }
}

template <class Case> void addRows(const std::vector<Case> &cases)
{
    QTest::addColumn<std::size_t>("i");
    for (std::size_t i = 0; i < cases.size(); ++i)
        QTest::newRow(cases[i].name.c_str()) << i;
}

} // namespace

/// The engine against what torch 1.13.1 computed, case by case.
class TestGolden : public QObject {
    Q_OBJECT

  private slots:
    void allCasesAreThere()
    {
        QCOMPARE(m_gru.size(), 60u);
        QCOMPARE(m_utility.size(), 24u);
        QCOMPARE(m_sort.size(), 28u);
        QCOMPARE(m_init.size(), 6u);
    }

    void functions_data() { addRows(m_gru); }
    void functions()
    {
        QFETCH(const std::size_t, i);
        Comparison comparison(m_worst);
        if (m_gru[i].document.dtype == DType::float32)
            compareFunctions<float>(comparison, m_gru[i]);
        else
            compareFunctions<double>(comparison, m_gru[i]);
        QVERIFY2(comparison.passed(), comparison.failures());
    }

    void trace_data() { addRows(m_gru); }
    void trace()
    {
        QFETCH(const std::size_t, i);
        const auto trace = run(std::make_shared<const Document>(m_gru[i].document));
        QVERIFY2(trace, trace ? "" : trace.error().message.c_str());
        Comparison comparison(m_worst);
        compareTrace(comparison, **trace, m_gru[i]);
        QVERIFY2(comparison.passed(), comparison.failures());
    }

    void utility_data() { addRows(m_utility); }
    void utility()
    {
        QFETCH(const std::size_t, i);
        const auto &c = m_utility[i];
        Comparison comparison(m_worst);
        const auto toReal = [](const auto &tensor) { return RealTensor(tensor); };
        if (c.dtype == "float32")
            compareUtility<float>(comparison, c, toReal);
        else if (c.dtype == "float64")
            compareUtility<double>(comparison, c, toReal);
        else
            compareUtility<std::int64_t>(comparison, c, [](const auto &tensor) {
                return RealTensor(tensor.template cast<double>());
            });
        QVERIFY2(comparison.passed(), comparison.failures());
    }

    void sort_data() { addRows(m_sort); }
    void sort()
    {
        QFETCH(const std::size_t, i);
        const auto &c = m_sort[i];
        const auto sorted = sortDescending(c.lengths, TieOrder::torch);
        QCOMPARE(sorted.indices, c.sortedIndices);
        QCOMPARE(*invertPermutation(sorted.indices), c.unsortedIndices);
        const auto stable = sortDescending(c.lengths, TieOrder::stable);
        QCOMPARE(stable.lengths, sorted.lengths);
        QCOMPARE(stable.indices == sorted.indices, c.stable);
    }

    void initialWeights_data() { addRows(m_init); }
    void initialWeights()
    {
        QFETCH(const std::size_t, i);
        const auto &c = m_init[i];
        TorchGenerator generator(c.seed);
        const auto &shape = c.weights.shape;
        if (c.dtype == DType::float32)
            QCOMPARE(core::initialWeights<float>(shape, generator), c.weights.cast<float>());
        else
            QCOMPARE(core::initialWeights<double>(shape, generator), c.weights);
    }

    void cleanupTestCase() { support::print(m_worst); }

  private:
    const Cases m_gru = golden::gruCases();
    const std::vector<golden::UtilityCase> m_utility = golden::utilityCases();
    const std::vector<golden::SortCase> m_sort = golden::sortCases();
    const std::vector<golden::InitCase> m_init = golden::initCases();
    support::Worst m_worst;
};

PACKSCOPE_TEST(TestGolden)
#include "tst_golden.moc"
