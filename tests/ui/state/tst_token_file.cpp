// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/state/token_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using Tokens = std::vector<std::string>;

class TestTokenFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString written(const QByteArray &bytes) const
    {
        const QString name = m_folder.filePath("tokens.txt");
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return name;
    }

  private slots:
    void readsALineAToken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Tokens>("tokens");
        QTest::newRow("lines") << QByteArray("<pad>\na\nb\n") << Tokens{"<pad>", "a", "b"};
        QTest::newRow("no last end") << QByteArray("a\nb") << Tokens{"a", "b"};
        QTest::newRow("other ends") << QByteArray("a\r\nb\r\n") << Tokens{"a", "b"};
        QTest::newRow("mark") << QByteArray("\xEF\xBB\xBF"
                                            "한\nб")
                              << Tokens{"한", "б"};
        QTest::newRow("space") << QByteArray("a\n \nb c\n") << Tokens{"a", " ", "b c"};
        QTest::newRow("empty line") << QByteArray("a\n\nb\n") << Tokens{"a", "", "b"};
        QTest::newRow("nothing") << QByteArray() << Tokens{};
    }
    void readsALineAToken()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Tokens, tokens);
        const auto read = ui::readTokenFile(written(bytes));
        QVERIFY(read);
        QCOMPARE(*read, tokens);
    }

    void refuses()
    {
        const auto wrong = ui::readTokenFile(written("a\nb\xFF\n"));
        QVERIFY(!wrong);
        QCOMPARE(QString::fromStdString(wrong.error().message),
                 QStringLiteral("tokens.txt: line 2 is not UTF-8; a vocabulary is a text of one "
                                "token a line"));
        const auto missing = ui::readTokenFile(m_folder.filePath("none.txt"));
        QVERIFY(!missing && missing.error().message.starts_with("none.txt: "));
    }
};

PACKSCOPE_TEST(TestTokenFile)
#include "tst_token_file.moc"
