// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/text_document.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

class TestTextDocument : public QObject {
    Q_OBJECT

  private slots:
    void everyLineIsASequence()
    {
        const auto document = parseTextDocument("knight\r\nsol\n\n");
        QVERIFY(document);
        const auto &input = std::get<TokenInput>(document->input);
        QCOMPARE(input.texts, (std::vector<std::string>{"knight", "sol"}));
        QCOMPARE(document->vocabulary.tokens,
                 (std::vector<std::string>{"<pad>", "g", "h", "i", "k", "l", "n", "o", "s", "t"}));
        QCOMPARE(input.ids[1], (std::vector<std::int64_t>{8, 7, 5}));
        QCOMPARE(document->embedding.shape, (Shape{10, 8}));
        QVERIFY((document->weights.shape == GruShape{8, 8, 1, 1, true}));
        QCOMPARE(document->embedding.at(0, 3), 0.0);
    }

    void charactersAreNotBytes()
    {
        const auto document = parseTextDocument("\xEF\xBB\xBFgrüße 語\n");
        QVERIFY(document);
        QCOMPARE(document->lengths(), std::vector<std::int64_t>{7});
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("nothing") << QByteArray() << "there is no text; each line is one sequence";
        QTest::newRow("only ends")
            << QByteArray("\n\n") << "there is no text; each line is one sequence";
        QTest::newRow("gap") << QByteArray("a\n\nb\n")
                             << "line 2 is empty; a sequence needs at least one character";
        QTest::newRow("lone byte") << QByteArray("ok\na\xff") << "line 2 is not UTF-8 at byte 2";
        QTest::newRow("cut short") << QByteArray("\xE8\xAA") << "line 1 is not UTF-8 at byte 1";
        QTest::newRow("overlong") << QByteArray("\xC0\xAF") << "line 1 is not UTF-8 at byte 1";
        QTest::newRow("overlong, three")
            << QByteArray("\xE0\x80\xAF") << "line 1 is not UTF-8 at byte 1";
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << "line 1 is not UTF-8 at byte 1";
        QTest::newRow("too high") << QByteArray("\xF5\x80\x80\x80")
                                  << "line 1 is not UTF-8 at byte 1";
        QTest::newRow("zero byte")
            << QByteArray("a\0b", 3) << "line 1 has a control character at byte 2";
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, message);
        const auto document =
            parseTextDocument({text.data(), static_cast<std::size_t>(text.size())});
        QVERIFY(!document);
        QCOMPARE(QString::fromStdString(document.error().message), message);
    }
};

PACKSCOPE_TEST(TestTextDocument)
#include "tst_text_document.moc"
