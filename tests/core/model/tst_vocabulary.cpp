// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/vocabulary.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

using Word = std::vector<std::int64_t>;

class TestVocabulary : public QObject {
    Q_OBJECT

  private slots:
    void theLongestTokenWins()
    {
        const Vocabulary vocabulary{{"<pad>", "a", "ab", "b", "abc"}};
        QCOMPARE(*tokenize(vocabulary, "abcabba"), (Word{4, 2, 3, 1}));
        QCOMPARE(*tokenize(vocabulary, "<pad>b"), (Word{0, 3}));
        QCOMPARE(*tokenize(vocabulary, ""), Word{});
    }

    void oneCharacterMayBeSeveralBytes()
    {
        const Vocabulary vocabulary{{"", "ß", "가", "a"}};
        QCOMPARE(*tokenize(vocabulary, "aß가"), (Word{3, 1, 2}));
    }

    void whatDoesNotMatchIsNamed()
    {
        const Vocabulary vocabulary{{"<pad>", "ä", "b"}};
        QCOMPARE(tokenize(vocabulary, "äb가b").error().message,
                 "nothing in the vocabulary matches \"가\" at character 3 of \"äb가b\"");
        QVERIFY(!tokenize(Vocabulary{}, "a"));
    }

    void brokenUtf8IsRefusedToo()
    {
        QVERIFY(!tokenize(Vocabulary{{"a"}}, "a\xF0"));
        QVERIFY(!tokenize(Vocabulary{{"a"}}, "\x80"));
    }

    void anEmptyTokenMatchesNothing() { QVERIFY(!tokenize(Vocabulary{{""}}, "a")); }

    void anIdHasItsTokenOrItsDigits()
    {
        const Vocabulary vocabulary{{"<pad>", "a"}};
        QCOMPARE(tokenText(vocabulary, 1), "a");
        QCOMPARE(tokenText(vocabulary, 2), "2");
        QCOMPARE(tokenText(vocabulary, -1), "-1");
        QCOMPARE(tokenText({}, 38), "38");
    }
};

PACKSCOPE_TEST(TestVocabulary)
#include "tst_vocabulary.moc"
