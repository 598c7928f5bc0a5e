// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/gru.h"
#include "core/pipeline/mask.h"
#include "core/pipeline/run.h"
#include "core/pipeline/unpack.h"
#include "tests/support/comparison.h"
#include "tests/support/golden.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace {

using namespace core;
using golden::Integers;
using golden::NotebookCase;
using support::Comparison;

constexpr double limit = 5e-6;

/// The given rows of the first axis: tensor[order].
template <class Scalar> Tensor<Scalar> rows(const Tensor<Scalar> &tensor, const Integers &order)
{
    Tensor<Scalar> result(tensor.shape);
    for (std::size_t i = 0; i < order.size(); ++i)
        result.columns(1).col(static_cast<Index>(i)) = tensor.columns(1).col(order[i]);
    return result;
}

/// [B, T, *] as the time-major rows [T*B, *] of a lane.
Tensor<double> timeMajor(const Tensor<double> &batchFirst)
{
    auto result = transposed(batchFirst);
    result.shape = {result.extent(0) * result.extent(1), result.extent(2)};
    return result;
}

/// The padded embeddings of the case, [B, T, D].
Tensor<float> cellsOf(const NotebookCase &c)
{
    Tensor<float> cells({c.B, c.T, c.D});
    for (Index i = 0; i < c.seq.size(); ++i)
        std::ranges::copy(c.embeddingRows.at(c.seq[i]).data, cells.data.begin() + i * c.D);
    return cells;
}

} // namespace

/// The notebook's own way, sorted and restored by hand, against what it printed under torch 1.13.1.
class TestNotebook : public QObject {
    Q_OBJECT

  private slots:
    void allCasesAreThere() { QCOMPARE(m_cases.size(), 10u); }

    void trace_data() { addRows(); }
    void trace()
    {
        QFETCH(const std::size_t, i);
        const NotebookCase &c = m_cases[i];
        const auto result = run(std::make_shared<const Document>(c.document));
        QVERIFY2(result, result ? "" : result.error().message.c_str());
        const Trace &t = **result;
        Comparison comparison(m_worst);
        comparison.exact("seq", *t.paddedIds, c.seq);
        comparison.exact("seqlen", t.lengths, c.seqlen);
        comparison.exact("sorted lengths", t.sortedLengths, c.sortedLengths);
        comparison.exact("srtidx", t.srtidx, c.srtidx);
        comparison.exact("invidx", t.invidx, c.invidx);
        comparison.exact("sorted_indices", t.sortedIndices, {});
        comparison.exact("unsorted_indices", t.unsortedIndices, {});
        comparison.exact("packed labels", t.packedIds->data, c.packedLabels);
        comparison.exact("batch_sizes", t.packed.batchSizes, c.batchSizes);
        comparison.exact("packed data", t.packedData, c.packedData);
        comparison.close("packed output", t.packed.output(), c.packedOut, limit);
        comparison.close("unpacked hs", t.unpackedOutput, c.unpackedHs, limit);
        comparison.close("restored hs", t.paddedOutput, c.restoredHs, limit);
        comparison.close("restored h", t.hN, transposed(c.restoredH), limit);
        comparison.close("padded hs", t.padded->output(), timeMajor(c.paddedHs), limit);
        comparison.close("padded h", t.padded->finalHidden, c.paddedH, limit);
        comparison.exact("last_mask", t.nopackLastMask, c.lastMask);
        comparison.close("last states", t.nopackLastStates, c.lastStates, limit);
        comparison.close("last states, packed", t.lastStates, c.lastStates, limit);
        QVERIFY2(comparison.passed(), comparison.failures());
    }

    void functions_data() { addRows(); }
    void functions()
    {
        QFETCH(const std::size_t, i);
        const NotebookCase &c = m_cases[i];
        const auto weights = c.document.weights.cast<float>();
        const Tensor<float> cells = cellsOf(c);
        Comparison comparison(m_worst);

        // hs, h = G(E(seq).transpose(0, 1))
        const auto padded = gru<float>(weights, transposed(cells), Layout::timeFirst, nullptr);
        const auto hs = transposed(padded->output);
        comparison.close("padded hs", hs, c.paddedHs, limit);
        comparison.close("padded h", padded->hN, c.paddedH, limit);
        const auto mask = lastMask(c.seqlen, c.T);
        comparison.exact("last_mask", mask, c.lastMask);
        comparison.close("last states", masked(hs, mask), c.lastStates, limit);

        // seqlen, srtidx = seqlen.sort(descending=True); seq = seq[srtidx]
        const auto sorted = sortDescending(c.seqlen, TieOrder::torch);
        comparison.exact("sorted lengths", sorted.lengths, c.sortedLengths);
        comparison.exact("srtidx", sorted.indices, c.srtidx);
        const auto sortedSeq = rows(c.seq, sorted.indices);
        comparison.exact("sorted seq", sortedSeq, c.sortedSeq);

        // pack_padded_sequence(…, batch_first=True), labels and embeddings alike
        const PackOptions pack{Layout::batchFirst, true, TieOrder::torch};
        const auto labels = packPaddedSequence(sortedSeq, sorted.lengths, pack);
        const auto packed = packPaddedSequence(rows(cells, sorted.indices), sorted.lengths, pack);
        comparison.exact("packed labels", labels->data.data, c.packedLabels);
        comparison.exact("batch_sizes", labels->batchSizes, c.batchSizes);
        comparison.exact("packed data", packed->data, c.packedData);
        const auto out = gru<float>(weights, *packed, nullptr);
        comparison.close("packed output", out->output.data, c.packedOut, limit);

        // pad_packed_sequence, then back to the order typed by the sorted srtidx
        const auto unpacked = padPackedSequence(out->output, {Layout::batchFirst, 0, {}});
        comparison.close("unpacked hs", unpacked->padded, c.unpackedHs, limit);
        comparison.exact("unpacked lengths", unpacked->lengths, c.unpackedLengths);
        const auto invidx = invertPermutation(sorted.indices);
        comparison.exact("invidx", *invidx, c.invidx);
        comparison.close("restored hs", rows(unpacked->padded, *invidx), c.restoredHs, limit);
        comparison.close("restored h", rows(transposed(out->hN), *invidx), c.restoredH, limit);
        const Tensor<std::int64_t> lengths({c.B}, unpacked->lengths);
        comparison.exact("restored lengths", rows(lengths, *invidx).data, c.restoredLengths);
        QVERIFY2(comparison.passed(), comparison.failures());
    }

    void cleanupTestCase() { support::print(m_worst); }

  private:
    void addRows() const
    {
        QTest::addColumn<std::size_t>("i");
        for (std::size_t i = 0; i < m_cases.size(); ++i)
            QTest::newRow(m_cases[i].name.c_str()) << i;
    }

    const std::vector<NotebookCase> m_cases = golden::notebookCases();
    support::Worst m_worst;
};

PACKSCOPE_TEST(TestNotebook)
#include "tst_notebook.moc"
