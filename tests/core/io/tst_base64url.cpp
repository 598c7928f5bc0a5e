// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/base64url.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

class TestBase64url : public QObject {
    Q_OBJECT

  private slots:
    void bytesHaveCharacters_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("text");
        // The first ones are RFC 4648's own, less the padding.
        QTest::newRow("none") << QByteArray() << QByteArray();
        QTest::newRow("f") << QByteArray("f") << QByteArray("Zg");
        QTest::newRow("fo") << QByteArray("fo") << QByteArray("Zm8");
        QTest::newRow("foo") << QByteArray("foo") << QByteArray("Zm9v");
        QTest::newRow("foobar") << QByteArray("foobar") << QByteArray("Zm9vYmFy");
        QTest::newRow("the last two") << QByteArray("\xff\xef\xbe") << QByteArray("_---");
        QTest::newRow("zeros") << QByteArray(4, '\0') << QByteArray("AAAAAA");
    }
    void bytesHaveCharacters()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(base64url(bytes.toStdString())), text);
        const auto back = bytesOfBase64url(text.toStdString());
        QVERIFY(back);
        QCOMPARE(QByteArray::fromStdString(*back), bytes);
    }

    void allBytesComeBack()
    {
        std::string bytes;
        for (int i = 0; i < 256; ++i)
            bytes += static_cast<char>(i);
        const std::string text = base64url(bytes);
        QCOMPARE(text.size(), 342U);
        QCOMPARE(bytesOfBase64url(text), std::optional(bytes));
        QCOMPARE(QByteArray::fromStdString(text),
                 QByteArray::fromStdString(bytes).toBase64(QByteArray::Base64UrlEncoding |
                                                           QByteArray::OmitTrailingEquals));
    }

    void otherCharactersAreRefused()
    {
        for (const char *text : {"Zg==", "Zm9+", "Zm9/", "Zm 9", "Zm9\xc3"})
            QVERIFY2(!bytesOfBase64url(text), text);
    }
};

PACKSCOPE_TEST(TestBase64url)
#include "tst_base64url.moc"
