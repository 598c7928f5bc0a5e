// SPDX-License-Identifier: GPL-3.0-or-later
// Every cell of every tensor of every example and of documents with every option, computed again from
// the sources that it declares.
#include "core/explain/formula.h"
#include "core/io/examples.h"
#include "core/pipeline/run.h"
#include "tests/support/golden.h"
#include "tests/support/test_program.h"

#include <QtTest/QTest>

#include <cmath>

namespace {

using core::Cell;
using core::Index;
using core::Trace;

using CellCheck = std::function<void(const Cell &)>;

void forEachCell(const Trace &trace, const core::TensorRef &tensor, const CellCheck &check)
{
    const core::Shape shape = core::shapeOf(trace, tensor);
    const Index J = shape.size() > 1 ? shape[1] : 1, K = shape.size() > 2 ? shape[2] : 1;
    for (Index i = 0; i < shape[0]; ++i)
        for (Index j = 0; j < J; ++j)
            for (Index k = 0; k < K; ++k)
                check({tensor, i, j, k});
}

/// Rows of a table are not computed, and it may have a thousand that no sequence reads.
void forEachComputedCell(const Trace &trace, const CellCheck &check)
{
    for (const core::TensorRef &tensor : core::tensorsOf(trace))
        if (tensor.name != core::TensorName::embeddingWeight)
            forEachCell(trace, tensor, check);
}

/// Numbers are written again and again until they close, which takes long; a prime visits every column.
constexpr int printedEvery = 5;

bool isInside(const Trace &trace, const Cell &cell)
{
    core::Shape shape = core::shapeOf(trace, cell.tensor);
    shape.resize(3, 1);
    return cell.i >= 0 && cell.i < shape[0] && cell.j >= 0 && cell.j < shape[1] && cell.k >= 0 &&
           cell.k < shape[2];
}

bool isArithmetic(core::Expression::Kind kind)
{
    using enum core::Expression::Kind;
    return kind == sum || kind == sigmoid || kind == tanh;
}

/// A batch of torch's with a readout of two classes.
core::Document withReadout(core::Document document)
{
    const core::GruShape &shape = document.weights.shape;
    core::TorchGenerator generator(3);
    const Index width = shape.hiddenSize * shape.directions;
    document.readout = core::Readout<double>{generator.normal<float>({2, width}).cast<double>(),
                                             core::Tensor<double>({2}, {0.5, -1}),
                                             {}};
    return document;
}

/// The examples, and torch's own batches: dropout by masks, h_0, padding values, no bias, float64.
const std::map<QString, core::Document> &documents()
{
    static const auto all = [] {
        std::map<QString, core::Document> byName;
        for (const core::Example &example : core::examples())
            byName[QString::fromUtf8(example.name.data(), std::ssize(example.name))] =
                *core::exampleDocument(example.name);
        const auto cases = golden::gruCases();
        for (const auto &each : cases)
            byName[QString::fromStdString(each.name)] = each.document;
        byName[QStringLiteral("with a readout")] = withReadout(cases.front().document);
        return byName;
    }();
    return all;
}

std::shared_ptr<const Trace> traceOf(const QString &name)
{
    auto trace = core::run(std::make_shared<const core::Document>(documents().at(name)));
    return trace ? *trace : nullptr;
}

} // namespace

class TestExplain : public QObject {
    Q_OBJECT

  private slots:
    void recomputesFromItsSources_data() { addDocuments(); }
    void recomputesFromItsSources();
    void rowsHavePlaces_data() { addDocuments(); }
    void rowsHavePlaces();
    void formulaInSymbolsAndNumbers();
    void dotProductsAddUp();
    void printedArithmeticCloses_data() { addDocuments(); }
    void printedArithmeticCloses();

  private:
    static void addExamples()
    {
        QTest::addColumn<QString>("name");
        for (const core::Example &example : core::examples()) {
            const auto name = QString::fromUtf8(example.name.data(), std::ssize(example.name));
            QTest::newRow(qPrintable(name)) << name;
        }
    }
    static void addDocuments()
    {
        QTest::addColumn<QString>("name");
        for (const auto &[name, document] : documents())
            QTest::newRow(qPrintable(name)) << name;
    }
};

void TestExplain::recomputesFromItsSources()
{
    QFETCH(QString, name);
    const auto trace = traceOf(name);
    QVERIFY(trace);
    const double tolerance = trace->document->dtype == core::DType::float32 ? 5e-6 : 1e-12;
    int cells = 0;
    double worst = 0;
    forEachComputedCell(*trace, [&](const Cell &cell) {
        const core::Explanation explanation = core::explain(*trace, cell);
        std::vector<Cell> sources = core::sourcesOf(explanation.expression);
        sources.insert(sources.end(), explanation.choosers.begin(), explanation.choosers.end());
        for (const Cell &source : sources) {
            QVERIFY2(isInside(*trace, source), core::nameOf(*trace, cell).c_str());
            QVERIFY2(source != cell, core::nameOf(*trace, cell).c_str());
        }
        const double value = core::valueOf(*trace, cell);
        const double again = core::evaluate(*trace, explanation.expression);
        const double difference = std::abs(value - again);
        const bool exact = !isArithmetic(explanation.expression.kind);
        QVERIFY2(exact ? value == again : difference <= tolerance,
                 qPrintable(QStringLiteral("%1 is %2, its sources give %3")
                                .arg(QString::fromStdString(core::nameOf(*trace, cell)))
                                .arg(value, 0, 'g', 17)
                                .arg(again, 0, 'g', 17)));
        worst = std::max(worst, difference);
        ++cells;
    });
    QVERIFY(cells > 0);
    qInfo("%d cells, largest difference %.3g", cells, worst);
}

