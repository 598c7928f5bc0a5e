// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/random_document.h"
#include "tests/support/edited_dialog.h"
#include "tests/support/golden.h"
#include "tests/support/test_program.h"
#include "ui/views/field_form.h"
#include "ui/views/random_dialog.h"

#include <QSettings>
#include <QTest>

namespace {

class ShownRandom : public tests::EditedDialog<ui::RandomDialog> {
  public:
    ShownRandom() { start(); }
};

} // namespace

class TestRandomDialog : public QObject {
    Q_OBJECT

  private slots:
    void init()
    {
        tests::useEmptySettings(QStringLiteral("tst_random_dialog"));
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
    }

    void itsNumbersAreTheNotebooks_data()
    {
        QTest::addColumn<std::size_t>("index");
        const auto cases = golden::notebookCases();
        for (std::size_t i = 0; i < cases.size(); ++i)
            QTest::newRow(cases[i].name.c_str()) << i;
    }
    void itsNumbersAreTheNotebooks()
    {
        QFETCH(std::size_t, index);
        const golden::NotebookCase expected = golden::notebookCases()[index];
        ShownRandom shown;
        const std::pair<const char *, std::int64_t> numbers[] = {
            {"low", expected.low}, {"high", expected.high}, {"V", expected.V}, {"B", expected.B},
            {"T", expected.T},     {"D", expected.D},       {"H", expected.H}};
        for (const auto &[key, value] : numbers)
            shown.type(key, QString::number(value));
        shown.type("seed", QString::number(expected.seed));
        QCOMPARE(shown.error(), QString());
        const core::Document &document = shown.value();
        QCOMPARE(document.lengths(), expected.seqlen);
        QVERIFY(document.weights == expected.document.weights);
        for (const auto &[id, row] : expected.embeddingRows)
            for (core::Index d = 0; d < expected.D; ++d)
                QCOMPARE(document.embedding.at(id, d), row[d]);
        QVERIFY(shown.pictureFollows());
    }

    void theBatchIsThereWhenTheDialogIs()
    {
        ShownRandom shown;
        QVERIFY(shown.value() == core::randomDocument({}));
        QVERIFY(shown.pictureFollows());
    }

    void allOfItIsOneStep()
    {
        ShownRandom shown;
        shown.type("B", "7");
        shown.type("T", "12");
        shown.press("Another seed");
        QCOMPARE(shown.value().batchSize(), 7);
        shown.press("OK");
        QCOMPARE(shown.undo().count(), 1);
        QCOMPARE(shown.undo().undoText(), QStringLiteral("Random batch"));
        shown.undo().undo();
        QVERIFY(shown.value() == *core::exampleDocument("article"));
        QVERIFY(!shown.open().isModified());
    }

    void cancelTakesItBack()
    {
        ShownRandom shown;
        shown.type("B", "7");
        QTest::keyClick(&shown.dialog(), Qt::Key_Escape);
        QVERIFY(shown.value() == *core::exampleDocument("article"));
        QCOMPARE(shown.undo().count(), 0);
        QVERIFY(!shown.open().isModified());
        QVERIFY(shown.pictureFollows());
    }

    void whatIsRefusedLeavesTheLastGoodBatch_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *key, const char *text, const char *sentence) {
            QTest::addRow("%s = %s", key, text) << key << text << sentence;
        };
        row("B", "", "B is \"\"; it must be an integer");
        row("B", "0", "B is 0; it must be at least 1");
        row("T", "2.5", "T is \"2.5\"; it must be an integer");
        row("D", "1,2", "D is \"1,2\"; it must be an integer of 64 bits");
        row("high", "0",
            "low is 0 and high is 0; low must be less than high\nPyTorch: random_ "
            "expects 'from' to be less than 'to', but got from=0 >= to=0");
        row("V", "50",
            "input.ids[1][0] is 60 (sequence B); ids must be 0 to 49, the rows of the "
            "embedding\nPyTorch: index out of range in self");
        row("H", "10000",
            "input_size 10, hidden_size 10000 and num_layers 1 ask for too many weights; there "
            "may be at most 67108864");
        row("seed", "x", "seed is \"x\"; it must be an integer");
    }
    void whatIsRefusedLeavesTheLastGoodBatch()
    {
        QFETCH(QString, key);
        QFETCH(QString, text);
        QFETCH(QString, sentence);
        ShownRandom shown;
        const core::Document good = shown.value();
        shown.field(key).enter(text); // pasted, not a key at a time
        QCOMPARE(shown.error(), sentence);
        QCOMPARE(shown.form().wrongField(), key);
        QVERIFY(shown.value() == good);
        QVERIFY(!shown.button("OK").isEnabled());
        shown.type(key, "90");
        QCOMPARE(shown.error(), QString());
        QVERIFY(shown.button("OK").isEnabled());
    }

    void eachFaultIsToldAtItsField()
    {
        ShownRandom shown;
        shown.type("T", "0");
        shown.type("B", "x");
        QCOMPARE(shown.form().wrongField(), QStringLiteral("B"));
        shown.type("B", "3");
        QCOMPARE(shown.form().wrongField(), QStringLiteral("T"));
        shown.type("T", "3");
        QCOMPARE(shown.value().batchSize(), 3);
    }

    void theKeyboardCounts()
    {
        ShownRandom shown;
        QTest::keyClick(&shown.field("B"), Qt::Key_Up);
        QCOMPARE(shown.value().batchSize(), 3);
        QTest::keyClick(&shown.field("B"), Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(shown.value().batchSize(), 13);
        QTest::keyClick(&shown.field("B"), Qt::Key_Down);
        QCOMPARE(shown.value().batchSize(), 12);
    }

    void whatWasKeptIsWhereItBegins()
    {
        {
            ShownRandom shown;
            shown.type("B", "4");
            shown.type("seed", "-1");
            shown.press("OK");
        }
        ShownRandom shown;
        QCOMPARE(shown.field("B").text(), QStringLiteral("4"));
        QCOMPARE(shown.value().batchSize(), 4);
        QCOMPARE(shown.field("seed").text(), QStringLiteral("18446744073709551615"));
    }

    /// What takes long to draw is drawn when a person pauses, or says that it is right.
    void aLargeTableWaitsForAPause()
    {
        ShownRandom shown;
        shown.field("D").enter("300");
        shown.field("V").enter("30000"); // draws nine million numbers
        QTRY_COMPARE(shown.value().embedding.shape, (core::Shape{30000, 300}));
        shown.type("B", "34");
        QCOMPARE(shown.value().batchSize(), 2);
        QTRY_COMPARE(shown.value().batchSize(), 34);
        shown.type("B", "0");
        shown.press("OK");
        QVERIFY(shown.dialog().isVisible());
        QCOMPARE(shown.error(), QStringLiteral("B is 0; it must be at least 1"));
        shown.type("B", "5");
        QTRY_VERIFY(shown.button("OK").isEnabled());
        shown.type("B", "6");
        shown.press("OK");
        QCOMPARE(shown.value().batchSize(), 6);
        QCOMPARE(shown.undo().count(), 1);
    }

    void anotherSeedIsAnother()
    {
        ShownRandom shown;
        for (int i = 0; i < 20; ++i) {
            const QString seed = shown.field("seed").text();
            const core::Document drawn = shown.value();
            shown.press("Another seed");
            QVERIFY(shown.field("seed").text() != seed);
            QVERIFY(shown.value() != drawn);
        }
    }
};

PACKSCOPE_WIDGET_TEST(TestRandomDialog)
#include "tst_random_dialog.moc"
