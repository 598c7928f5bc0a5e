// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/write_file.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace app;

namespace {

std::filesystem::path in(const QTemporaryDir &folder, const char *name)
{
    return std::filesystem::path(folder.path().toStdString()) / name;
}

QByteArray contentOf(const std::filesystem::path &path)
{
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : "not there";
}

} // namespace

class TestWriteFile : public QObject {
    Q_OBJECT

  private slots:
    void replacesAWholeFile()
    {
        const QTemporaryDir folder;
        QVERIFY(writeFile(in(folder, "a"), "a long first text"));
        QVERIFY(writeFile(in(folder, "a"), std::string("b\0c", 3)));
        QCOMPARE(contentOf(in(folder, "a")), QByteArray("b\0c", 3));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{"a"});
    }

    void leavesNothingWhereItCannotWrite()
    {
        const QTemporaryDir folder;
        const auto done = writeFile(in(folder, "none/a"), "x");
        QVERIFY(!done);
        QVERIFY(
            done.error().message.ends_with("none/a: cannot be written: No such file or directory"));
        QVERIFY(!writeFile(in(folder, "."), "x"));
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void fillsAFolderAndLeavesOtherFilesAlone()
    {
        const QTemporaryDir folder;
        QVERIFY(writeFolder(in(folder, "new/csv"), {{"a.csv", "1"}, {"b.csv", "2"}}));
        QVERIFY(writeFile(in(folder, "new/csv/note"), "mine"));
        QVERIFY(writeFolder(in(folder, "new/csv/"), {{"a.csv", "3"}}));
        QCOMPARE(contentOf(in(folder, "new/csv/a.csv")), "3");
        QCOMPARE(contentOf(in(folder, "new/csv/b.csv")), "2");
        QCOMPARE(contentOf(in(folder, "new/csv/note")), "mine");
    }

    void aFolderIsWrittenWholeOrNotAtAll()
    {
        const QTemporaryDir folder;
        QVERIFY(!writeFolder(in(folder, "csv"), {{"a.csv", "1"}, {"no/b.csv", "2"}}));
        QVERIFY(QDir(folder.path()).isEmpty());
        QVERIFY(writeFile(in(folder, "file"), "x"));
        QVERIFY(!writeFolder(in(folder, "file"), {{"a.csv", "1"}}));
        QCOMPARE(contentOf(in(folder, "file")), "x");
    }
};

QTEST_GUILESS_MAIN(TestWriteFile)
#include "tst_write_file.moc"
