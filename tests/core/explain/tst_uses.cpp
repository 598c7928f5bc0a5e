// SPDX-License-Identifier: GPL-3.0-or-later
// Where numbers go is the inverse of where they come from, for every cell of every example.
#include "core/explain/explain.h"
#include "core/explain/uses.h"
#include "tests/support/cells.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"

#include <QtTest/QTest>

#include <map>
#include <set>
#include <tuple>

namespace {

using core::Cell;

struct CellOrder {
    static auto key(const Cell &cell)
    {
        const core::TensorRef &tensor = cell.tensor;
        return std::tuple(tensor.name, tensor.lane, tensor.layer, tensor.direction, cell.i, cell.j,
                          cell.k);
    }
    bool operator()(const Cell &a, const Cell &b) const { return key(a) < key(b); }
};

using Users = std::map<Cell, std::set<Cell, CellOrder>, CellOrder>;

/// Who uses each cell, from asking all cells for their sources.
Users usersByScan(const core::Trace &trace)
{
    Users users;
    tests::forEachCell(trace, [&](const Cell &cell) {
        const core::Explanation explanation = core::explain(trace, cell);
        for (const Cell &source : core::sourcesOf(explanation.expression))
            users[source].insert(cell);
        for (const Cell &chooser : explanation.choosers)
            users[chooser].insert(cell);
    });
    return users;
}

void compareAll(const core::Trace &trace)
{
    const Users users = usersByScan(trace);
    int relations = 0;
    tests::forEachCell(trace, [&](const Cell &cell) {
        const core::Uses uses = core::usesOf(trace, cell);
        const std::set<Cell, CellOrder> found(uses.cells.begin(), uses.cells.end());
        const auto scanned = users.find(cell);
        const std::string name = core::nameOf(trace, cell);
        QVERIFY2(found == (scanned == users.end() ? std::set<Cell, CellOrder>{} : scanned->second),
                 name.c_str());
        QCOMPARE(found.size(), uses.cells.size()); // none twice
        QCOMPARE(uses.total, std::ssize(uses.cells));
        relations += static_cast<int>(uses.total);
    });
    QVERIFY(relations > 0);
    qInfo("%d relations", relations);
}

} // namespace

class TestUses : public QObject {
    Q_OBJECT

  private slots:
    void areTheInverseOfSources_data()
    {
        QTest::addColumn<QString>("example");
        for (const core::Example &example : core::examples()) {
            const auto name = QString::fromUtf8(example.name.data(), std::ssize(example.name));
            QTest::newRow(qPrintable(name)) << name;
        }
    }
    void areTheInverseOfSources()
    {
        QFETCH(QString, example);
        compareAll(*tests::traceOf(example.toStdString()));
    }

    /// What no example has: a given first state, dropout between layers, a readout, a wide padding.
    void rarerPipelines_data()
    {
        QTest::addColumn<bool>("training");
        QTest::addColumn<double>("dropout");
        QTest::newRow("evaluating") << false << 0.5;
        QTest::newRow("training, half dropped") << true << 0.5;
        QTest::newRow("training, all dropped") << true << 1.0;
    }
    void rarerPipelines()
    {
        QFETCH(bool, training);
        QFETCH(double, dropout);
        core::Document document = *core::exampleDocument("bidirectional");
        core::TorchGenerator generator(3);
        document.weights =
            core::initialWeights<float>({document.weights.shape.inputSize, 3, 2, 2}, generator)
                .cast<double>();
        const core::Index B = document.batchSize(), C = 2;
        document.h0 = core::Tensor<double>({4, B, 3}, 0.25);
        document.readout = core::Readout<double>{
            core::Tensor<double>({C, 6}, 0.5), core::Tensor<double>({C}, 0.1), {}};
        document.options.training = training;
        document.options.dropout = dropout;
        document.options.totalLength = document.longest() + 2;
        document.options.paddedWidth = document.longest() + 1;
        core::Index N = 0;
        for (const std::int64_t length : document.lengths())
            N += length;
        if (training && dropout < 1)
            document.dropoutMasks = {core::Tensor<double>({N, 6}, 2.0)};
        const auto trace = core::run(std::make_shared<const core::Document>(document));
        QVERIFY2(trace, trace ? "" : trace.error().message.c_str());
        compareAll(**trace);
    }

    void countsAllAndGivesTheFirst()
    {
        const auto trace = tests::traceOf("eight");
        const Cell weight{{core::TensorName::weightIh}, 1, 0};
        const core::Uses all = core::usesOf(*trace, weight), few = core::usesOf(*trace, weight, 5);
        QCOMPARE(all.total, trace->N() + trace->B() * trace->paddedWidth());
        QCOMPARE(few.total, all.total);
        QCOMPARE(few.cells.size(), std::size_t{5});
        QVERIFY(std::equal(few.cells.begin(), few.cells.end(), all.cells.begin()));
    }
};

PACKSCOPE_TEST(TestUses)
#include "tst_uses.moc"
