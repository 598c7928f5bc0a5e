// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/examples.h"
#include "tests/support/test_program.h"
#include "ui/models/parameter_table.h"
#include "ui/state/editing.h"
#include "ui/state/open_document.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <limits>

using core::ParameterRef;
using Kind = ParameterRef::Kind;

namespace {

/// A table of a document that is open.
struct Opened {
    explicit Opened(core::Document document) : open(std::move(document)) {}
    explicit Opened(const char *example = "eight") : Opened(*core::exampleDocument(example)) {}

    QString row(int row) const
    {
        return table.headerData(row, Qt::Vertical, Qt::DisplayRole).toString();
    }
    bool type(int row, int column, const QString &text)
    {
        return table.setData(table.index(row, column), text, Qt::EditRole);
    }

    ui::OpenDocument open;
    ui::Editing editing{open};
    ui::ParameterTable table{open, editing};
    QAbstractItemModelTester tester{&table, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

core::Document withHidden()
{
    core::Document document = *core::exampleDocument("bidirectional");
    document.h0 = core::randomHidden(document, 3);
    return document;
}

} // namespace

class TestParameterTable : public QObject {
    Q_OBJECT

  private slots:
    void init() { QTest::failOnWarning(QRegularExpression(".*")); }

    void everyTensorIsThereWithItsNumbers()
    {
        Opened opened(withHidden());
        const core::Document &document = *opened.open.value();
        for (const ParameterRef &parameter : core::parametersOf(document)) {
            opened.table.setParameter(parameter);
            const auto &tensor = core::tensorOf(document, parameter);
            QCOMPARE(opened.table.rowCount() * opened.table.columnCount(),
                     static_cast<int>(tensor.size()));
            for (int row = 0; row < opened.table.rowCount(); ++row)
                for (int column = 0; column < opened.table.columnCount(); ++column) {
                    const auto cell = opened.table.index(row, column);
                    const float value = cell.data(Qt::EditRole).toString().toFloat();
                    QCOMPARE(double{value}, tensor[row * opened.table.columnCount() + column]);
                }
        }
    }

    void rowsAreNamed()
    {
        Opened opened(withHidden());
        QCOMPARE(opened.row(1), QStringLiteral("1 a"));
        opened.table.setParameter({Kind::weightHh, 0, 1});
        QCOMPARE(opened.row(0), QStringLiteral("r 0"));
        QCOMPARE(opened.row(5), QStringLiteral("z 1"));
        QCOMPARE(opened.row(11), QStringLiteral("n 3"));
        QCOMPARE(opened.table.nameOf(opened.table.index(5, 2)),
                 QStringLiteral("weight_hh_l0_reverse[5, 2]"));
        opened.table.setParameter({Kind::biasHh});
        QCOMPARE(opened.row(4), QStringLiteral("z 0"));
        QCOMPARE(opened.table.nameOf(opened.table.index(4, 0)), QStringLiteral("bias_hh_l0[4]"));
        opened.table.setParameter({Kind::h0});
        const int B = static_cast<int>(opened.open.value()->batchSize());
        QCOMPARE(opened.row(1), QStringLiteral("l0 B"));
        QCOMPARE(opened.row(B), QStringLiteral("l0_reverse A"));
        QCOMPARE(opened.table.nameOf(opened.table.index(B, 3)), QStringLiteral("h_0[1, 0, 3]"));
    }

    void aNumberThatIsTypedIsInTheDocument()
    {
        Opened opened;
        const core::Document before = *opened.open.value();
        opened.table.setParameter({Kind::weightIh});
        QVERIFY(opened.type(2, 1, "0.1"));
        QCOMPARE(opened.open.value()->weights.runs[0].weightIh.at(2, 1), double{0.1F});
        QCOMPARE(opened.table.index(2, 1).data(Qt::EditRole).toString(), QStringLiteral("0.1"));
        QVERIFY(opened.type(2, 1, "−2e-3")); // with a real minus sign
        QCOMPARE(opened.open.value()->weights.runs[0].weightIh.at(2, 1), double{-2e-3F});
        QCOMPARE(opened.open.undoStack().count(), 1);
        QCOMPARE(opened.open.undoStack().undoText(), QStringLiteral("weight_ih_l0[2, 1]"));
        QVERIFY(opened.type(2, 2, "1"));
        QCOMPARE(opened.open.undoStack().count(), 2);
        opened.open.undoStack().undo();
        opened.open.undoStack().undo();
        QVERIFY(*opened.open.value() == before);
    }

