// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/mapped_file.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace core;

namespace {

std::string written(const QTemporaryDir &folder, const std::string &bytes)
{
    const std::string name = folder.filePath("a").toStdString();
    std::ofstream(name, std::ios::binary) << bytes;
    return name;
}

} // namespace

class TestMappedFile : public QObject {
    Q_OBJECT

  private slots:
    void theBytesAreThoseOfTheFile()
    {
        const QTemporaryDir folder;
        const std::string bytes("a\0b\n", 4);
        const auto file = MappedFile::open(written(folder, bytes));
        QVERIFY(file && file->isUnchanged());
        QCOMPARE(std::string(file->bytes()), bytes);
    }

    void anEmptyFileHasNone()
    {
        const QTemporaryDir folder;
        const auto file = MappedFile::open(written(folder, ""));
        QVERIFY(file && file->isUnchanged());
        QVERIFY(file->bytes().empty());
    }

    void theBytesStayWhereTheyAreWhenItMoves()
    {
        const QTemporaryDir folder;
        auto file = MappedFile::open(written(folder, "abc"));
        const std::string_view bytes = file->bytes();
        const MappedFile moved = std::move(*file);
        QCOMPARE(moved.bytes().data(), bytes.data());
        QCOMPARE(std::string(bytes), std::string("abc"));
        QVERIFY(moved.isUnchanged());
    }

    void aChangeIsNoticed()
    {
        const QTemporaryDir folder;
        const std::string name = written(folder, "abc");
        const auto file = MappedFile::open(name);
        std::filesystem::resize_file(name, 2);
        QVERIFY(!file->isUnchanged());
    }

    void whatIsNoFileIsRefused()
    {
        const QTemporaryDir folder;
        QCOMPARE(MappedFile::open(folder.filePath("none").toStdString()).error().message,
                 std::string("there is no such file"));
        QCOMPARE(MappedFile::open(folder.path().toStdString()).error().message,
                 std::string("this is not a file that can be read"));
        QCOMPARE(MappedFile::open("/dev/null").error().message,
                 std::string("this is not a file that can be read"));
    }
};

PACKSCOPE_TEST(TestMappedFile)
#include "tst_mapped_file.moc"
