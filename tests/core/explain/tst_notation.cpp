// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/notation.h"
#include "tests/support/cells.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"

#include <QtTest/QTest>

using namespace core;
using enum TensorName;

class TestNotation : public QObject {
    Q_OBJECT

  private slots:
    void textHasNameSymbolsNumbersAndValue()
    {
        const auto trace = tests::traceOf("article");
        const Cell state{{layerOutput, Lane::packed}, 2, 1};
        const QStringList lines =
            QString::fromStdString(plainText(*trace, state)).split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[0], QStringLiteral("output.data[2, 1]"));
        QCOMPARE(lines[1], QStringLiteral("= (1 − z) n + z h_t-1"));
        QVERIFY(lines[2].startsWith(QStringLiteral("= (1 − 0.")));
        QCOMPARE(lines[3].mid(2), QString::fromStdString(cellText(*trace, state)));
    }

    void aGivenNumberIsItsNameAndValue()
    {
        const auto trace = tests::traceOf("eight");
        QCOMPARE(plainText(*trace, {{lengths}, 0}), std::string("lengths[0] = 4"));
        QCOMPARE(latex(*trace, {{lengths}, 0}), std::string("\\mathtt{lengths[0]} = 4"));
    }

    void aCopyNamesWhatItCopies()
    {
        const auto trace = tests::traceOf("article");
        QVERIFY(QString::fromStdString(plainText(*trace, {{packedData}, 0, 0}))
                    .contains(QStringLiteral("\n= x[")));
    }

    void latexOfAGate()
    {
        const auto trace = tests::traceOf("article");
        const auto text = QString::fromStdString(latex(*trace, {{candidate, Lane::packed}, 0, 1}));
        QVERIFY2(text.contains(QStringLiteral(
                     "\\mathtt{n[0, 1]} &= \\tanh(W_{in} x + b_{in} + r (W_{hn} h + b_{hn}))")),
                 qPrintable(text));
        QVERIFY(text.startsWith(QStringLiteral("\\begin{aligned}\n")));
        QVERIFY(text.endsWith(QStringLiteral("\n\\end{aligned}")));
    }

    /// Every cell of every example can be pasted into pdfLaTeX: ASCII only, braces in pairs.
    /// A share names the scores that it is a share of, and which of them it is.
    void aShareOfAClass()
    {
        const auto trace = tests::traceOf("words");
        const Cell share{{stepProbabilities}, 7, 2};
        const std::string text = plainText(*trace, share);
        QVERIFY(text.starts_with("readout(output.data).softmax(-1)[7, 2]\n= "
                                 "softmax(readout(output.data)[7, 0], readout(output.data)[7, 1]"));
        QVERIFY(text.find("[7, 4])[2]\n= softmax(") != text.npos);
        QVERIFY(latex(*trace, share).find("&= \\operatorname{softmax}(\\mathtt{readout(") !=
                std::string::npos);
    }

    void latexIsWellFormed_data()
    {
        QTest::addColumn<QString>("example");
        for (const Example &example : examples()) {
            const auto name = QString::fromUtf8(example.name.data(), std::ssize(example.name));
            QTest::newRow(qPrintable(name)) << name;
        }
    }
    void latexIsWellFormed()
    {
        QFETCH(QString, example);
        const auto trace = tests::traceOf(example.toStdString());
        tests::forEachCell(*trace, [&](const Cell &cell) {
            if (cell.tensor.name == embeddingWeight)
                return;
            const std::string text = latex(*trace, cell);
            int depth = 0, round = 0;
            for (const char c : text) {
                QVERIFY2(static_cast<unsigned char>(c) < 0x80, text.c_str());
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                round += c == '(' ? 1 : c == ')' ? -1 : 0;
                QVERIFY2(depth >= 0 && round >= 0, text.c_str());
            }
            QVERIFY2(depth == 0 && round == 0, text.c_str());
        });
    }
};

PACKSCOPE_TEST(TestNotation)
#include "tst_notation.moc"
