// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/model_edits.h"
#include "tests/support/edited_dialog.h"
#include "tests/support/test_program.h"
#include "ui/views/error_bar.h"
#include "ui/views/heatmap.h"
#include "ui/views/weights_window.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QHeaderView>
#include <QListWidget>
#include <QTableView>
#include <QTest>

using core::ParameterRef;
using Kind = ParameterRef::Kind;

namespace {

class ShownWeights : public tests::EditedDialog<ui::WeightsWindow> {
  public:
    explicit ShownWeights(core::Document document = *core::exampleDocument("eight"))
        : EditedDialog(std::move(document))
    {
        start();
    }
    template <class View> View &view() const { return *dialog().findChild<View *>(); }
    QTableView &table() const { return view<QTableView>(); }
    ui::Heatmap &heatmap() const { return view<ui::Heatmap>(); }
    QModelIndex cell(int row, int column) const { return table().model()->index(row, column); }
    QPoint centre(int row, int column) const
    {
        return heatmap().rectOf({row, column, 1, 1}).center().toPoint();
    }
    /// Types into a cell as a person does.
    void type(int row, int column, const QString &text) const
    {
        table().setCurrentIndex(cell(row, column));
        table().edit(cell(row, column));
        auto *editor = table().viewport()->findChild<QLineEdit *>();
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
        QCoreApplication::processEvents(); // the view takes it then
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(dialog().isVisible());
    }
};

} // namespace

class TestWeightsWindow : public QObject {
    Q_OBJECT

  private slots:
    void init()
    {
        tests::useEmptySettings(QStringLiteral("tst_weights_window"));
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
    }

    void everyTensorCanBeChosen()
    {
        core::Document document = *core::exampleDocument("bidirectional");
        document.h0 = core::randomHidden(document, 3);
        ShownWeights shown(document);
        auto &list = shown.view<QListWidget>();
        const auto all = core::parametersOf(document);
        QCOMPARE(list.count(), static_cast<int>(all.size()));
        for (std::size_t i = 0; i < all.size(); ++i) {
            list.setCurrentRow(static_cast<int>(i));
            QVERIFY(list.currentItem()->text().startsWith(
                QString::fromStdString(core::nameOf(all[i]))));
            const auto &tensor = core::tensorOf(document, all[i]);
            QCOMPARE(shown.table().model()->rowCount() * shown.table().model()->columnCount(),
                     static_cast<int>(tensor.size()));
        }
    }

    void aNumberIsTypedIntoItsCell()
    {
        ShownWeights shown;
        const core::Document before = shown.value();
        shown.dialog().choose({Kind::weightHh});
        const QImage picture = shown.heatmap().grab().toImage();
        shown.type(4, 2, "-0.75");
        QCOMPARE(shown.value().weights.runs[0].weightHh.at(4, 2), -0.75);
        QVERIFY(shown.heatmap().grab().toImage() != picture);
        QVERIFY(shown.pictureFollows());
        shown.type(4, 2, "-0.5");
        QCOMPARE(shown.undo().count(), 1);
        shown.undo().undo();
        QVERIFY(shown.value() == before);
    }

    void whatIsNoNumberIsToldAndChangesNothing()
    {
        ShownWeights shown;
        const core::Document before = shown.value();
        shown.type(1, 1, "much");
        auto &errors = shown.view<ui::ErrorBar>();
        QVERIFY(errors.isVisible());
        QCOMPARE(errors.text(),
                 QStringLiteral("embedding.weight[1, 1] is \"much\"; it must be a number"));
        QVERIFY(shown.value() == before);
        shown.type(1, 1, "2");
        QVERIFY(!errors.isVisible());
        QCOMPARE(shown.value().embedding.at(1, 1), 2.0);
    }

    void selectingInOneSelectsInTheOther()
    {
        ShownWeights shown;
        shown.dialog().choose({Kind::weightIh});
        QTest::mouseClick(&shown.heatmap(), Qt::LeftButton, {}, shown.centre(9, 3));
        QCOMPARE(shown.table().currentIndex(), shown.cell(9, 3));
        const QImage one = shown.heatmap().grab().toImage();
        QTest::mousePress(&shown.heatmap(), Qt::LeftButton, {}, shown.centre(2, 1));
        QTest::mouseMove(&shown.heatmap(), shown.centre(5, 3));
        QTest::mouseRelease(&shown.heatmap(), Qt::LeftButton, {}, shown.centre(5, 3));
        QCOMPARE(shown.table().selectionModel()->selectedIndexes().size(), 4 * 3);
        QVERIFY(shown.heatmap().grab().toImage() != one);
        shown.table().setCurrentIndex(shown.cell(9, 3));
        QVERIFY(shown.heatmap().grab().toImage() == one);
    }

