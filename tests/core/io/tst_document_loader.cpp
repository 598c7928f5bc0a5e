// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_loader.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace core;

class TestDocumentLoader : public QObject {
    Q_OBJECT

  private slots:
    void theEndOfTheNameSaysTheKind_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isText");
        QTest::newRow("text") << "words.txt" << true;
        QTest::newRow("text, loud") << "WORDS.TXT" << true;
        QTest::newRow("text, behind a dot") << "a.b.Txt" << true;
        QTest::newRow("document") << "words.packscope" << false;
        QTest::newRow("JSON") << "words.json" << false;
        QTest::newRow("no ending") << "txt" << false;
    }
    void theEndOfTheNameSaysTheKind()
    {
        QFETCH(const QString, name);
        QFETCH(const bool, isText);
        const QTemporaryDir folder;
        const std::string file = folder.filePath(name).toStdString();
        std::ofstream(file) << "knight\nsol\n";
        const auto document = loadDocument(file);
        QCOMPARE(document.ok(), isText);
        if (isText)
            QCOMPARE(document->lengths(), (std::vector<std::int64_t>{6, 3}));
        else
            QVERIFY(document.error().message.starts_with(name.toStdString() + ": not valid JSON"));
    }
};

PACKSCOPE_TEST(TestDocumentLoader)
#include "tst_document_loader.moc"
