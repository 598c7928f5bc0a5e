// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/state/corpus_file.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using core::LengthUnit;
using ui::CorpusFile;

namespace {

/// A folder with texts.
class Texts {
  public:
    QString put(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("a text cannot be written");
        return file.fileName();
    }

  private:
    QTemporaryDir m_folder;
};

/// Longer than one block, so that it can be stopped within.
QByteArray longText()
{
    return QByteArray("a line of some words\n").repeated(400'000);
}

} // namespace

class TestCorpusFile : public QObject {
    Q_OBJECT

  private slots:
    void aTextIsReadAndCounted()
    {
        const Texts texts;
        CorpusFile corpus;
        QVERIFY(!corpus.counted());
        QSignalSpy progressed(&corpus, &CorpusFile::progressed);
        corpus.open(texts.put("long.txt", longText()));
        QVERIFY(corpus.isReading());
        QTRY_VERIFY(!corpus.isReading());
        const auto &counted = corpus.counted();
        QVERIFY(counted);
        QCOMPARE(counted->name(), QString("long.txt"));
        QCOMPARE(counted->corpus.lengths.sequences(), std::int64_t{400'000});
        QCOMPARE(counted->costs.size(), CorpusFile::batchSizes.size());
        for (std::size_t i = 0; i < counted->costs.size(); ++i)
            QCOMPARE(counted->costs[i].batchSize, CorpusFile::batchSizes[i]);
        QVERIFY(progressed.size() > 1);
        QCOMPARE(progressed.constLast().constFirst().toDouble(), 1.0);
    }

    void wordsAreReadFromTheSameText()
    {
        const Texts texts;
        CorpusFile corpus;
        corpus.setUnit(LengthUnit::words); // of no text yet
        QVERIFY(!corpus.isReading());
        corpus.setUnit(LengthUnit::characters);
        corpus.open(texts.put("a.txt", "two words\n"));
        QTRY_VERIFY(!corpus.isReading());
        QCOMPARE(corpus.counted()->corpus.lengths.cells(), std::int64_t{9});
        corpus.setUnit(LengthUnit::words);
        QVERIFY(corpus.isReading());
        QTRY_VERIFY(!corpus.isReading());
        QCOMPARE(corpus.counted()->corpus.lengths.cells(), std::int64_t{2});
    }

    void cancellingKeepsWhatWasThere()
    {
        const Texts texts;
        CorpusFile corpus;
        const QString first = texts.put("a.txt", "abc\n");
        corpus.open(first);
        QTRY_VERIFY(!corpus.isReading());
        const auto before = corpus.counted();
        QSignalSpy changed(&corpus, &CorpusFile::changed), failed(&corpus, &CorpusFile::failed);
        corpus.open(texts.put("long.txt", longText()));
        corpus.cancel();
        QVERIFY(!corpus.isReading());
        QCOMPARE(changed.size(), 2); // it began and it ended
        QCOMPARE(corpus.fileName(), first);
        corpus.open(first); // is read after whatever the other thread still did
        QTRY_VERIFY(!corpus.isReading());
        QVERIFY(corpus.counted() != before);
        QCOMPARE(corpus.counted()->fileName, first);
        QCOMPARE(failed.size(), 0);
    }

    void aRefusedTextIsTold()
    {
        const Texts texts;
        CorpusFile corpus;
        const QString good = texts.put("a.txt", "abc\n");
        corpus.open(good);
        QTRY_VERIFY(!corpus.isReading());
        QString said;
        connect(&corpus, &CorpusFile::failed, &corpus, [&said](const core::Error &error) {
            said = QString::fromStdString(error.message);
        });
        corpus.open(texts.put("bad.txt", "ok\n\xff\n"));
        QTRY_VERIFY(!corpus.isReading());
        QCOMPARE(said, QString("bad.txt: line 2 is not UTF-8 at byte 1"));
        QCOMPARE(corpus.counted()->fileName, good);
        QCOMPARE(corpus.fileName(), good);
    }

    void onlyTheLastOneCounts()
    {
        const Texts texts;
        CorpusFile corpus;
        const QString longer = texts.put("long.txt", longText());
        for (int i = 0; i < 5; ++i)
            corpus.open(longer);
        QSignalSpy changed(&corpus, &CorpusFile::changed);
        corpus.open(texts.put("a.txt", "abc\n"));
        QTRY_VERIFY(!corpus.isReading());
        QCOMPARE(corpus.counted()->name(), QString("a.txt"));
        QCOMPARE(changed.size(), 2);
    }
};

PACKSCOPE_TEST(TestCorpusFile)
#include "tst_corpus_file.moc"
