// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/tensor_text.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"

#include <QtTest/QTest>

#include <charconv>

using namespace core;

namespace {

/// All numbers of a text, whatever stands between them.
std::vector<double> numbersIn(std::string_view text)
{
    std::vector<double> numbers;
    for (std::size_t at = 0; at < text.size();) {
        double value = 0;
        const auto [end, code] =
            std::from_chars(text.data() + at, text.data() + text.size(), value);
        if (code == std::errc())
            numbers.push_back(value);
        at = code == std::errc() ? static_cast<std::size_t>(end - text.data()) : at + 1;
    }
    return numbers;
}

} // namespace

class TestTensorText : public QObject {
    Q_OBJECT

  private slots:
    void wholeNumbers()
    {
        const auto trace = tests::traceOf("article");
        QCOMPARE(asTsv(*trace, {TensorName::paddedIds}), std::string("38\t20\t4\n81\t0\t0\n"));
        QCOMPARE(asTorchTensor(*trace, {TensorName::paddedIds}),
                 std::string("torch.tensor([[38, 20, 4], [81, 0, 0]])"));
        QCOMPARE(asTsv(*trace, {TensorName::batchSizes}), std::string("2\n1\n1\n"));
        QCOMPARE(asTorchTensor(*trace, {TensorName::lengths}), std::string("torch.tensor([3, 1])"));
    }

    void matricesForLatex()
    {
        const auto trace = tests::traceOf("article");
        QCOMPARE(
            asLatexMatrix(*trace, {TensorName::paddedIds}),
            std::string("\\begin{bmatrix}\n38 & 20 & 4 \\\\\n81 & 0 & 0 \\\\\n\\end{bmatrix}\n"));
        QCOMPARE(asLatexMatrix(*trace, {TensorName::batchSizes}),
                 std::string("\\begin{bmatrix}\n2 & 1 & 1 \\\\\n\\end{bmatrix}\n"));
        const std::string states = asLatexMatrix(*trace, {TensorName::hN});
        QVERIFY2(states.starts_with("% h_n[0]\n\\begin{bmatrix}\n"), states.c_str());
        // amsmath takes ten columns by itself.
        const std::string ten = asLatexMatrix(*trace, {TensorName::packedData});
        QVERIFY2(ten.starts_with("\\begin{bmatrix}\n"), ten.c_str());
        const std::string wide = asLatexMatrix(*tests::traceOf("words"), {TensorName::layerOutput});
        QVERIFY2(wide.starts_with("\\setcounter{MaxMatrixCols}{32}\n"), wide.c_str());
    }

    /// A matrix has as many numbers as its tensor, each with four decimals.
    void everyMatrixIsWhole()
    {
        const auto trace = tests::traceOf("bidirectional");
        for (const TensorRef &tensor : tensorsOf(*trace)) {
            const std::string text = asLatexMatrix(*trace, tensor);
            const Shape shape = shapeOf(*trace, tensor);
            Index signs = 0; // between the columns, and at the ends of rows
            for (std::size_t at = 0; at < text.size(); ++at)
                signs += text[at] == '&' || text.compare(at, 3, "\\\\\n") == 0;
            QCOMPARE(signs, elements(shape));
            QVERIFY(text.find("\u2212") == text.npos);
        }
    }

    void theRowOfACell()
    {
        const auto trace = tests::traceOf("article");
        const Cell id{{TensorName::paddedIds}, 1, 2};
        QCOMPARE(rowAsTsv(*trace, id), std::string("81\t0\t0\n"));
        QCOMPARE(rowAsTorchTensor(*trace, id), std::string("torch.tensor([81, 0, 0])"));
        QCOMPARE(rowAsLatexMatrix(*trace, id),
                 std::string("\\begin{bmatrix}\n81 & 0 & 0 \\\\\n\\end{bmatrix}\n"));
        QCOMPARE(rowAsTsv(*trace, {{TensorName::batchSizes}, 1}), std::string("2\t1\t1\n"));
        // The rows of a tensor are its lines.
        const Shape shape = shapeOf(*trace, {TensorName::paddedOutput});
        std::string lines;
        for (Index i = 0; i < shape[0]; ++i) {
            lines += i > 0 ? "\n" : "";
            for (Index j = 0; j < shape[1]; ++j)
                lines += rowAsTsv(*trace, {{TensorName::paddedOutput}, i, j, 3});
        }
        QCOMPARE(lines, asTsv(*trace, {TensorName::paddedOutput}));
    }

    /// Every tensor of every example, bit for bit.
    void everyNumberReadsBack()
    {
        for (const Example &example : examples()) {
            const auto trace = tests::traceOf(example.name);
            for (const TensorRef &tensor : tensorsOf(*trace)) {
                if (tensor.name == TensorName::embeddingWeight)
                    continue; // a thousand rows, and no other way of writing
                const Shape shape = shapeOf(*trace, tensor);
                const auto tsv = numbersIn(asTsv(*trace, tensor));
                std::string typed = asTorchTensor(*trace, tensor);
                typed.resize(
                    std::min(typed.size(), typed.find(", dtype="))); // it has a number, too
                const auto torch = numbersIn(typed);
                const bool inDouble = tensor.name == TensorName::stepProbabilities;
                QCOMPARE(std::ssize(tsv), elements(shape));
                QCOMPARE(tsv, torch);
                const Index rank = std::ssize(shape);
                Index n = 0;
                for (Index i = 0; i < shape[0]; ++i)
                    for (Index j = 0; j < (rank > 1 ? shape[1] : 1); ++j)
                        for (Index k = 0; k < (rank > 2 ? shape[2] : 1); ++k, ++n) {
                            const double read = tsv[static_cast<std::size_t>(n)];
                            const double value = valueOf(*trace, {tensor, i, j, k});
                            QCOMPARE(static_cast<float>(read), static_cast<float>(value));
                            QVERIFY(read == value || !inDouble);
                        }
            }
        }
    }

    void otherPrecisionIsSaid()
    {
        Document document = *tests::traceOf("one")->document;
        document.dtype = DType::float64;
        const auto trace = *run(std::make_shared<const Document>(document));
        QVERIFY(
            asTorchTensor(*trace, {TensorName::paddedOutput}).ends_with(", dtype=torch.float64)"));
        // Shares are in double, whatever the run is in.
        QVERIFY(asTorchTensor(*tests::traceOf("words"), {TensorName::stepProbabilities})
                    .ends_with(", dtype=torch.float64)"));
    }
};

PACKSCOPE_TEST(TestTensorText)
#include "tst_tensor_text.moc"
