// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/base64url.h"
#include "core/io/document_loader.h"
#include "core/io/document_reader.h"
#include "core/io/document_token.h"
#include "core/io/document_writer.h"
#include "core/io/examples.h"
#include "core/io/json_text.h"
#include "core/io/number_bytes.h"
#include "core/io/random_document.h"
#include "tests/support/golden.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <zlib.h>

using namespace core;

namespace {

/// A token with any content, its checksum right: what somebody could make who means harm.
std::string forged(const std::string &content, std::size_t says)
{
    uLongf size = compressBound(uLong(content.size()));
    std::string packed(size, '\0');
    compress(reinterpret_cast<Bytef *>(packed.data()), &size,
             reinterpret_cast<const Bytef *>(content.data()), uLong(content.size()));
    packed.resize(size);
    std::string bytes;
    appendNumber(bytes, static_cast<std::uint32_t>(size));
    appendNumber(bytes, static_cast<std::uint32_t>(says));
    bytes += packed;
    appendNumber(bytes, static_cast<std::uint32_t>(crc32(
                            0, reinterpret_cast<const Bytef *>(bytes.data()), uInt(bytes.size()))));
    return "packscope:1:" + base64url(bytes);
}

std::string forged(const std::string &content)
{
    return forged(content, content.size());
}

QString tokenRefusal(const std::string &token)
{
    const auto document = parseDocumentToken(token);
    return document ? "taken" : QString::fromStdString(document.error().message);
}

std::string exampleToken(std::string_view name)
{
    return *documentToken(*exampleDocument(name));
}

} // namespace

class TestDocumentToken : public QObject {
    Q_OBJECT

  private slots:
    void whatIsPastedIsTheSameDocument_data()
    {
        QTest::addColumn<Document>("document");
        for (const Example &each : examples())
            QTest::newRow(each.name.data()) << *exampleDocument(each.name);
        for (const auto &each : golden::gruCases())
            QTest::newRow(each.name.c_str()) << *parseDocument(each.text, {});
        QTest::newRow("random") << randomDocument({3, 4, 6, 20, 3, 2, 1, 20});
        Document viewed = *exampleDocument("words");
        viewed.view = R"({"lane":"packed","moment":"gru:3.500"})";
        viewed.unknown["example"] = R"("mine")";
        viewed.weights.runs[0].biasIh.data[0] = 0.5;
        QTest::newRow("an example with a weight, a view and a key of its own") << viewed;
        Document all = *exampleDocument("ties");
        all.title = "\"größe\"\n";
        all.options.paddingIdx.reset();
        QTest::newRow("null where null is not the default") << all;
    }
    void whatIsPastedIsTheSameDocument()
    {
        QFETCH(const Document, document);
        const auto token = documentToken(document);
        QVERIFY(token);
        QVERIFY(isDocumentToken(*token));
        const auto back = parseDocumentToken(*token);
        QVERIFY2(back, back ? "" : back.error().message.c_str());
        QVERIFY(*back == document);
        QCOMPARE(documentText(*back), documentText(document));
    }

    /// What an example has in common with itself is not written.
    void tokensOfExamplesAreShort()
    {
        for (const Example &each : examples()) {
            const std::string token = exampleToken(each.name);
            QVERIFY2(token.size() < 900, qPrintable(QString::number(token.size())));
            QVERIFY(std::ranges::all_of(token, [](unsigned char c) {
                return std::isalnum(c) || c == ':' || c == '-' || c == '_';
            }));
        }
    }

    /// They lie in letters and on pages, so they must be read by every later version. Whoever changes an example
    /// gives it another name.
    void tokensOfTheFirstVersionAreRead()
    {
        std::ifstream tokens(PACKSCOPE_GOLDEN_DIR "/tokens.txt");
        int count = 0;
        for (std::string name, token; tokens >> name >> token; ++count) {
            const auto document = parseDocumentToken(token);
            QVERIFY2(document, document ? "" : document.error().message.c_str());
            QCOMPARE(document->title, exampleDocument(name)->title);
        }
        QCOMPARE(count, int(examples().size()) + 1);
    }

    void brokenLinesAreRead()
    {
        const std::string token = exampleToken("eight");
        std::string wrapped = " \n";
        for (std::size_t at = 0; at < token.size(); at += 7)
            wrapped += token.substr(at, 7) + (at % 2 ? "\r\n" : "\n\t ");
        const auto document = parseDocumentToken(wrapped);
        QVERIFY(document);
        QVERIFY(*document == *exampleDocument("eight"));
    }

    void everyDamagedCharacterIsRefused()
    {
        const std::string token = exampleToken("one");
        for (std::size_t at = 0; at < token.size(); ++at)
            for (int byte = 0; byte < 256; ++byte) {
                std::string damaged = token;
                damaged[at] = static_cast<char>(byte);
                if (damaged != token)
                    QVERIFY2(!parseDocumentToken(damaged), qPrintable(QString::number(at)));
            }
    }

