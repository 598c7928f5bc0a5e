// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/state/player.h"
#include "ui/state/view_state.h"
#include "ui/views/appearance.h"
#include "ui/views/canvas.h"
#include "ui/views/canvas_access.h"

#include <QAccessible>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using core::Stage;

namespace {

ui::CanvasAccess::Sources sourcesOf(ui::Canvas &canvas, const ui::Player &player)
{
    return {canvas, player, [&] { return canvas.view(); },
            [&]() -> const ui::Scene & { return canvas.scene(); }};
}

struct Shown {
    explicit Shown(std::string_view example = "eight")
    {
        canvas.resize(924, 740);
        canvas.show();
        player.setTrace(tests::traceOf(example));
    }
    void goTo(Stage stage) { player.seek(player.timeline()->endOf(stage)); }
    [[nodiscard]] QAccessibleInterface &tree()
    {
        return *QAccessible::queryAccessibleInterface(&canvas);
    }
    [[nodiscard]] QAccessibleInterface *cell(const QString &name)
    {
        for (int i = 0; i < tree().childCount(); ++i)
            if (tree().child(i)->text(QAccessible::Name) == name)
                return tree().child(i);
        return nullptr;
    }

    QWidget window;
    ui::Player player;
    ui::ViewState viewState;
    ui::Appearance appearance{window};
    ui::Canvas canvas{{player, viewState, appearance}};
    ui::CanvasAccess *access = new ui::CanvasAccess(sourcesOf(canvas, player));
};

} // namespace

class TestCanvasAccess : public QObject {
    Q_OBJECT

  private slots:
    void init() { QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)")); }

    void everyCellHasANameAndAPlaceInTheTree_data()
    {
        QTest::addColumn<Stage>("stage");
        for (const Stage stage : core::allStages)
            QTest::newRow(std::string(core::name(stage)).c_str()) << stage;
    }
    void everyCellHasANameAndAPlaceInTheTree()
    {
        QFETCH(const Stage, stage);
        Shown shown("bidirectional");
        shown.goTo(stage);
        QAccessibleInterface &tree = shown.tree();
        QCOMPARE(tree.role(), QAccessible::Canvas);
        QVERIFY(tree.childCount() > 4);
        QSet<QString> names;
        const QRect all = tree.rect();
        for (int i = 0; i < tree.childCount(); ++i) {
            QAccessibleInterface *cell = tree.child(i);
            QVERIFY(cell && cell->isValid());
            QCOMPARE(cell->parent()->object(), &shown.canvas);
            QCOMPARE(tree.indexOfChild(cell), i);
            QCOMPARE(tree.child(i), cell); // one interface a cell
            QVERIFY(!cell->rect().isEmpty());
            QVERIFY(all.contains(cell->rect().center()));
            names += cell->text(QAccessible::Name);
        }
        QCOMPARE(names.size(), tree.childCount());
        QCOMPARE(tree.child(tree.childCount()), nullptr);
        QCOMPARE(tree.child(-1), nullptr);
    }

    void aCellSaysItsNumbers()
    {
        Shown shown;
        shown.goTo(Stage::embed);
        // "wind", "meadow", …: A's third token.
        QAccessibleInterface *cell = shown.cell(QStringLiteral("A, step 2, n, x"));
        QVERIFY(cell);
        const core::Trace &trace = *shown.player.trace();
        QStringList numbers;
        for (core::Index d = 0; d < trace.D(); ++d)
            numbers += QString::number(trace.paddedEmbedding.at(0, 2, d), 'f', 4)
                           .replace(QLatin1Char('-'), QChar(0x2212));
        QCOMPARE(cell->text(QAccessible::Value), numbers.join(QStringLiteral(", ")));
        QCOMPARE(shown.tree().childAt(cell->rect().center().x(), cell->rect().center().y()), cell);
    }

    void whatIsOnItsWayIsSaidAsItWillBe()
    {
        Shown shown;
        shown.goTo(Stage::gru);
        QAccessibleInterface *cell = shown.cell(QStringLiteral("C, step 7, n, reset gate r"));
        QVERIFY(cell);
        const QString value = cell->text(QAccessible::Value);
        QVERIFY(!value.isEmpty());
        const ui::Segment &move = shown.player.timeline()->segments()[shown.player.segment()];
        shown.player.seek(move.start + 0.3 * move.duration);
        QCOMPARE(shown.cell(QStringLiteral("C, step 7, n, reset gate r"))->text(QAccessible::Value),
                 value);
    }

    void aNewStepHasNewCellsAndIsAnnounced()
    {
        Shown shown;
        shown.goTo(Stage::pack);
        const int before = shown.tree().childCount();
        QSignalSpy announced(shown.access, &ui::CanvasAccess::announced);
        shown.goTo(Stage::answer);
        QCOMPARE(announced.size(), 1);
        const QString said = announced[0][0].toString();
        QVERIFY(said.startsWith(QStringLiteral("Stage, step 29 of 29: ")));
        shown.player.seek(shown.player.time() - 0.01); // the same step
        QCOMPARE(announced.size(), 1);
        QVERIFY(shown.tree().childCount() != before);
        QCOMPARE(shown.tree().text(QAccessible::Name), said);
        QVERIFY(shown.cell(QStringLiteral("A, h_n")));
        QCOMPARE(shown.cell(QStringLiteral("A, step 3, d, last_mask, padded lane"))
                     ->text(QAccessible::Value),
                 QStringLiteral("True"));
    }

    void withoutATraceThereIsTheStageAlone()
    {
        QWidget window;
        ui::Player player;
        ui::ViewState viewState;
        ui::Appearance appearance(window);
        ui::Canvas canvas({player, viewState, appearance});
        new ui::CanvasAccess(sourcesOf(canvas, player));
        QAccessibleInterface *tree = QAccessible::queryAccessibleInterface(&canvas);
        QCOMPARE(tree->childCount(), 0);
        QCOMPARE(tree->text(QAccessible::Name), QStringLiteral("Stage"));
    }
};

PACKSCOPE_WIDGET_TEST(TestCanvasAccess)
#include "tst_canvas_access.moc"
