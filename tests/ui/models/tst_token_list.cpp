// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/examples.h"
#include "core/model/model_edits.h"
#include "tests/support/test_program.h"
#include "ui/models/token_list.h"
#include "ui/state/editing.h"
#include "ui/state/open_document.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace {

struct OpenedTokens {
    explicit OpenedTokens(const char *example) : open(*core::exampleDocument(example)) {}

    bool type(int row, const QString &text)
    {
        return list.setData(list.index(row), text, Qt::EditRole);
    }
    QString text(int row) const { return list.index(row).data().toString(); }
    std::vector<std::string> tokens() const { return open.value()->vocabulary.tokens; }

    ui::OpenDocument open;
    ui::Editing editing{open};
    ui::TokenList list{open, editing};
    QAbstractItemModelTester tester{&list, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

} // namespace

class TestTokenList : public QObject {
    Q_OBJECT

  private slots:
    void init() { QTest::failOnWarning(QRegularExpression(".*")); }

    void thereIsARowForEachOfTheEmbedding()
    {
        OpenedTokens words("eight");
        QCOMPARE(words.list.rowCount(), 27);
        QCOMPARE(words.text(1), QStringLiteral("a"));
        OpenedTokens ids("article");
        QCOMPARE(ids.list.rowCount(), static_cast<int>(ids.open.value()->embedding.extent(0)));
        QCOMPARE(ids.text(0), QString());
    }

    void namesHaveNoGaps()
    {
        OpenedTokens ids("article");
        QVERIFY(!ids.type(3, "d"));
        QVERIFY(ids.type(0, "<pad>") && ids.type(1, "a") && ids.type(2, "b"));
        QCOMPARE(ids.tokens(), (std::vector<std::string>{"<pad>", "a", "b"}));
        QVERIFY(ids.type(2, "")); // the last one goes
        QCOMPARE(ids.tokens(), (std::vector<std::string>{"<pad>", "a"}));
        QVERIFY(!ids.type(0, ""));
        QVERIFY(!ids.type(2, ""));
    }

    void whatIsRefusedIsTold()
    {
        OpenedTokens words("eight");
        const core::Document before = *words.open.value();
        QSignalSpy refused(&words.list, &ui::TokenList::refused);
        QVERIFY(!words.type(2, "a"));
        QCOMPARE(QString::fromStdString(refused[0][0].value<core::Error>().message),
                 QStringLiteral("token 2 is \"a\" again; each token is another text"));
        QVERIFY(!words.list.replaceAll(std::vector<std::string>(28, "x")));
        QVERIFY(QString::fromStdString(refused[1][0].value<core::Error>().message)
                    .startsWith("there are 28 tokens; the embedding has 27 rows"));
        QVERIFY(*words.open.value() == before);
    }

    void oneTokenIsOneStep()
    {
        OpenedTokens words("eight");
        const core::Document before = *words.open.value();
        QVERIFY(words.type(3, "C") && words.type(3, "Ch") && words.type(4, "D"));
        QCOMPARE(words.open.undoStack().count(), 2);
        words.open.undoStack().undo();
        words.open.undoStack().undo();
        QVERIFY(*words.open.value() == before);
        QCOMPARE(words.text(3), QStringLiteral("c"));
    }

    void anotherModelHasOtherRows()
    {
        OpenedTokens words("eight");
        core::ModelSpec spec = core::modelSpecOf(*words.open.value());
        spec.V = 40;
        words.open.change(*core::withModel(*words.open.value(), spec), "Model");
        QCOMPARE(words.list.rowCount(), 40);
        QVERIFY(words.type(27, "ä"));
    }

    void everyTokenCanBeSeenAndTyped_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("seen");
        QTest::newRow("letter") << QByteArray("a") << "a";
        QTest::newRow("hangul") << QByteArray("한") << "한";
        QTest::newRow("space") << QByteArray(" ") << "\\s";
        QTest::newRow("line") << QByteArray("a\nb\t\r") << "a\\nb\\t\\r";
        QTest::newRow("backslash") << QByteArray("\\n") << "\\\\n";
        QTest::newRow("two") << QByteArray("\\\\") << "\\\\\\\\";
    }
    void everyTokenCanBeSeenAndTyped()
    {
        QFETCH(QByteArray, token);
        QFETCH(QString, seen);
        QCOMPARE(ui::visibleToken(token.toStdString()), seen);
        QCOMPARE(ui::typedToken(seen), token.toStdString());
        QCOMPARE(ui::typedToken("a\\q\\"), std::string("a\\q\\")); // no escape at all
    }
};

PACKSCOPE_WIDGET_TEST(TestTokenList)
#include "tst_token_list.moc"
