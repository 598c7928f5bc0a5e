// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/edited_dialog.h"
#include "tests/support/test_program.h"
#include "ui/views/error_bar.h"
#include "ui/views/segmented.h"
#include "ui/views/vocabulary_dialog.h"

#include <QFile>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using core::UnknownTokens;

namespace {

class ShownVocabulary : public tests::EditedDialog<ui::VocabularyDialog> {
  public:
    explicit ShownVocabulary(std::string_view example = "eight") : EditedDialog(example)
    {
        start();
    }

    core::Vocabulary vocabulary() const { return value().vocabulary; }
    ui::ErrorBar &errors() const { return *dialog().findChild<ui::ErrorBar *>(); }
    void load(const QByteArray &bytes)
    {
        QTemporaryDir folder;
        const QString name = folder.filePath("tokens.txt");
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        dialog().load(name);
    }
};

} // namespace

class TestVocabularyDialog : public QObject {
    Q_OBJECT

  private slots:
    void init()
    {
        tests::useEmptySettings(QStringLiteral("tst_vocabulary_dialog"));
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
    }

    void theRulesFollow()
    {
        ShownVocabulary shown;
        const core::Document before = shown.value();
        shown.press("Words");
        QVERIFY(shown.vocabulary().words);
        shown.press("Refuse");
        QCOMPARE(shown.vocabulary().unknown, UnknownTokens::refuse);
        shown.press("Map");
        QCOMPARE(shown.vocabulary().unknown, UnknownTokens::map);
        QCOMPARE(shown.vocabulary().tokens.back(), std::string(core::unknownToken));
        QVERIFY(shown.pictureFollows());
        while (shown.undo().canUndo())
            shown.undo().undo();
        QVERIFY(shown.value() == before);
        for (const ui::Segmented *rule : shown.dialog().findChildren<ui::Segmented *>())
            QCOMPARE(rule->current(), rule->accessibleName() == "Unknown text"
                                          ? static_cast<int>(before.vocabulary.unknown)
                                          : 0);
    }

    /// Where rows have no names there is none for "<unk>".
    void aRuleThatIsRefusedIsNotShownAsIfItHeld()
    {
        ShownVocabulary shown("article");
        const core::Document before = shown.value();
        shown.press("Map");
        QVERIFY(shown.error().contains("\"<unk>\" must be one of its tokens"));
        QVERIFY(shown.value() == before);
        QVERIFY(!shown.button("Map").isChecked());
        shown.press("Add");
        QCOMPARE(shown.error(), QString());
        QCOMPARE(shown.vocabulary().unknown, UnknownTokens::add);
    }

    void tokensComeFromAFile()
    {
        ShownVocabulary shown;
        const core::Document before = shown.value();
        shown.load("<pad>\nx\ny\n");
        QCOMPARE(shown.vocabulary().tokens, (std::vector<std::string>{"<pad>", "x", "y"}));
        QCOMPARE(shown.undo().count(), 1);
        QVERIFY(shown.pictureFollows());
        shown.undo().undo();
        QVERIFY(shown.value() == before);
    }

    void aFileThatIsRefusedChangesNothing()
    {
        ShownVocabulary shown;
        const core::Document before = shown.value();
        shown.load("a\nb\na\n");
        QCOMPARE(shown.errors().text(),
                 QStringLiteral("token 2 is \"a\" again; each token is another text"));
        QVERIFY(shown.errors().isVisible());
        shown.dialog().load("/none/tokens.txt");
        QVERIFY(shown.errors().text().startsWith("tokens.txt: "));
        QVERIFY(shown.value() == before);
        shown.press("Words");
        QVERIFY(!shown.errors().isVisible());
    }

    void tokensAreTypedInTheirRows()
    {
        ShownVocabulary shown;
        auto &table = *shown.dialog().findChild<QTableView *>();
        const QModelIndex cell = table.model()->index(1, 0);
        table.setCurrentIndex(cell);
        table.edit(cell);
        auto *editor = table.viewport()->findChild<QLineEdit *>();
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, "\\s");
        QTest::keyClick(editor, Qt::Key_Return);
        QCoreApplication::processEvents(); // the view takes it then
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(shown.dialog().isVisible());
        QCOMPARE(shown.vocabulary().tokens[1], std::string(" "));
        QVERIFY(shown.pictureFollows());
    }

    void clearedItIsIds()
    {
        ShownVocabulary shown;
        shown.press("Clear");
        QVERIFY(shown.vocabulary().tokens.empty());
        QVERIFY(shown.pictureFollows());
    }
};

PACKSCOPE_WIDGET_TEST(TestVocabularyDialog)
#include "tst_vocabulary_dialog.moc"