void TestExplain::rowsHavePlaces()
{
    QFETCH(QString, name);
    const auto trace = traceOf(name);
    QVERIFY(trace);
    for (const core::Lane lane : {core::Lane::packed, core::Lane::padded}) {
        if (lane == core::Lane::padded && !trace->padded)
            continue; // masks over packed rows leave no padded lane
        for (Index row = 0; row < trace->of(lane).offsets.back(); ++row) {
            const core::RowPlace place = core::placeOfRow(*trace, lane, row);
            QCOMPARE(core::rowOf(*trace, lane, place.sequence, place.step), row);
        }
    }
}

void TestExplain::formulaInSymbolsAndNumbers()
{
    const auto trace = traceOf(QStringLiteral("article"));
    QVERIFY(trace);
    const core::Explanation reset =
        core::explain(*trace, {{core::TensorName::resetGate, core::Lane::packed, 0, 0}, 0, 0});
    const auto symbols = core::formula(*trace, reset.expression, core::Depth::symbols);
    std::string line;
    std::vector<std::string> linked;
    for (const core::FormulaPart &part : symbols) {
        line += part.text;
        if (part.cell)
            linked.push_back(core::nameOf(*trace, *part.cell));
    }
    QCOMPARE(line, std::string("σ(W_{ir} x + b_{ir} + W_{hr} h + b_{hr})"));
    QVERIFY((linked == std::vector<std::string>{"bias_ih_l0[0]", "bias_hh_l0[0]"}));

    const core::Explanation state =
        core::explain(*trace, {{core::TensorName::layerOutput, core::Lane::packed, 0, 0}, 2, 1});
    const auto numbers = core::formula(*trace, state.expression, core::Depth::numbers);
    std::vector<core::TensorName> names;
    for (const core::FormulaPart &part : numbers)
        if (part.cell)
            names.push_back(part.cell->tensor.name);
    using enum core::TensorName;
    const std::vector<core::TensorName> expected{updateGate, candidate, updateGate, layerOutput};
    QVERIFY(names == expected);

    // The reverse run comes from the step after.
    const auto both = traceOf(QStringLiteral("bidirectional"));
    const Cell reverse{{core::TensorName::layerOutput, core::Lane::packed, 0, 0}, 0, both->H()};
    const auto story =
        core::formula(*both, core::explain(*both, reverse).expression, core::Depth::symbols);
    QVERIFY(std::ranges::any_of(story, [](const core::FormulaPart &part) {
        return part.text.find("h_{t+1}") != part.text.npos;
    }));
}

void TestExplain::dotProductsAddUp()
{
    const auto trace = traceOf(QStringLiteral("article"));
    QVERIFY(trace);
    const Cell cell{{core::TensorName::updateGate, core::Lane::padded, 0, 0}, 3, 4};
    const auto dots = core::dotProducts(*trace, core::explain(*trace, cell).expression);
    QCOMPARE(dots.size(), std::size_t{2});
    QCOMPARE(dots[0].lines.size(), std::size_t{10});
    QCOMPARE(dots[1].lines.size(), std::size_t{5});
    for (const core::DotLines &dot : dots) {
        double total = 0;
        for (const core::ProductLine &line : dot.lines) {
            QCOMPARE(line.product, line.weightValue * line.factorValue);
            total += line.product;
            QCOMPARE(line.runningSum, total);
        }
    }
}

/// With the decimals that are said to close, a reader comes to the printed number; nearly all do.
void TestExplain::printedArithmeticCloses()
{
    QFETCH(QString, name);
    const auto trace = traceOf(name);
    QVERIFY(trace);
    int closed = 0, cells = 0, more = 0, seen = 0;
    forEachComputedCell(*trace, [&](const Cell &cell) {
        if (seen++ % printedEvery != 0)
            return;
        const core::Expression expression = core::explain(*trace, cell).expression;
        const double value = core::valueOf(*trace, cell);
        const core::Decimals decimals = core::closingDecimals(*trace, expression, value);
        const double read = core::evaluatePrinted(*trace, expression, decimals.operands);
        if (decimals.closes)
            QCOMPARE(core::numberText(read), core::numberText(value));
        closed += decimals.closes;
        more += decimals.operands > 4;
        ++cells;
    });
    if (cells > 500)
        QVERIFY(more > 0); // four are not always enough
    QVERIFY2(closed >= 0.995 * cells, qPrintable(QString::number(cells - closed)));
}

PACKSCOPE_TEST(TestExplain)
#include "tst_explain.moc"
