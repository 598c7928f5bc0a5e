// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/corpus_reader.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest/QTest>
#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace core;

namespace {

/// Counts a text that comes in pieces of `piece` bytes.
Result<Corpus> counted(std::string_view text, LengthUnit unit, std::size_t piece = 1 << 20)
{
    CorpusCounter counter(unit);
    for (std::size_t at = 0; at < text.size(); at += piece)
        if (const auto taken = counter.take(text.substr(at, piece)); !taken)
            return taken.error();
    return counter.finish();
}

Corpus corpusOf(const std::vector<std::int64_t> &lengths, std::int64_t emptyLines = 0)
{
    Corpus corpus;
    for (const std::int64_t length : lengths)
        corpus.lengths.add(length);
    corpus.emptyLines = emptyLines;
    return corpus;
}

} // namespace

class TestCorpusReader : public QObject {
    Q_OBJECT

  private slots:
    void lengths_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QList<int>>("characters");
        QTest::addColumn<QList<int>>("words");
        const auto row = [](const char *name, const char *text, const QList<int> &characters,
                            const QList<int> &words) {
            QTest::newRow(name) << QByteArray(text) << characters << words;
        };
        row("lines", "knight\nsol\n", {6, 3}, {1, 1});
        row("no end", "ab\nc d", {2, 3}, {1, 2});
        row("CR LF", "ab\r\nc d\r\n", {2, 3}, {1, 2});
        row("CR at the end", "ab\r", {2}, {1});
        row("CR within", "a\rb\n", {3}, {2});
        row("white space", " a\t\tb  c \n", {9}, {3});
        row("characters, not bytes",
            "gr\xC3\xBC\xC3\x9F"
            "e \xE8\xAA\x9E \xF0\x9F\x98\x80\n",
            {9}, {3});
        row("empty lines", "a\n\n\r\nb\n\n", {1, 1}, {1, 1});
        row("only spaces", "   \na b\n", {3, 3}, {2});
    }
    void lengths()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QList<int>, characters);
        QFETCH(const QList<int>, words);
        const std::string bytes = text.toStdString();
        for (const std::size_t piece : {1, 2, 3, 1000}) {
            const auto byCharacters = counted(bytes, LengthUnit::characters, piece);
            const auto byWords = counted(bytes, LengthUnit::words, piece);
            QVERIFY(byCharacters && byWords);
            QVERIFY(byCharacters->lengths ==
                    corpusOf({characters.begin(), characters.end()}).lengths);
            QVERIFY(byWords->lengths == corpusOf({words.begin(), words.end()}).lengths);
        }
    }

    void emptyLinesAreLeftOutAndCounted()
    {
        QVERIFY(*counted("a\n\n\r\nb\n", LengthUnit::characters) == corpusOf({1, 1}, 2));
        QVERIFY(*counted("a\n  \n\nb c", LengthUnit::words) == corpusOf({1, 2}, 2));
    }

    void itDoesNotMatterWhereATextIsCut()
    {
        QVERIFY(rc::check([] {
            const std::vector<std::string> letters{
                "a", " ", "\n", "\r", "\t", "\xC3\xBC", "\xE8\xAA\x9E", "\xF0\x9F\x98\x80", "\xBF"};
            const auto picked = *rc::gen::container<std::vector<std::size_t>>(
                rc::gen::inRange<std::size_t>(0, letters.size()));
            std::string text;
            for (const std::size_t i : picked)
                text += letters[i];
            for (const LengthUnit unit : {LengthUnit::characters, LengthUnit::words}) {
                const auto whole = counted(text, unit);
                const auto cut = counted(text, unit, *rc::gen::inRange<std::size_t>(1, 5));
                RC_ASSERT(whole.ok() == cut.ok());
                if (whole)
                    RC_ASSERT(*whole == *cut);
                else
                    RC_ASSERT(whole.error().message == cut.error().message);
            }
        }));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("nothing") << QByteArray() << "there is no text; each line is one sequence";
        QTest::newRow("only ends")
            << QByteArray("\n\r\n\n") << "there is no text; each line is one sequence";
        QTest::newRow("lone byte") << QByteArray("ok\na\xff") << "line 2 is not UTF-8 at byte 2";
        QTest::newRow("tail alone") << QByteArray("\x80") << "line 1 is not UTF-8 at byte 1";
        QTest::newRow("cut short") << QByteArray("a\xE8\xAA") << "line 1 is not UTF-8 at byte 2";
        QTest::newRow("cut by a line")
            << QByteArray("a\nb\xE8\xAA\nc") << "line 2 is not UTF-8 at byte 2";
        QTest::newRow("overlong") << QByteArray("\xC0\xAF") << "line 1 is not UTF-8 at byte 1";
        QTest::newRow("overlong, three")
            << QByteArray("\xE0\x80\xAF") << "line 1 is not UTF-8 at byte 1";
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << "line 1 is not UTF-8 at byte 1";
        QTest::newRow("too high") << QByteArray("\xF4\x90\x80\x80")
                                  << "line 1 is not UTF-8 at byte 1";
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFE"
                                              "a\0",
                                              4)
                                << "line 1 is not UTF-8 at byte 1";
        QTest::newRow("zero byte")
            << QByteArray("a\nb\0", 4) << "line 2 has a zero byte; a text has none";
    }
    void refuses()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, message);
        const auto corpus = counted(text.toStdString(), LengthUnit::characters);
        QVERIFY(!corpus);
        QCOMPARE(QString::fromStdString(corpus.error().message), message);
    }

    void aFileIsReadInBlocks()
    {
        const QTemporaryDir folder;
        const QString name = folder.filePath("corpus.txt");
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("\xEF\xBB\xBF");
        Corpus expected;
        const QByteArray syllable("\xE8\xAA\x9E"); // 3 does not divide the size of a block
        for (int i = 0; i < 30'000; ++i) {
            const int length = 1 + i * 7919 % 50;
            file.write(syllable.repeated(length) + '\n');
            expected.lengths.add(length);
        }
        file.close();
        std::vector<std::uintmax_t> told;
        const auto size = static_cast<std::uintmax_t>(QFileInfo(name).size());
        CorpusOptions options;
        options.progress = [&](std::uintmax_t read, std::uintmax_t total) {
            QCOMPARE(total, size);
            told.push_back(read);
        };
        const auto corpus = readCorpus(name.toStdString(), options);
        QVERIFY(corpus);
        QVERIFY(*corpus == expected);
        QVERIFY(told.size() >= 3);
        QVERIFY(std::ranges::is_sorted(told));
        QCOMPARE(told.back(), size);
    }

    void readingCanBeStopped()
    {
        std::stop_source stop;
        CorpusOptions options;
        int told = 0;
        options.stop = stop.get_token();
        options.progress = [&](std::uintmax_t, std::uintmax_t) {
            ++told;
            stop.request_stop();
        };
        const QTemporaryDir folder;
        QFile file(folder.filePath("long.txt"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(3 << 20, 'a'));
        file.close();
        const auto corpus = readCorpus(file.fileName().toStdString(), options);
        QVERIFY(!corpus);
        QCOMPARE(corpus.error().message, std::string("long.txt: stopped"));
        QCOMPARE(told, 1);
    }

    void filesThatCannotBeReadAreNamed()
    {
        const QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        QCOMPARE(readCorpus(path + "/none.txt").error().message,
                 std::string("none.txt: there is no such file"));
        QVERIFY(QDir(folder.path()).mkdir("folder"));
        QCOMPARE(readCorpus(path + "/folder").error().message,
                 std::string("folder: this is not a file that can be read"));
        QFile file(folder.filePath("empty.txt"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(readCorpus(path + "/empty.txt").error().message,
                 std::string("empty.txt: there is no text; each line is one sequence"));
    }
};

PACKSCOPE_TEST(TestCorpusReader)
#include "tst_corpus_reader.moc"
