// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_reader.h"
#include "core/io/examples.h"
#include "core/io/random_document.h"
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "ui/state/document_file.h"
#include "ui/state/editing.h"
#include "ui/state/kept_document.h"
#include "ui/state/open_document.h"
#include "ui/views/error_bar.h"
#include "ui/views/sequence_list.h"
#include "ui/windows.h"

#include <QApplication>
#include <QListView>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>
#include <iostream>

namespace {

core::Document eight()
{
    return *core::exampleDocument("eight");
}

std::vector<ui::MainWindow *> shownWindows()
{
    std::vector<ui::MainWindow *> windows;
    for (QWidget *widget : QApplication::topLevelWidgets())
        if (auto *window = qobject_cast<ui::MainWindow *>(widget); window && window->isVisible())
            windows.push_back(window);
    return windows;
}

QAbstractItemModel &rowsOf(const ui::MainWindow &window)
{
    return *window.findChild<ui::SequenceList *>()->list().model();
}

QString firstRow(const ui::MainWindow &window)
{
    return rowsOf(window).index(0, 0).data(Qt::EditRole).toString();
}

void type(const ui::MainWindow &window, const QString &text)
{
    QVERIFY(rowsOf(window).setData(rowsOf(window).index(0, 0), text));
}

void trigger(const ui::MainWindow &window, const QString &text)
{
    for (QAction *action : window.findChildren<QAction *>())
        if (action->text() == text)
            return action->trigger();
    qFatal("no action %s", qPrintable(text));
}

/// Lets deleted windows go.
void settle()
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::processEvents();
}

/// In a process of its own: edits without end, and says when the first edit is kept.
int editWithoutEnd(const QString &folder)
{
    ui::OpenDocument open(eight());
    ui::KeptDocument kept(folder);
    kept.follow(open, [] { return std::string(); });
    ui::Editing editing(open);
    editing.type(0, QStringLiteral("storm"));
    kept.keepNow();
    std::cout << "kept" << std::endl;
    for (int i = 0;; ++i) {
        editing.setLength(1, 1 + i % 40);
        kept.keepNow();
    }
}

/// In a process of its own: saves one of two documents after the other.
int saveWithoutEnd(const QString &file)
{
    const core::RandomSpec spec{1, 40, 60, 500, 12, 8, 0, 500};
    const core::Document even = core::randomDocument(spec);
    core::Document odd = even;
    odd.title = "odd";
    for (int i = 0;; ++i) {
        if (!ui::writeDocumentFile(file, i % 2 ? odd : even))
            return 1;
        if (i == 0)
            std::cout << "saved" << std::endl;
    }
}

/// Starts this program in one of its other parts and waits for its first word.
void start(QProcess &process, const QString &part, const QString &path)
{
    process.start(QCoreApplication::applicationFilePath(), {part, path});
    QVERIFY(process.waitForReadyRead());
}

/// As `kill -9` does.
void kill(QProcess &process)
{
    ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
    process.waitForFinished();
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
}

} // namespace

class TestWindows : public QObject {
    Q_OBJECT

  private slots:
    void init()
    {
        tests::useEmptySettings(QStringLiteral("windows"));
        QSettings().setValue(QStringLiteral("reduceMotion"), true);
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
        QApplication::setQuitOnLastWindowClosed(false);
    }
    void cleanup()
    {
        for (ui::MainWindow *window : shownWindows())
            window->closeAndKeep();
        settle();
    }

    void whatWasOpenComesBack()
    {
        const QTemporaryDir folder;
        {
            ui::Windows windows(folder.path());
            ui::MainWindow &first = windows.open(eight(), {});
            type(first, "storm");
            windows.open(*core::exampleDocument("article"), {});
            trigger(first, "&Quit"); // nobody is asked
            settle();
            QVERIFY(shownWindows().empty());
        }
        ui::Windows windows(folder.path());
        QCOMPARE(windows.restore(), 2);
        QStringList rows;
        int modified = 0;
        for (const ui::MainWindow *window : shownWindows()) {
            rows += firstRow(*window);
            modified += window->isWindowModified() ? 1 : 0;
        }
        rows.sort();
        QCOMPARE(rows, (QStringList{"38 20 4", "storm"}));
        QCOMPARE(modified, 1);
        ui::Windows again(folder.path());
        QCOMPARE(again.restore(), 0); // they are somebody's now
    }

