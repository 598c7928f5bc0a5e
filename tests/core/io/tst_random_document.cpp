// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/random_document.h"
#include "tests/support/golden.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

class TestRandomDocument : public QObject {
    Q_OBJECT

  private slots:
    void defaultsAreTheNotebooks()
    {
        QCOMPARE(*randomSpec("seed=0,B=2,T=3,V=1000,D=10,H=5,low=0,high=100"), RandomSpec{});
        QCOMPARE(*randomSpec(""), RandomSpec{});
        QCOMPARE(*randomSpec("high=7,seed=18446744073709551615"),
                 (RandomSpec{18446744073709551615U, 2, 3, 1000, 10, 5, 0, 7}));
        QCOMPARE(randomSpec("seed=-1")->seed, 18446744073709551615U);
    }

    void holdsTheNotebooksNumbers_data()
    {
        QTest::addColumn<std::size_t>("index");
        const auto cases = golden::notebookCases();
        for (std::size_t i = 0; i < cases.size(); ++i)
            QTest::newRow(cases[i].name.c_str()) << i;
    }
    void holdsTheNotebooksNumbers()
    {
        QFETCH(std::size_t, index);
        const auto expected = golden::notebookCases()[index];
        const auto document = randomDocument({expected.seed, expected.B, expected.T, expected.V,
                                              expected.D, expected.H, expected.low, expected.high});
        QVERIFY(check(document));
        QCOMPARE(document.lengths(), expected.seqlen);
        QCOMPARE(document.paddedWidth(), expected.T);
        const auto &ids = std::get<TokenInput>(document.input).ids;
        for (Index b = 0; b < expected.B; ++b)
            for (std::size_t t = 0; t < ids[static_cast<std::size_t>(b)].size(); ++t)
                QCOMPARE(ids[static_cast<std::size_t>(b)][t],
                         expected.seq.at(b, static_cast<Index>(t)));
        QCOMPARE(document.weights, expected.document.weights);
        for (const auto &[id, row] : expected.embeddingRows)
            for (Index d = 0; d < expected.D; ++d)
                QCOMPARE(document.embedding.at(id, d), row[d]);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("spec");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *spec, const char *message) {
            QTest::newRow(spec) << spec << message;
        };
        row("seed", "\"seed\" is not a list like seed=0,B=2,T=3");
        row("seed=1,", "\"seed=1,\" is not a list like seed=0,B=2,T=3");
        row("seed=1,,B=2", "\"seed=1,,B=2\" is not a list like seed=0,B=2,T=3");
        row("seed=x", "seed is \"x\"; it must be an integer");
        row("seed=", "seed is \"\"; it must be an integer");
        row("seed=99999999999999999999", "seed is \"99999999999999999999\"; it must be an integer");
        row("B=2.5", "B is \"2.5\"; it must be an integer");
        row("B= 2", "B is \" 2\"; it must be an integer");
        row("B=0", "B is 0; it must be at least 1");
        row("T=-3", "T is -3; it must be at least 1");
        row("b=2", "\"b\" is not one of its keys: seed, B, T, V, D, H, low, high");
        row("B=2,B=2", "B stands twice");
        row("low=5,high=5", "low is 5 and high is 5; low must be less than high");
        row("T=9999999999", "the batch would have shape [2, 9999999999, 10]; it may have at most "
                            "67108864 elements");
        row("V=9999999999",
            "the table would have shape [9999999999, 10]; it may have at most 67108864 elements");
        row("H=10000",
            "input_size 10, hidden_size 10000 and num_layers 1 ask for too many weights; "
            "there may be at most 67108864");
    }
    void refuses()
    {
        QFETCH(QString, spec);
        QFETCH(QString, message);
        const auto parsed = randomSpec(spec.toStdString());
        QVERIFY(!parsed);
        QCOMPARE(QString::fromStdString(parsed.error().message), message);
    }

    void idsBeyondTheTableAreTheDocumentsFault()
    {
        const auto spec = randomSpec("V=3");
        QVERIFY(spec);
        QCOMPARE(check(randomDocument(*spec)).error().torch, "index out of range in self");
    }
};

PACKSCOPE_TEST(TestRandomDocument)
#include "tst_random_document.moc"