    void whatIsNoNumberIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("word") << "one"
                              << "bias_ih_l0[3] is \"one\"; it must be a number";
        QTest::newRow("nothing") << ""
                                 << "bias_ih_l0[3] is \"\"; it must be a number";
        QTest::newRow("nan") << "nan"
                             << "bias_ih_l0[3] is \"nan\"; it must be a number";
        QTest::newRow("large") << "1e39"
                               << "bias_ih_l0[3] is 1e39; float32 holds no number as large";
    }
    void whatIsNoNumberIsRefused()
    {
        QFETCH(QString, text);
        QFETCH(QString, sentence);
        Opened opened;
        QSignalSpy refused(&opened.table, &ui::ParameterTable::refused);
        opened.table.setParameter({Kind::biasIh});
        QVERIFY(!opened.type(3, 0, text));
        QCOMPARE(refused.size(), 1);
        QCOMPARE(QString::fromStdString(refused[0][0].value<core::Error>().message), sentence);
        QVERIFY(!opened.open.isModified());
    }

    void itFollowsTheDocument()
    {
        Opened opened(withHidden());
        opened.table.setParameter({Kind::h0});
        QSignalSpy changed(&opened.table, &ui::ParameterTable::parameterChanged);
        opened.open.change(*core::withHidden(*opened.open.value(), std::nullopt), "Zeros");
        QCOMPARE(changed.size(), 1);
        QVERIFY(opened.table.parameter() == ParameterRef{});
        core::ModelSpec spec = core::modelSpecOf(*opened.open.value());
        spec.shape.inputSize = 2;
        opened.open.change(*core::withModel(*opened.open.value(), spec), "Model");
        QCOMPARE(opened.table.columnCount(), 2);
        opened.open.undoStack().undo();
        opened.open.undoStack().undo();
        QCOMPARE(opened.table.columnCount(), static_cast<int>(withHidden().embedding.extent(1)));
    }

    void rangesAreCopied()
    {
        Opened opened;
        opened.table.setParameter({Kind::weightIh});
        const QStringList numbers{"0.5", "-1", "2e-07", "3"};
        for (int i = 0; i < 4; ++i)
            QVERIFY(opened.type(i / 2, i % 2, numbers[i]));
        QCOMPARE(ui::tabSeparated(opened.table, {0, 0, 2, 2}),
                 QStringLiteral("0.5\t-1\n2e-07\t3\n"));
        QCOMPARE(ui::torchTensor(opened.table, {0, 0, 2, 2}),
                 QStringLiteral("torch.tensor([[0.5, -1.0],\n              [2e-07, 3.0]])"));
        QCOMPARE(ui::torchTensor(opened.table, {0, 0, 1, 2}),
                 QStringLiteral("torch.tensor([0.5, -1.0])"));
        QCOMPARE(ui::torchTensor(opened.table, {0, 1, 2, 1}),
                 QStringLiteral("torch.tensor([-1.0, 3.0])"));
        QCOMPARE(ui::torchTensor(opened.table, {0, 0, 1, 1}), QStringLiteral("torch.tensor(0.5)"));
        core::Document lost = *opened.open.value();
        lost.weights.runs[0].weightIh[0] = -std::numeric_limits<double>::infinity();
        opened.open.change(lost, "Lost");
        QCOMPARE(ui::torchTensor(opened.table, {0, 0, 1, 2}),
                 QStringLiteral("torch.tensor([float('-inf'), -1.0])"));
        opened.open.undoStack().undo();
        opened.open.change(*core::withPrecision(*opened.open.value(), core::DType::float64), "P");
        QCOMPARE(ui::torchTensor(opened.table, {0, 0, 1, 1}),
                 QStringLiteral("torch.tensor(0.5, dtype=torch.float64)"));
    }
};

PACKSCOPE_WIDGET_TEST(TestParameterTable)
#include "tst_parameter_table.moc"