    void askedForAFileOnlyTheUnsavedComesBack()
    {
        const QTemporaryDir folder;
        {
            ui::Windows windows(folder.path());
            type(windows.open(eight(), {}), "storm");
            windows.open(*core::exampleDocument("article"), {});
            trigger(*shownWindows().front(), "&Quit");
            settle();
        }
        ui::Windows windows(folder.path());
        QCOMPARE(windows.restore(true), 1);
        QCOMPARE(firstRow(*shownWindows().front()), QStringLiteral("storm"));
    }

    void aFileThatNobodyChangedIsReadAgain()
    {
        const QTemporaryDir folder, files;
        const QString file = files.filePath(QStringLiteral("a.packscope"));
        QVERIFY(ui::writeDocumentFile(file, eight()));
        {
            ui::Windows windows(folder.path());
            trigger(windows.open(eight(), file), "&Quit");
            settle();
        }
        QVERIFY(ui::writeDocumentFile(file, *core::exampleDocument("ties")));
        ui::Windows windows(folder.path());
        QCOMPARE(windows.restore(), 1);
        QCOMPARE(firstRow(*shownWindows().front()), QStringLiteral("rain"));
    }

    void anotherDocumentOpensBesideUnsavedWork()
    {
        const QTemporaryDir folder;
        ui::Windows windows(folder.path());
        ui::MainWindow &first = windows.open(eight(), {});
        trigger(first, "Ties"); // nothing to lose: in its place
        QCOMPARE(shownWindows().size(), std::size_t{1});
        QCOMPARE(firstRow(first), QStringLiteral("rain"));
        type(first, "storm");
        trigger(first, "&New");
        QCOMPARE(shownWindows().size(), std::size_t{2});
        QCOMPARE(firstRow(first), QStringLiteral("storm"));
    }

    void afterAKillNothingIsLost()
    {
        const QTemporaryDir folder;
        QProcess process;
        start(process, QStringLiteral("--edit-without-end"), folder.path());
        {
            ui::Windows windows(folder.path());
            QCOMPARE(windows.restore(), 0); // it lives
        }
        kill(process);
        ui::Windows windows(folder.path());
        QCOMPARE(windows.restore(), 1);
        const ui::MainWindow &window = *shownWindows().front();
        QCOMPARE(firstRow(window), QStringLiteral("storm"));
        QVERIFY(window.isWindowModified());
    }

    void aKillWhileSavingLeavesAWholeFile()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("saved.packscope"));
        for (int round = 0; round < 25; ++round) {
            QProcess process;
            start(process, QStringLiteral("--save-without-end"), file);
            QTest::qSleep(round * 3 % 40);
            kill(process);
            const auto read = ui::readDocumentFile(file);
            QVERIFY2(read, read ? "" : read.error().message.c_str());
        }
    }

    void whatCannotBeReadIsToldAndPutAside()
    {
        const QTemporaryDir folder;
        QFile broken(folder.filePath(QStringLiteral("broken.packscope")));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("{");
        broken.close();
        ui::Windows windows(folder.path());
        QCOMPARE(windows.restore(), 0);
        const ui::MainWindow &window = windows.open(eight(), {});
        QVERIFY(window.findChild<ui::ErrorBar *>()->text().contains(QStringLiteral("broken")));
        QVERIFY(QFile::exists(broken.fileName() + QStringLiteral(".unreadable")));
    }

    void aFolderThatCannotBeWrittenIsToldOnce()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("file"));
        QFile blocking(file);
        QVERIFY(blocking.open(QIODevice::WriteOnly));
        ui::Windows windows(file + QStringLiteral("/kept")); // a file is no folder
        const ui::MainWindow &window = windows.open(eight(), {});
        const auto *bar = window.findChild<ui::ErrorBar *>();
        QTRY_VERIFY(bar->text().contains(QStringLiteral("cannot be written")));
    }
};

static const tests::Entry editing("--edit-without-end", [](int argc, char **argv) {
    const QCoreApplication application(argc, argv);
    return editWithoutEnd(QString::fromLocal8Bit(argv[1]));
});
static const tests::Entry saving("--save-without-end", [](int argc, char **argv) {
    const QCoreApplication application(argc, argv);
    return saveWithoutEnd(QString::fromLocal8Bit(argv[1]));
});
PACKSCOPE_WIDGET_TEST(TestWindows)
#include "tst_windows.moc"
