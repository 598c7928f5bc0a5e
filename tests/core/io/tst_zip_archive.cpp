// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/number_bytes.h"
#include "core/io/zip_archive.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

namespace {

/// Where the central directory says something of an entry, after the name that stands in both places.
std::size_t directoryEntry(const std::string &bytes, std::size_t which)
{
    std::size_t at = 0;
    for (std::size_t i = 0; i <= which; ++i)
        at = bytes.find("PK\x01\x02", at + 1);
    return at;
}

template <class Number> void put(std::string &bytes, std::size_t at, Number number)
{
    std::string part;
    appendNumber(part, number);
    bytes.replace(at, part.size(), part);
}

std::string two()
{
    return *zipBytes({{"a", "hello"}, {"b", std::string(300'000, 'x')}});
}

QString zipRefusal(const std::string &bytes)
{
    const auto archive = ZipArchive::open(bytes);
    return archive ? "none" : QString::fromStdString(archive.error().message);
}

constexpr std::size_t packedAt = 20, sizeAt = 24, methodAt = 10, nameAt = 46; // in the directory

} // namespace

class TestZipArchive : public QObject {
    Q_OBJECT

  private slots:
    void partsAreRead()
    {
        const std::string bytes = two();
        const auto archive = ZipArchive::open(bytes);
        QVERIFY(archive);
        QCOMPARE(archive->entries().size(), std::size_t(2));
        QCOMPARE(archive->entries()[1].size, std::uint64_t(300'000));
        QCOMPARE(*archive->read(0), std::string("hello"));
        QCOMPARE(*archive->read(0, 1, 3), std::string("ell"));
        QCOMPARE(*archive->read(0, 5, 0), std::string());
        QCOMPARE(archive->read(1, 200'000, 100'000)->size(), std::size_t(100'000));
        QCOMPARE(*archive->head(0, 2), std::string("he"));
        QCOMPARE(*archive->head(0, 99), std::string("hello"));
    }

    void damageIsNoticedOutsideOfWhatIsTaken()
    {
        std::string bytes = two();
        bytes[bytes.find("hello") + 4] = 'a';
        const auto archive = ZipArchive::open(bytes);
        QCOMPARE(archive->read(0, 0, 2).error().message, std::string("it is damaged"));
        QVERIFY(archive->read(1));
    }

    void anEntryThatLeavesTheArchiveIsRefused()
    {
        std::string bytes = two();
        put(bytes, directoryEntry(bytes, 1) + packedAt, std::uint32_t{400'000});
        put(bytes, directoryEntry(bytes, 1) + sizeAt, std::uint32_t{400'000});
        QCOMPARE(zipRefusal(bytes), "the entries of the archive have more bytes than the archive");
    }

    void entriesThatShareBytesAreRefused()
    {
        // Both claim the large one: together they have more bytes than there are.
        std::string bytes = two();
        for (const std::size_t at : {packedAt, sizeAt})
            put(bytes, directoryEntry(bytes, 0) + at, std::uint32_t{300'000});
        QCOMPARE(zipRefusal(bytes), "the entries of the archive have more bytes than the archive");
    }

    void aStoredEntryHasItsOwnSize()
    {
        std::string bytes = two();
        put(bytes, directoryEntry(bytes, 0) + sizeAt, std::uint32_t{4'000'000'000});
        QCOMPARE(zipRefusal(bytes), "\"a\" has 5 bytes in the archive, which says 4000000000");
    }

    void aBombIsRefusedByItsOwnWords()
    {
        std::string bytes = two();
        put(bytes, directoryEntry(bytes, 0) + sizeAt, std::uint32_t{4'000'000'000});
        put(bytes, directoryEntry(bytes, 0) + methodAt, std::uint16_t{8});
        QCOMPARE(zipRefusal(bytes),
                 "the entries of the archive unpack to more than 1073741824 bytes; "
                 "that is the most that is read");
    }

    void aNameStandsOnce()
    {
        std::string bytes = two();
        bytes[directoryEntry(bytes, 1) + nameAt] = 'a';
        bytes[bytes.find("PK\x03\x04", 4) + 30] = 'a';
        QCOMPARE(zipRefusal(bytes), "\"a\" stands twice in the archive");
    }
};

PACKSCOPE_TEST(TestZipArchive)
#include "tst_zip_archive.moc"
