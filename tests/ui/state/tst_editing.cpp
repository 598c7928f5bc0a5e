// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/examples.h"
#include "core/model/batch_edits.h"
#include "core/model/model_edits.h"
#include "tests/support/test_program.h"
#include "ui/state/editing.h"
#include "ui/state/open_document.h"

#include <QSignalSpy>
#include <QTest>

#include <random>

namespace {

core::Document example(const char *name)
{
    return *core::exampleDocument(name);
}

/// One edit of any kind, or a step through the history.
void doAnything(ui::Editing &editing, ui::OpenDocument &open, std::mt19937 &random)
{
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    const int B = static_cast<int>(open.value()->batchSize()), row = below(B);
    static const QStringList texts{"7 8 9", "1", "sea", "ü", "", "a b c d e f g h"};
    const QString &text = texts[below(static_cast<int>(texts.size()))];
    if (below(3) == 0)
        editing.beginGesture();
    switch (below(12)) {
    case 0:
        return void(editing.type(row, text));
    case 1:
        return void(editing.setLength(row, below(9)));
    case 2:
        return void(editing.setToken(row, 0, text));
    case 3:
        return void(editing.insert(below(B + 1), {text, "1"}));
    case 4:
        return void(editing.insertBelow(row));
    case 5:
        return void(editing.remove({row}));
    case 6:
        return void(editing.duplicate(row));
    case 7:
        return void(editing.move(row, below(B)));
    case 8: {
        core::ModelSpec spec = core::modelSpecOf(*open.value());
        spec.shape.hiddenSize = 1 + below(4);
        spec.seed = random();
        return void(editing.take(core::withModel(*open.value(), spec), QStringLiteral("Model")));
    }
    case 9: {
        const auto all = core::parametersOf(*open.value());
        const auto &parameter = all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
        return void(editing.take(core::withNumber(*open.value(), parameter, 0, below(5)),
                                 QStringLiteral("Number"), QStringLiteral("number")));
    }
    case 10:
        return open.undoStack().undo();
    default:
        return open.undoStack().redo();
    }
}

} // namespace

class TestEditing : public QObject {
    Q_OBJECT

  private slots:
    void init() { QTest::failOnWarning(QRegularExpression(".*")); }

    void keystrokesAreOneStep()
    {
        ui::OpenDocument open(example("eight"));
        ui::Editing editing(open);
        editing.beginGesture();
        for (const char *text : {"w", "wa", "wav", "wave"})
            QVERIFY(editing.type(0, text));
        QCOMPARE(open.undoStack().count(), 1);
        QCOMPARE(editing.text(0), QStringLiteral("wave"));
        editing.beginGesture();
        QVERIFY(editing.type(0, "waves"));
        QVERIFY(editing.type(1, "sea"));
        QCOMPARE(open.undoStack().count(), 3);
        open.undoStack().undo();
        open.undoStack().undo();
        QCOMPARE(editing.text(0), QStringLiteral("wave"));
        open.undoStack().undo();
        QVERIFY(*open.value() == example("eight"));
        QVERIFY(!open.isModified());
    }

    void aGestureThatEndsWhereItBeganIsNone()
    {
        ui::OpenDocument open(example("eight"));
        ui::Editing editing(open);
        editing.beginGesture();
        for (const core::Index length : {3, 2, 6, 4})
            QVERIFY(editing.setLength(0, length));
        QCOMPARE(open.undoStack().count(), 0);
        QVERIFY(*open.value() == example("eight"));
        editing.beginGesture();
        for (const char *text : {"river", "rive", "river"})
            QVERIFY(editing.type(3, text));
        QCOMPARE(open.undoStack().count(), 0);
    }

