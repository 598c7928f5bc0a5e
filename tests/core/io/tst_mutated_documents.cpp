// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_reader.h"
#include "core/io/document_writer.h"
#include "core/io/json_text.h"
#include "core/io/numbers_writer.h"
#include "core/pipeline/run.h"
#include "tests/support/mutations.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

namespace {

struct Outcome {
    bool taken = false;
    std::string fault; ///< what must not happen
};

/// Goes the way of `packscope run` and of `packscope save`.
Outcome outcomeOf(const std::string &text)
{
    const auto document = parseDocument(text, {});
    if (!document) {
        const std::string &message = document.error().message;
        const bool sentence = !message.empty() && message.find('\n') == std::string::npos;
        return {false, sentence ? "" : "not one sentence: " + message};
    }
    const auto trace = run(std::make_shared<const Document>(*document));
    if (!trace)
        return {true, "taken by the reader but not by the run: " + trace.error().message};
    if (!parseJson(numbersJson(numbersOf(**trace))))
        return {true, "the numbers are not JSON"};
    const auto again = parseDocument(documentText(*document), {});
    return {true, again ? "" : "what was saved is not read: " + again.error().message};
}

} // namespace

class TestMutatedDocuments : public QObject {
    Q_OBJECT

  private slots:
    void eachIsTakenOrRefused()
    {
        int taken = 0, refused = 0;
        for (const std::string &text : mutations::damagedDocuments(1500, 20251)) {
            const Outcome outcome = outcomeOf(text);
            const QString shown =
                QString::fromStdString(outcome.fault + "\n" + text.substr(0, 2000));
            QVERIFY2(outcome.fault.empty(), qPrintable(shown));
            ++(outcome.taken ? taken : refused);
        }
        QVERIFY2(taken > 100 && refused > 500,
                 qPrintable(QString("%1 taken, %2 refused").arg(taken).arg(refused)));
    }
};

PACKSCOPE_TEST(TestMutatedDocuments)
#include "tst_mutated_documents.moc"
