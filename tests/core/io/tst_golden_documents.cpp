// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_reader.h"
#include "core/io/document_writer.h"
#include "tests/support/golden.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

/// Each golden case, less what torch made of it, is a document.
class TestGoldenDocuments : public QObject {
    Q_OBJECT

  private slots:
    void isRead_data()
    {
        QTest::addColumn<std::size_t>("i");
        for (std::size_t i = 0; i < m_cases.size(); ++i)
            QTest::newRow(m_cases[i].name.c_str()) << i;
    }
    void isRead()
    {
        QFETCH(const std::size_t, i);
        const auto read = parseDocument(m_cases[i].text, ".");
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        auto document = *read;
        QVERIFY(document.unknown.empty());
        // The one thing that a case does not say.
        QCOMPARE(document.options.tieOrder, TieOrder::stable);
        document.options.tieOrder = TieOrder::torch;
        QCOMPARE(document, m_cases[i].document);
        QCOMPARE(*parseDocument(documentText(document), "."), document);
    }

  private:
    const std::vector<golden::GruCase> m_cases = golden::gruCases();
};

PACKSCOPE_TEST(TestGoldenDocuments)
#include "tst_golden_documents.moc"