    void whatIsTypedAndDeletedLeavesNothingBehind()
    {
        ui::OpenDocument open(example("eight"));
        ui::Editing editing(open);
        const core::Index V = open.value()->embedding.extent(0);
        editing.beginGesture();
        for (const char *text : {"windö", "windöß", "windö"})
            QVERIFY(editing.type(0, text));
        QCOMPARE(open.value()->embedding.extent(0), V + 1);
        QVERIFY(editing.type(0, "windy"));
        QCOMPARE(open.value()->embedding.extent(0), V);
        QCOMPARE(open.undoStack().count(), 1);
    }

    void aGestureIsTakenBack()
    {
        ui::OpenDocument open(example("eight"));
        ui::Editing editing(open);
        QVERIFY(editing.type(0, "wave"));
        editing.beginGesture();
        QVERIFY(editing.type(1, "sea"));
        QVERIFY(!editing.type(1, ""));
        editing.takeBack();
        QCOMPARE(editing.text(1), QStringLiteral("meadow"));
        QCOMPARE(editing.text(0), QStringLiteral("wave"));
        QCOMPARE(open.undoStack().count(), 1);
        editing.takeBack(); // of nothing
        QCOMPARE(editing.text(0), QStringLiteral("wave"));
        editing.beginGesture();
        QVERIFY(editing.type(1, "sea"));
        open.undoStack().undo();
        editing.takeBack(); // something was done since
        QCOMPARE(editing.text(1), QStringLiteral("meadow"));
    }

    void whatIsRefusedChangesNothing()
    {
        ui::OpenDocument open(example("article"));
        ui::Editing editing(open);
        QSignalSpy refused(&editing, &ui::Editing::refused),
            accepted(&editing, &ui::Editing::accepted);
        QVERIFY(!editing.type(0, "thirty"));
        QVERIFY(!editing.type(0, ""));
        QVERIFY(!editing.remove({0, 1}));
        QCOMPARE(refused.size(), 3);
        QVERIFY(!open.isModified());
        QVERIFY(editing.type(0, "30"));
        QCOMPARE(accepted.size(), 1);
    }

    void newTokensAreTold()
    {
        ui::OpenDocument open(example("eight"));
        ui::Editing editing(open);
        QSignalSpy noted(&editing, &ui::Editing::noted);
        QVERIFY(editing.type(0, "wind"));
        QCOMPARE(noted.size(), 0);
        QVERIFY(editing.type(0, "wünd"));
        QCOMPARE(noted.front().front().toString(),
                 QStringLiteral("“ü” is new: it got row 27 of the embedding, drawn from N(0, 1)."));
    }

    void aNewRowStandsBelow()
    {
        ui::OpenDocument open(example("eight"));
        ui::Editing editing(open);
        QCOMPARE(editing.insertBelow(2), 3);
        QCOMPARE(editing.text(3), QStringLiteral("a"));
        QCOMPARE(editing.insertBelow(-1), 0);
        ui::OpenDocument ids(example("article"));
        ui::Editing typing(ids);
        QCOMPARE(typing.insertBelow(1), 2);
        QCOMPARE(typing.text(2), QStringLiteral("1"));
    }

    /// In whatever order things are done, undone and done again: undoing all of it gives the first document.
    void streams()
    {
        const std::vector<core::Document> starts{example("eight"), example("article"),
                                                 example("bidirectional")};
        for (unsigned seed = 0; seed < 5000; ++seed) {
            const core::Document &first = starts[seed % starts.size()];
            ui::OpenDocument open(first);
            ui::Editing editing(open);
            std::mt19937 random(seed);
            const int edits = 4 + static_cast<int>(random() % 9);
            for (int i = 0; i < edits; ++i)
                doAnything(editing, open, random);
            const core::Document last = *open.value();
            int undone = 0;
            for (; open.undoStack().canUndo(); ++undone)
                open.undoStack().undo();
            QVERIFY(*open.value() == first);
            QVERIFY(!open.isModified());
            while (open.undoStack().canRedo() && undone-- > 0)
                open.undoStack().redo();
            QVERIFY(*open.value() == last);
        }
    }
};

PACKSCOPE_TEST(TestEditing)
#include "tst_editing.moc"