    void everyBeginningIsRefused()
    {
        const std::string token = exampleToken("one"), start = "packscope:1:";
        for (std::size_t size = 0; size < token.size(); ++size) {
            const QString message = tokenRefusal(token.substr(0, size));
            QVERIFY2(message.contains(size < start.size() ? "the text begins with" : "is cut off"),
                     qPrintable(message));
        }
        QCOMPARE(tokenRefusal(token + "A"), tokenRefusal(token + "AAAA"));
        QVERIFY(tokenRefusal(token + "A").contains("is damaged"));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const std::string &token, const char *message) {
            QTest::newRow(name) << QByteArray::fromStdString(token) << message;
        };
        row("nothing", "",
            "the text begins with \"\"; a document as text begins with \"packscope:1:\"");
        row("another text", "hello \xff world, again",
            "the text begins with \"hello \uFFFD world, a\"; a document as text begins with "
            "\"packscope:1:\"");
        row("version 0", "packscope:0:AAAA",
            "the text begins with \"packscope:0:AAAA\"; a document as text begins with "
            "\"packscope:1:\"");
        row("newer", "packscope:2:AAAA",
            "the document as text has version 2; it was written by a newer Packscope, and this one "
            "reads version 1");
        const std::string token = exampleToken("one");
        row("cut off", token.substr(0, 100),
            ("the document as text is cut off: it has 88 of at least " +
             std::to_string(token.size() - 12) + " characters")
                .c_str());
        row("a letter that is none", "packscope:1:AAA=",
            "the document as text is damaged: its checksum does not fit; copy it once more");
        row("larger than it says", forged(R"({"document": {}})", 4),
            "the document as text does not expand to the 4 bytes that it says");
        row("smaller than it says", forged(R"({"document": {}})", 4000),
            "the document as text does not expand to the 4000 bytes that it says");
        row("much", forged(std::string(maxTokenText + 1, ' ')),
            "the document has 16777217 bytes; as text it may have at most 16777216, beyond that it "
            "needs a file");
        row("much, and it does not say so", forged(std::string(maxTokenText * 4, ' '), 100),
            "the document as text does not expand to the 100 bytes that it says");
        row("no JSON", forged("{"), "the document as text: not valid JSON");
        row("no document", forged(R"({"document": 3})"), "the document as text holds no document");
        row("a document that is refused", forged(R"({"document": {"version": 1}})"),
            "the document as text: input is missing");
        for (const char *key : {"embedding", "weights", "readout"}) {
            const Json named{{"document", {{key, {{"file", "/etc/passwd"}}}}}};
            row(key, forged(named.dump()),
                "the document as text names a file; it must hold its numbers itself");
        }
        row("embedding inside",
            forged(R"({"document": {"input": {"embedding": {"file": "m.pt"}}}})"),
            "the document as text names a file; it must hold its numbers itself");
        row("no such example", forged(R"({"document": {}, "borrowed": {"example": "sixteen"}})"),
            "the document as text: there is no example \"sixteen\"");
        row("an example of another kind", forged(R"({"document": {}, "borrowed": [1]})"),
            "the document as text: there is no example \"\"");
        row("another example",
            forged(
                R"({"document": {}, "borrowed": {"example": "one", "keys": ["weights"], "crc32": 1}})"),
            "the document as text takes its model from the example \"one\", which is another one "
            "in "
            "this Packscope");
        row("keys of another kind",
            forged(R"({"document": {}, "borrowed": {"example": "one", "keys": 7}})"),
            "which is another one in this Packscope");
    }
    void refuses()
    {
        QFETCH(const QByteArray, token);
        QFETCH(const QString, message);
        const QString said = tokenRefusal(token.toStdString());
        QVERIFY2(said.startsWith(message) ||
                     (message.startsWith("which") && said.endsWith(message)),
                 qPrintable(said));
    }

    void whatIsTooLargeGetsNoToken()
    {
        Document large = *exampleDocument("one");
        large.note = std::string(maxTokenText, 'a');
        const auto token = documentToken(large);
        QVERIFY(!token);
        QVERIFY2(token.error().message.ends_with(
                     "as text it may have at most 16777216, beyond that it needs a file"),
                 token.error().message.c_str());
    }

    void otherTextsAreNotMeantAsTokens()
    {
        for (const char *text :
             {"", "packscope", "packscope:", "packscope: a program", "a packscope:1:"})
            QVERIFY2(!isDocumentToken(text), text);
        QVERIFY(isDocumentToken("\n packscope:12"));
    }

    void aFileMayHoldOne()
    {
        const QTemporaryDir folder;
        for (const char *name : {"a.txt", "a.packscope", "a"}) {
            const std::string path = folder.filePath(name).toStdString();
            std::ofstream(path) << exampleToken("ties") << '\n';
            const auto document = loadDocument(path);
            QVERIFY2(document, document ? "" : document.error().message.c_str());
            QVERIFY(*document == *exampleDocument("ties"));
            std::ofstream(path) << "packscope:1:AA\n";
            QVERIFY(loadDocument(path).error().message.starts_with(
                std::string(name) + ": the document as text is cut off"));
        }
    }
};

PACKSCOPE_TEST(TestDocumentToken)
#include "tst_document_token.moc"
