// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/state/whole_file.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace ui;

namespace {

QString in(const QTemporaryDir &folder, const char *name)
{
    return folder.filePath(QString::fromUtf8(name));
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : "not there";
}

} // namespace

class TestWholeFile : public QObject {
    Q_OBJECT

  private slots:
    void replacesAWholeFile()
    {
        const QTemporaryDir folder;
        QVERIFY(writeWholeFile(in(folder, "a"), "a long first text"));
        QVERIFY(writeWholeFile(in(folder, "a"), std::string("b\0c", 3)));
        QCOMPARE(contentOf(in(folder, "a")), QByteArray("b\0c", 3));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{"a"});
    }

    void leavesNothingWhereItCannotWrite()
    {
        const QTemporaryDir folder;
        const auto done = writeWholeFile(in(folder, "none/a"), "x");
        QVERIFY(!done);
        QVERIFY(
            done.error().message.ends_with("none/a: cannot be written: No such file or directory"));
        QVERIFY(!writeWholeFile(in(folder, "."), "x"));
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    /// A disk that fills up while the file is written, here one that takes no more than 64 KiB of it.
    void whereTheDiskFillsUpTheOldFileStays()
    {
        const QTemporaryDir folder;
        QVERIFY(writeWholeFile(in(folder, "a"), "what was there"));
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit small{rlim_t{64} << 10, before.rlim_max};
        const auto old = std::signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &small);
        const auto done = writeWholeFile(in(folder, "a"), std::string(std::size_t{1} << 20, 'x'));
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, old);
        QVERIFY(!done);
        QVERIFY(done.error().message.ends_with("a: cannot be written: the disk is full"));
        QCOMPARE(contentOf(in(folder, "a")), "what was there");
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{"a"});
    }

    void aFileThatMayOnlyBeReadIsRefusedOrReplacedWhole()
    {
        const QTemporaryDir folder;
        QVERIFY(writeWholeFile(in(folder, "a"), "what was there"));
        QVERIFY(QFile::setPermissions(in(folder, "a"), QFileDevice::ReadOwner));
        const auto done = writeWholeFile(in(folder, "a"), "new"); // root may write everything
        QCOMPARE(contentOf(in(folder, "a")), done ? "new" : "what was there");
        if (!done)
            QVERIFY(done.error().message.find("cannot be written") != std::string::npos);
    }

    void fillsAFolderAndLeavesOtherFilesAlone()
    {
        const QTemporaryDir folder;
        QVERIFY(writeWholeFolder(in(folder, "new/csv"), {{"a.csv", "1"}, {"b.csv", "2"}}));
        QVERIFY(writeWholeFile(in(folder, "new/csv/note"), "mine"));
        QVERIFY(writeWholeFolder(in(folder, "new/csv/"), {{"a.csv", "3"}}));
        QCOMPARE(contentOf(in(folder, "new/csv/a.csv")), "3");
        QCOMPARE(contentOf(in(folder, "new/csv/b.csv")), "2");
        QCOMPARE(contentOf(in(folder, "new/csv/note")), "mine");
    }

    void aFolderIsWrittenWholeOrNotAtAll()
    {
        const QTemporaryDir folder;
        QVERIFY(!writeWholeFolder(in(folder, "csv"), {{"a.csv", "1"}, {"no/b.csv", "2"}}));
        QVERIFY(QDir(folder.path()).isEmpty());
        QVERIFY(writeWholeFile(in(folder, "file"), "x"));
        QVERIFY(!writeWholeFolder(in(folder, "file"), {{"a.csv", "1"}}));
        QCOMPARE(contentOf(in(folder, "file")), "x");
    }
};

PACKSCOPE_TEST(TestWholeFile)
#include "tst_whole_file.moc"
