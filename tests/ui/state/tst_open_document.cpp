// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/examples.h"
#include "tests/support/test_program.h"
#include "ui/state/document_file.h"
#include "ui/state/open_document.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace {

core::Document example(std::string_view name)
{
    return *core::exampleDocument(name);
}

core::Document titled(core::Document document, std::string title)
{
    document.title = std::move(title);
    return document;
}

} // namespace

class TestOpenDocument : public QObject {
    Q_OBJECT

  private slots:
    void init() { QTest::failOnWarning(QRegularExpression(".*")); }

    void undoingEverythingRestoresTheFirstValue()
    {
        const core::Document first = example("article");
        ui::OpenDocument open(first);
        QSignalSpy changed(&open, &ui::OpenDocument::changed);
        open.change(titled(first, "two"), "Rename");
        open.change(titled(first, "three"), "Rename");
        QVERIFY(open.isModified());
        QCOMPARE(open.title(), QStringLiteral("three"));
        open.undoStack().undo();
        QCOMPARE(open.title(), QStringLiteral("two"));
        open.undoStack().undo();
        QVERIFY(*open.value() == first);
        QVERIFY(!open.isModified());
        open.undoStack().redo();
        QCOMPARE(open.title(), QStringLiteral("two"));
        QCOMPARE(changed.size(), 5);
    }

    void aChangeToTheSameValueIsNone()
    {
        ui::OpenDocument open(example("ties"));
        QSignalSpy changed(&open, &ui::OpenDocument::changed);
        open.change(example("ties"), "Nothing");
        QCOMPARE(changed.size(), 0);
        QCOMPARE(open.undoStack().count(), 0);
    }

    void theHistoryFitsIntoTheMemory()
    {
        QCOMPARE(ui::OpenDocument(example("article")).undoStack().undoLimit(), 1000);
        core::Document large = example("article");
        large.embedding = core::Tensor<double>({1 << 19, 10}, 0.5); // 40 MiB
        ui::OpenDocument open(large);
        QVERIFY(open.undoStack().undoLimit() <= 25);
        ui::OpenDocument other(example("article"));
        other.open(large, {});
        QVERIFY(other.undoStack().undoLimit() <= 25);
    }

    void saveThenLoadIsTheIdentity()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath("a ü.packscope");
        for (const core::Example &each : core::examples()) {
            ui::OpenDocument open(example(each.name));
            open.change(titled(*open.value(), "changed"), "Rename");
            QVERIFY(open.saveAs(file, {}).ok());
            QVERIFY(!open.isModified());
            QCOMPARE(open.fileName(), file);
            const auto read = ui::readDocumentFile(file);
            QVERIFY(read.ok());
            QVERIFY(*read == *open.value());
        }
    }

    void aFailedSaveChangesNothing()
    {
        ui::OpenDocument open(example("one"), "/some/where.packscope");
        open.change(titled(*open.value(), "changed"), "Rename");
        const auto saved = open.saveAs("/there/is/no/such/folder/a.packscope", {});
        QVERIFY(!saved.ok());
        QVERIFY(QString::fromStdString(saved.error().message).contains("/there/is/no/such/folder"));
        QVERIFY(open.isModified());
        QCOMPARE(open.fileName(), QStringLiteral("/some/where.packscope"));
    }

    void openingForgetsWhatWasDone()
    {
        ui::OpenDocument open(example("one"));
        open.change(titled(*open.value(), "changed"), "Rename");
        open.open(example("eight"), "/some/file.packscope");
        QVERIFY(!open.isModified());
        QVERIFY(!open.undoStack().canUndo());
        QVERIFY(*open.value() == example("eight"));
    }

    void isCalledAfterItsFileWithoutATitle()
    {
        const ui::OpenDocument open(titled(example("one"), ""), "/some/my words.packscope");
        QCOMPARE(open.title(), QStringLiteral("my words"));
    }

    void textFilesHoldOneSequenceALine()
    {
        const QTemporaryDir folder;
        const QString name = folder.filePath("words.TXT");
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("knight\nojo\n");
        file.close();
        const auto read = ui::readDocumentFile(name);
        QVERIFY(read.ok());
        QCOMPARE(read->batchSize(), core::Index(2));
    }
};

PACKSCOPE_TEST(TestOpenDocument)
#include "tst_open_document.moc"
