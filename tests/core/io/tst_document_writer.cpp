// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_reader.h"
#include "core/io/document_writer.h"
#include "core/io/examples.h"
#include "core/io/json_text.h"
#include "core/io/random_document.h"
#include "core/io/text_document.h"
#include "tests/support/golden.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

using namespace core;

namespace {

/// Saves and loads: what comes back must be the same document and the same text.
QString roundTrip(const Document &document)
{
    const std::string text = documentText(document);
    const auto back = parseDocument(text, {});
    if (!back)
        return QString::fromStdString(back.error().message);
    if (!(*back == document))
        return "another document";
    return documentText(*back) == text ? "" : "another text";
}

Result<Document> parsed(const char *changes)
{
    Json json = *parseJson(R"({"config": {"hidden_size": 2},
        "input": {"kind": "tokens", "ids": [[1, 2], [3]]},
        "embedding": {"seed": 0, "V": 4, "D": 3}, "weights": {"seed": 1}})");
    json.merge_patch(*parseJson(changes));
    return parseDocument(json.dump(), {});
}

} // namespace

class TestDocumentWriter : public QObject {
    Q_OBJECT

  private slots:
    void savingAndLoadingIsTheIdentity_data()
    {
        QTest::addColumn<Document>("document");
        for (const auto &each : golden::gruCases())
            QTest::newRow(each.name.c_str()) << *parseDocument(each.text, {});
        for (const Example &each : examples())
            QTest::newRow(each.name.data()) << *exampleDocument(each.name);
        QTest::newRow("random") << randomDocument({3, 4, 6, 20, 3, 2, 1, 20});
        QTest::newRow("text") << *parseTextDocument("größe\nmaß\n");
        QTest::newRow("readout") << *parsed(
            R"({"readout": {"weight": [[1, 2], [3, 4]], "bias": [5, 6], "classes": ["a", "b"]}})");
        QTest::newRow("readout without bias") << *parsed(R"({"readout": {"weight": [[1, 2]]}})");
        QTest::newRow("ids beyond a length") << *parsed(
            R"({"config": {"padding_idx": null}, "lengths": [2, 1],
                "input": {"ids": null, "padded_ids": [[1, 2, 0], [3, 2, 1]]}})");
        QTest::newRow("everything else") << *parsed(
            R"({"title": "a 'title'", "note": "ä", "dtype": "float64", "view": {"at": "gru:1"},
                "config": {"t_pad": 5, "total_length": 7, "padding_value": "-inf",
                           "tie_order": "torch", "sort": "by_hand", "batch_first": false,
                           "padding_idx": -1, "dropout": 0.1},
                "h0": {"shape": [1, 2, 2], "data": [1, 0.1, -0.0, 1e300]}})");
    }
    void savingAndLoadingIsTheIdentity()
    {
        QFETCH(Document, document);
        QCOMPARE(roundTrip(document), "");
    }

    void whatIsNotFiniteComesBack()
    {
        const auto document =
            parsed(R"({"h0": {"shape": [1, 2, 2], "data": ["nan", "inf", "-inf", 1]},
                                         "config": {"padding_value": "nan"}})");
        QVERIFY(document);
        const auto back = parseDocument(documentText(*document), {});
        QVERIFY(back && std::isnan((*back->h0)[0]) && std::isnan(back->options.paddingValue));
        QCOMPARE((*back->h0)[1], INFINITY);
        QCOMPARE((*back->h0)[2], -INFINITY);
    }

    void keysThatNobodyKnowsAreKept()
    {
        const auto document = parsed(
            R"({"foo": {"a": [1, "x"]}, "a.b": 1, "config": {"bar": 2, "c\\.d": 3},
                "embedding": {"by": "me"}, "weights": {"by": "you"},
                "input": {"hint": true}, "h0": {"shape": [1, 2, 2], "data": [1, 2, 3, 4], "by": "us"}})");
        QVERIFY(document);
        QCOMPARE(document->unknown.size(), std::size_t(8));
        QCOMPARE(roundTrip(*document), "");
        const Json saved = *parseJson(documentText(*document));
        QCOMPARE(saved["foo"].dump(), R"({"a":[1,"x"]})");
        QVERIFY(saved["a.b"] == 1);
        QVERIFY(saved["config"]["bar"] == 2);
        QVERIFY(saved["config"]["c\\.d"] == 3);
        QVERIFY(saved["embedding"]["by"] == "me");
        QVERIFY(saved["weights"]["by"] == "you");
        QVERIFY(saved["input"]["hint"] == true);
        QVERIFY(saved["h0"]["by"] == "us");
    }

    void aKeyIsNeverWrittenTwice()
    {
        auto document = *parsed("{}");
        document.unknown["config.dropout"] = "7";
        const auto back = parseDocument(documentText(document), {});
        QVERIFY(back);
        QCOMPARE(back->options.dropout, 0.0);
    }

    void theDocumentIsComplete()
    {
        const Json saved = *parseJson(documentText(*parsed("{}")));
        for (const char *key : {"format", "version", "title", "note", "dtype", "config", "input",
                                "lengths", "embedding", "weights", "h0", "readout"})
            QVERIFY2(saved.contains(key), key);
        for (const char *key : {"num_layers", "hidden_size", "input_size", "bidirectional", "bias",
                                "batch_first", "enforce_sorted", "sort", "tie_order", "padding_idx",
                                "padding_value", "total_length", "t_pad", "dropout", "training"})
            QVERIFY2(saved["config"].contains(key), key);
        QVERIFY(saved["config"]["t_pad"] == 2);
        QCOMPARE(saved["lengths"].dump(), "[2,1]");
        QCOMPARE(saved["weights"]["weight_ih_l0"]["shape"].dump(), "[6,3]");
    }

    void aWidthBeyondTheLongestIsKept()
    {
        QCOMPARE(parsed(R"({"config": {"t_pad": 2}})")->options.paddedWidth, std::nullopt);
        QCOMPARE(parsed(R"({"config": {"t_pad": 3}})")->options.paddedWidth,
                 std::optional<Index>(3));
    }
};

PACKSCOPE_TEST(TestDocumentWriter)
#include "tst_document_writer.moc"
