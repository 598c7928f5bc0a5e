// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/readers.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QTest>

/// Gives every reader what the fuzzers began with and what they found.
class TestCorpus : public QObject {
    Q_OBJECT

  private slots:
    void everyFileIsReadOrRefused_data()
    {
        QTest::addColumn<QString>("reader");
        QTest::addColumn<QString>("file");
        for (const fuzz::Reader &reader : fuzz::readers()) {
            const QString name =
                QString::fromLatin1(reader.name.data(), qsizetype(reader.name.size()));
            const QDir folder(PACKSCOPE_SOURCE_DIR "/tests/fuzz/corpus/" + name);
            const auto files = folder.entryList(QDir::Files);
            QVERIFY2(files.size() >= 3, qPrintable(folder.path()));
            for (const QString &file : files)
                QTest::addRow("%s/%s", qPrintable(name), qPrintable(file))
                    << name << folder.filePath(file);
        }
    }
    void everyFileIsReadOrRefused()
    {
        QFETCH(const QString, reader);
        QFETCH(const QString, file);
        QFile input(file);
        QVERIFY(input.open(QIODevice::ReadOnly));
        fuzz::read(reader.toStdString(), input.readAll().toStdString());
    }
};

PACKSCOPE_TEST(TestCorpus)
#include "tst_corpus.moc"