    void cellsAreWhereTheyArePainted()
    {
        ShownWeights shown;
        for (const Kind kind : {Kind::embedding, Kind::weightHh, Kind::biasIh}) {
            shown.dialog().choose({kind});
            const QAbstractItemModel &table = *shown.table().model();
            for (int row = 0; row < table.rowCount(); ++row)
                for (int column = 0; column < table.columnCount(); ++column)
                    QCOMPARE(shown.heatmap().cellAt(
                                 shown.heatmap().rectOf({row, column, 1, 1}).center()),
                             shown.cell(row, column));
        }
        QVERIFY(!shown.heatmap().cellAt({-1, 5}).isValid());
        QVERIFY(!shown.heatmap().cellAt({5, 1e6}).isValid());
    }

    /// A mean that the map shows is that of the numbers that it covers.
    void meansAreOfAllNumbers()
    {
        core::Tensor<double> tensor({5, 3}, 0.0);
        tensor[4 * 3 + 2] = 1;
        tensor[0] = -1;
        const ui::Raster whole = ui::rasterOf(tensor, 3, 1, {10, 10});
        QCOMPARE(QSize(whole.width, whole.height), QSize(3, 5));
        QCOMPARE(whole.cells[14], ui::Raster::ramp(1));
        const ui::Raster means = ui::rasterOf(tensor, 3, 1, {2, 3});
        QCOMPARE(QSize(means.width, means.height), QSize(2, 3));
        QCOMPARE(means.cells[0], ui::Raster::ramp(-0.25));
        QCOMPARE(means.cells[5], ui::Raster::ramp(1)); // of one number that is left
    }

    void whatIsSelectedIsCopied()
    {
        ShownWeights shown;
        shown.type(1, 0, "0.5");
        shown.type(1, 1, "2");
        shown.table().selectionModel()->select(QItemSelection(shown.cell(1, 0), shown.cell(1, 1)),
                                               QItemSelectionModel::ClearAndSelect);
        shown.table().setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&shown.dialog()));
        QTest::keyClick(&shown.table(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("0.5\t2\n"));
        QTest::keyClick(&shown.table(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("torch.tensor([0.5, 2.0])"));
    }

    void itFollowsAnotherModel()
    {
        ShownWeights shown;
        shown.dialog().choose({Kind::biasHh});
        core::ModelSpec spec = core::modelSpecOf(shown.value());
        spec.shape.bias = false;
        shown.open().change(*core::withModel(shown.value(), spec), "Model");
        QCOMPARE(shown.view<QListWidget>().count(), 3);
        QCOMPARE(shown.view<QListWidget>().currentRow(), 0);
        shown.open().undoStack().undo();
        QCOMPARE(shown.view<QListWidget>().count(), 5);
    }

    void aLargeTableIsQuick()
    {
        core::Document document = *core::exampleDocument("article");
        core::ModelSpec spec = core::modelSpecOf(document);
        spec.shape.inputSize = 300;
        document = *core::withModel(document, spec);
        document.embedding = core::Tensor<double>({30000, 300}, 0.25);
        QElapsedTimer clock;
        ShownWeights shown(document);
        shown.table().setCurrentIndex(shown.cell(29999, 299));
        clock.start();
        static_cast<void>(shown.dialog().grab());
        const qint64 painted = clock.restart();
        shown.table().model()->setData(shown.cell(29999, 299), "0.5", Qt::EditRole);
        static_cast<void>(shown.dialog().grab());
        const qint64 edited = clock.restart();
        QCOMPARE(shown.value().embedding.at(29999, 299), 0.5);
        qInfo("a table of 9 million numbers: %lld ms to paint, %lld ms to edit and paint", painted,
              edited);
        QVERIFY(painted < 2000 && edited < 4000); // many times what it takes here
    }
};

PACKSCOPE_WIDGET_TEST(TestWeightsWindow)
#include "tst_weights_window.moc"
