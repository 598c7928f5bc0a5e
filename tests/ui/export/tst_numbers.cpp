// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/numbers_writer.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/export/numbers.h"

#include <QDir>
#include <QTemporaryDir>

namespace {

std::string bytesOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : "not there";
}

} // namespace

class TestNumbers : public QObject {
    Q_OBJECT

  private slots:
    void theEndOfTheNameSaysTheFormat()
    {
        QVERIFY(ui::numbersFormatOf("a.JSON") == ui::NumbersFormat::json);
        QVERIFY(ui::numbersFormatOf("a.b/c.npz") == ui::NumbersFormat::npz);
        QVERIFY(ui::numbersFormatOf("c.csv/") == ui::NumbersFormat::csv);
        for (const char *name : {"", "json", "a.json.txt", "a.csv/b"})
            QVERIFY2(!ui::numbersFormatOf(name), name);
    }

    void everyTensorIsWritten()
    {
        const auto trace = tests::traceOf("bidirectional");
        const auto numbers = core::numbersOf(*trace);
        const QTemporaryDir folder;
        for (const char *name : {"a.json", "a.npz", "a.csv"})
            QVERIFY(ui::writeNumbers(folder.filePath(name), *trace));
        QCOMPARE(bytesOf(folder.filePath("a.json")), core::numbersJson(numbers));
        QCOMPARE(bytesOf(folder.filePath("a.npz")), *core::numbersNpz(numbers));
        const auto files = core::numbersCsv(numbers);
        for (const core::NamedFile &file : files)
            QCOMPARE(bytesOf(folder.filePath("a.csv/" + QString::fromStdString(file.name))),
                     file.bytes);
        QCOMPARE(QDir(folder.filePath("a.csv")).count(), files.size() + 2); // . and ..
    }

    void whatCannotBeWrittenIsRefused()
    {
        const auto trace = tests::traceOf("one");
        const QTemporaryDir folder;
        const auto other = ui::writeNumbers(folder.filePath("a.xlsx"), *trace);
        QVERIFY(!other);
        QVERIFY(other.error().message.ends_with(
            "a.xlsx: numbers are written as .json, .npz or a folder .csv"));
        for (const char *name : {"no/a.json", "no/a.npz"})
            QVERIFY(!ui::writeNumbers(folder.filePath(name), *trace));
        QVERIFY(!ui::writeNumbers("/proc/a.csv", *trace));
        QVERIFY(QDir(folder.path()).isEmpty());
    }
};

PACKSCOPE_TEST(TestNumbers)
#include "tst_numbers.moc"
