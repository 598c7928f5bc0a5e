// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_reader.h"
#include "core/io/json_text.h"
#include "core/model/embedding.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace core;

namespace {

using Ids = std::vector<std::vector<std::int64_t>>;

/// A small document, changed by a JSON merge patch: what is null there is left out.
Result<Document> patched(const QString &patch)
{
    Json json = *parseJson(R"({"config": {"hidden_size": 3},
        "input": {"kind": "tokens", "ids": [[1, 2], [3]]},
        "embedding": {"seed": 0, "V": 5, "D": 2}, "weights": {"seed": 1}})");
    json.merge_patch(*parseJson(patch.toStdString()));
    return parseDocument(json.dump(), {});
}

Ids idsOf(const Result<Document> &document)
{
    return std::get<TokenInput>(document->input).ids;
}

constexpr auto nonPositive = "Length of all samples has to be greater than 0, but found an element "
                             "in 'lengths' that is <= 0";
constexpr auto dropoutRange = "dropout should be a number in range [0, 1] representing the "
                              "probability of an element being zeroed";

} // namespace

class TestDocumentReader : public QObject {
    Q_OBJECT

  private slots:
    void everyKeyHasItsDefault()
    {
        const auto document = patched("{}");
        QVERIFY(document);
        QVERIFY(document->dtype == DType::float32 && document->options == Options{});
        QVERIFY((document->weights.shape == GruShape{2, 3, 1, 1, true}));
        QVERIFY(!document->h0 && !document->readout && document->unknown.empty());
        QCOMPARE(document->paddedWidth(), 2);
    }

    void seedsAreTorchs()
    {
        const auto document = patched("{}");
        TorchGenerator table(0), weights(1);
        QCOMPARE(document->embedding, initialEmbedding<float>(5, 2, 0, table)->cast<double>());
        QCOMPARE(document->weights,
                 initialWeights<float>({2, 3, 1, 1, true}, weights).cast<double>());
    }

    void seededRowsMayBeReplaced()
    {
        const auto document =
            patched(R"({"embedding": {"seed": 0, "V": 5, "D": 2, "rows": {"4": [7, 8]}}})");
        const auto plain = patched("{}");
        QVERIFY(document && plain);
        QCOMPARE(document->embedding.at(4, 1), 8.0);
        QCOMPARE(document->embedding.at(3, 1), plain->embedding.at(3, 1));
    }

    void theEmbeddingMayStandInTheInput()
    {
        const auto document = patched(
            R"({"embedding": null, "input": {"embedding": [[0, 0], [1, 2], [3, 4], [5, 6]]}})");
        QVERIFY(document);
        QCOMPARE(document->embedding.shape, (Shape{4, 2}));
    }

    void paddedIdsAreCutByTheLengths()
    {
        const auto document = patched(
            R"({"input": {"ids": null, "padded_ids": {"shape": [2, 4], "data": [1,0,2,0, 3,0,0,0]}},
                "lengths": [3, 1]})");
        QVERIFY(document);
        QCOMPARE(idsOf(document), (Ids{{1, 0, 2}, {3}}));
        QCOMPARE(document->paddedWidth(), 4);
    }

    void padCellsHoldThePaddingIdWhereverItStands_data()
    {
        QTest::addColumn<QString>("paddingIdx");
        QTest::addColumn<int>("id");
        QTest::newRow("as given") << "4" << 4;
        QTest::newRow("from the end") << "-2" << 3;
    }
    void padCellsHoldThePaddingIdWhereverItStands()
    {
        QFETCH(QString, paddingIdx);
        QFETCH(int, id);
        const QString patch =
            R"({"config": {"padding_idx": %1}, "lengths": [2, 1],
                "input": {"ids": null, "padded_ids": [[1, 2], [2, %2]]}})";
        const auto beyond = [&](int other) {
            const auto document = patched(patch.arg(paddingIdx).arg(other));
            return document ? std::get<TokenInput>(document->input).beyond : Ids{{-1}};
        };
        QCOMPARE(beyond(id), Ids{});
        QCOMPARE(beyond(id - 1), (Ids{{}, {id - 1}})); // torch does not care what stands there
    }

    void withoutAPaddingIdAnyIdMayStandBeyondALength()
    {
        const auto document = patched(R"({"config": {"padding_idx": null}, "lengths": [1, 3, 2],
            "input": {"ids": null, "padded_ids": [[1, 4, 3], [2, 2, 2], [3, 3, 1]]}})");
        QVERIFY(document);
        QCOMPARE(idsOf(document), (Ids{{1}, {2, 2, 2}, {3, 3}}));
        QCOMPARE(*paddedIdsOf(*document),
                 Tensor<std::int64_t>({3, 3}, {1, 4, 3, 2, 2, 2, 3, 3, 1}));
    }

    void idsAndPaddedIdsMayAgree()
    {
        const auto document = patched(
            R"({"input": {"padded_ids": [[1, 2, 0], [3, 0, 0]]}, "config": {"t_pad": 3, "batch": 2}})");
        QVERIFY(document);
        QCOMPARE(document->options.paddedWidth, std::optional<Index>(3));
    }

    void textBecomesTokens()
    {
        const auto document = patched(R"({"vocabulary": ["<pad>", "a", "b", "ab"],
            "input": {"kind": "text", "ids": null, "sequences": ["aab", "b"]}})");
        QVERIFY(document);
        QCOMPARE(idsOf(document), (Ids{{1, 3}, {2}}));
        QCOMPARE(document->lengths(), (std::vector<std::int64_t>{2, 1}));
    }

    void denseInputNeedsNoTable()
    {
        const auto document = patched(
            R"({"embedding": null, "lengths": [2, 1], "input": {"kind": "dense", "ids": null,
                "padded": {"shape": [2, 3, 1], "data": [1, 2, "nan", 4, "inf", 6]}}})");
        QVERIFY(document);
        QCOMPARE(document->paddedWidth(), 3);
        QCOMPARE(document->weights.shape.inputSize, 1);
    }

    void dropoutIsNotRounded()
    {
        QCOMPARE(patched(R"({"config": {"dropout": 0.1}})")->options.dropout, 0.1);
    }

    void theFilesNameComesFirst()
    {
        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString());
        QCOMPARE(readDocument(path / "none.packscope").error().message,
                 "none.packscope: there is no such file");
        QCOMPARE(
            readDocument(path).error().message.ends_with("this is not a file that can be read"),
            true);
        QFile file(folder.filePath("a.packscope"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"version\": 2}") > 0);
        file.close();
        QCOMPARE(readDocument(path / "a.packscope").error().message,
                 "a.packscope: version is 2; this document was written by a newer Packscope, and "
                 "this one reads version 1");
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("patch");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("torch");
        refusedHeads();
        refusedConfigs();
        refusedBatches();
        sizesOfAnotherType();
        refusedModels();
        refusedRests();
    }
    void refuses()
    {
        QFETCH(QString, patch);
        QFETCH(QString, message);
        QFETCH(QString, torch);
        const auto document = patched(patch);
        QVERIFY(!document);
        QCOMPARE(QString::fromStdString(document.error().message), message);
        QCOMPARE(QString::fromStdString(document.error().torch), torch);
    }

  private:
    static void row(const char *patch, const char *message, const char *torch = "")
    {
        QTest::newRow(patch) << patch << message << torch;
    }
    static void refusedHeads();
    static void refusedConfigs();
    static void refusedBatches();
    static void sizesOfAnotherType();
    static void refusedModels();
    static void refusedRests();
};

void TestDocumentReader::refusedHeads()
{
    row(R"({"version": 2})", "version is 2; this document was written by a newer Packscope, and "
                             "this one reads version 1");
    row(R"({"version": 0})", "version is 0; it must be at least 1");
    row(R"({"version": "1"})", "version is \"1\"; it must be an integer");
    row(R"({"format": "other"})", "format is \"other\"; it must be \"packscope\"");
    row(R"({"dtype": "float16"})", "dtype is \"float16\"; it must be \"float32\" or \"float64\"");
    row(R"({"title": 3})", "title is 3; it must be a string");
    row(R"({"vocabulary": "abc"})", "vocabulary is \"abc\"; it must be a list of strings");
    row(R"({"vocabulary": ["a", 1]})", "vocabulary[1] is 1; it must be a string");
    row("[]", "the document is a list; it must be an object");
    row(R"({"input": null})", "input is missing");
    row(R"({"weights": null})", "weights is missing");
}

void TestDocumentReader::refusedConfigs()
{
    row(R"({"config": []})", "config is a list; it must be an object");
    row(R"({"config": {"num_layers": 0}})", "config.num_layers is 0; it must be at least 1",
        "list index out of range");
    row(R"({"config": {"num_layers": 1.5}})", "config.num_layers is 1.5; it must be an integer",
        "'float' object cannot be interpreted as an integer");
    row(R"({"config": {"num_layers": 1000000000000}})",
        "config.num_layers is 1000000000000; it must be at most 1024");
    row(R"({"config": {"hidden_size": 0}})", "config.hidden_size is 0; it must be at least 1",
        "proj_size has to be smaller than hidden_size");
    row(R"({"config": {"hidden_size": -9223372036854775807}})",
        "config.hidden_size is -9223372036854775807; it must be at least 1",
        "proj_size has to be smaller than hidden_size");
    row(R"({"config": {"hidden_size": 1000000000}})",
        "config.input_size 2, hidden_size 1000000000 and num_layers 1 ask for too many weights; "
        "there may be at most 67108864");
    row(R"({"config": {"hidden_size": 9223372036854775807}})",
        "config.input_size 2, hidden_size 9223372036854775807 and num_layers 1 ask for too many "
        "weights; there may be at most 67108864");
    row(R"({"config": {"hidden_size": null}})",
        "config.hidden_size is missing; weights from a seed need it");
    row(R"({"config": {"input_size": 7}})",
        "embedding has D = 2; the GRU's input_size is 7, and they must be equal",
        "input.size(-1) must be equal to input_size. Expected 7, got 2");
    row(R"({"config": {"bidirectional": 1}})",
        "config.bidirectional is 1; it must be true or false");
    row(R"({"config": {"sort": "hand"}})",
        "config.sort is \"hand\"; it must be \"torch\" or \"by_hand\"");
    row(R"({"config": {"tie_order": ""}})",
        "config.tie_order is \"\"; it must be \"stable\" or \"torch\"");
    row(R"({"config": {"padding_idx": 5}})",
        "config.padding_idx is 5; a table of 5 rows takes -5 to 4",
        "Padding_idx must be within num_embeddings");
    row(R"({"config": {"padding_idx": -6}})",
        "config.padding_idx is -6; a table of 5 rows takes -5 to 4",
        "Padding_idx must be within num_embeddings");
    row(R"({"config": {"padding_value": 1e39}})",
        "config.padding_value is 1e+39; a float32 is at most 3.4028235e+38 in size");
    row(R"({"config": {"total_length": 1}})",
        "config.total_length is 1; it must be at least 2, the longest length",
        "Expected total_length to be at least the length of the longest sequence in input, but got "
        "total_length=1 and max sequence length being 2");
    row(R"({"config": {"total_length": 6.0}})", "config.total_length is 6.0; it must be an integer",
        "_pad_packed_sequence(): argument 'total_length' (position 5) must be int, not float");
    row(R"({"config": {"total_length": 1000000000000}})",
        "the padded batch has shape [2, 1000000000000, 2]; it may have at most 67108864 elements");
    row(R"({"config": {"t_pad": 1}})",
        "config.t_pad is 1; it must be at least 2, the longest length",
        "start (2) + length (1) exceeds dimension size (2).");
    row(R"({"config": {"t_pad": 2000000}})",
        "the GRU would take 2000000 steps (t_pad, layers and directions multiplied); it may take "
        "at most 1048576");
    row(R"({"config": {"t_pad": 9223372036854775807}})",
        "the padded batch has shape [2, 9223372036854775807, 2]; it may have at most 67108864 "
        "elements");
    row(R"({"config": {"t_pad": 9223372036854775808}})",
        "config.t_pad is 9223372036854775808; it must be at most 9223372036854775807");
    row(R"({"config": {"dropout": 1.5}})", "config.dropout is 1.5; it must be from 0 to 1",
        dropoutRange);
    row(R"({"config": {"dropout": -0.1}})", "config.dropout is -0.1; it must be from 0 to 1",
        dropoutRange);
    row(R"({"config": {"dropout": true}})",
        "config.dropout is true; it must be a number from 0 to 1", dropoutRange);
    row(R"({"config": {"dropout": "nan"}})",
        "config.dropout is \"nan\"; it must be a number from 0 to 1", dropoutRange);
    row(R"({"config": {"dropout": "a"}})",
        "config.dropout is \"a\"; it must be a number from 0 to 1",
        "could not convert string to float: 'a'");
    row(R"({"config": {"batch": 3}})", "config.batch is 3; the input has 2 sequences");
    row(R"({"config": {"enforce_sorted": true}, "input": {"ids": [[1], [2, 3]]}})",
        "lengths[1] is 2 after 1; with enforce_sorted lengths must not increase",
        "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You can "
        "pass `enforce_sorted=False` to pack_padded_sequence and/or pack_sequence to sidestep this "
        "requirement if you do not need ONNX exportability.");
}

void TestDocumentReader::refusedBatches()
{
    row(R"({"input": {"kind": "table"}})",
        "input.kind is \"table\"; it must be \"tokens\", \"text\" or \"dense\"");
    row(R"({"input": {"kind": null}})",
        "input.kind is \"\"; it must be \"tokens\", \"text\" or \"dense\"");
    row(R"({"input": {"ids": null}})",
        "input has neither ids nor padded_ids; tokens need one of them");
    row(R"({"input": {"ids": [[9]]}})",
        "input.ids[0][0] is 9 (sequence A); ids must be 0 to 4, the rows of the embedding",
        "index out of range in self");
    row(R"({"input": {"ids": [[1], [2, -1]]}})",
        "input.ids[1][1] is -1 (sequence B); ids must be 0 to 4, the rows of the embedding",
        "index out of range in self");
    row(R"({"input": {"ids": [[1.0]]}})", "input.ids[0][0] is 1.0; it must be an integer",
        "Expected tensor for argument #1 'indices' to have one of the following scalar types: "
        "Long, Int; but got torch.FloatTensor instead (while checking arguments for embedding)");
    row(R"({"input": {"ids": [[true]]}})", "input.ids[0][0] is true; it must be an integer",
        "Expected tensor for argument #1 'indices' to have one of the following scalar types: "
        "Long, Int; but got CPUBoolType instead (while checking arguments for embedding)");
    row(R"({"input": {"ids": [[1, true]]}})", "input.ids[0][1] is true; it must be an integer");
    row(R"({"input": {"ids": [["a"]]}})", "input.ids[0][0] is \"a\"; it must be an integer",
        "too many dimensions 'str'");
    row(R"({"input": {"ids": [5]}})", "input.ids[0] is 5; it must be a list of integers");
    row(R"({"input": {"ids": 5}})", "input.ids is 5; it must be a list of lists of ids");
    row(R"({"input": {"ids": []}})", "input has no sequences; a batch has at least one",
        "Cannot pack empty tensors.");
    row(R"({"input": {"ids": [[], []]}})",
        "lengths[0] is 0 (sequence A); lengths must be at least 1", "Cannot pack empty tensors.");
    row(R"({"input": {"ids": [[1], []]}})",
        "lengths[1] is 0 (sequence B); lengths must be at least 1", nonPositive);
    row(R"({"lengths": [2, 2]})", "lengths[1] is 2; input.ids[1] has length 1");
    row(R"({"lengths": [2]})",
        "lengths has 1 entries; input.ids has 2 sequences, and each needs one "
        "length");
    row(R"({"lengths": [2], "config": {"enforce_sorted": true}})",
        "lengths has 1 entries; input.ids has 2 sequences, and each needs one length",
        "Expected `len(lengths)` to be equal to batch_size, but got 1 (batch_size=2)");
    row(R"({"lengths": [2.5, 1]})",
        "lengths[0] is 2.5; lengths must be integers (PyTorch cuts the fraction off)");
    row(R"({"lengths": [0.5, 1]})",
        "lengths[0] is 0.5; lengths must be integers (PyTorch cuts the fraction off)", nonPositive);
    row(R"({"lengths": "x"})", "lengths is \"x\"; it must be a list of integers",
        "new(): invalid data type 'str'");
    row(R"({"lengths": [2, "1"]})", "lengths[1] is \"1\"; it must be an integer",
        "'str' object cannot be interpreted as an integer");
    row(R"({"lengths": [[2], [1, 1]]})", "lengths[0] is a list; it must be an integer",
        "expected sequence of length 1 at dim 1 (got 2)");
    row(R"({"lengths": [[2], 1]})", "lengths[0] is a list; it must be an integer",
        "not a sequence");
    row(R"({"input": {"ids": null, "padded_ids": [[1, 2], [3, 0]]}})",
        "lengths is missing; input.padded_ids alone does not say where a sequence ends");
    row(R"({"input": {"ids": null, "padded_ids": [[1, 2], [3, 5]]}, "lengths": [2, 1]})",
        "input.padded_ids[1][1] is 5 (sequence B); ids must be 0 to 4, the rows of the embedding",
        "index out of range in self");
    row(R"({"input": {"ids": null, "padded_ids": [[1, 2], [3, 0]]}, "lengths": [0, 1]})",
        "lengths[0] is 0 (sequence A); lengths must be at least 1", nonPositive);
    row(R"({"input": {"ids": null, "padded_ids": [[1, 2], [3, 0]]}, "lengths": [2, -1]})",
        "lengths[1] is -1 (sequence B); lengths must be at least 1", nonPositive);
    row(R"({"input": {"ids": null, "padded_ids": [[1, 2], [3.5, 0]]}, "lengths": [2, 1]})",
        "input.padded_ids[1][0] is 3.5; it must be an integer",
        "Expected tensor for argument #1 'indices' to have one of the following scalar types: "
        "Long, Int; but got torch.FloatTensor instead (while checking arguments for embedding)");
    row(R"({"input": {"ids": null, "padded_ids": [[1, 2], [3, 0]]}, "lengths": [3, 1]})",
        "lengths[0] is 3; input.padded_ids is 2 wide",
        "start (3) + length (1) exceeds dimension size (3).");
    row(R"({"input": {"ids": null, "padded_ids": [[1, 2], [3, 0]]}, "lengths": [2]})",
        "input.padded_ids has 2 rows; lengths has 1 entries");
    row(R"({"input": {"ids": null, "padded_ids": [[1, 2], [3, 0]]}, "lengths": [2, 1, 1]})",
        "input.padded_ids has 2 rows; lengths has 3 entries",
        "INDICES element is out of DATA bounds, id=2 axis_dim=2");
    row(R"({"input": {"ids": null, "padded_ids": [1, 2]}, "lengths": [1]})",
        "input.padded_ids has shape [2]; it must be [B, t_pad]");
    row(R"({"input": {"padded_ids": [[1, 2], [4, 0]]}})",
        "input.padded_ids[1] disagrees with input.ids[1]; where both are given they must agree");
    row(R"({"input": {"padded_ids": [[1, 2], [3, 0]]}, "config": {"t_pad": 3}})",
        "config.t_pad is 3; input.padded_ids is 2 wide");
    row(R"({"input": {"kind": "text", "sequences": ["a"]}})",
        "vocabulary is missing or empty; text needs one");
    row(R"({"input": {"kind": "text"}})", "input.sequences is missing; text needs it");
    row(R"({"vocabulary": ["<pad>", "a"], "input": {"kind": "text", "sequences": ["aß"]}})",
        "input.sequences[0]: nothing in the vocabulary matches \"ß\" at character 2 of \"aß\"");
    const auto dense = [](const char *rest, const char *message, const char *torch = "") {
        const QByteArray patch = QByteArray(R"({"input": {"kind": "dense", "padded":
            {"shape": [1, 2, 2], "data": [1, 2, 3, 4]}})") +
                                 rest + "}";
        row(patch.constData(), message, torch);
    };
    dense("", "lengths is missing; dense input needs it");
    dense(R"(, "lengths": [3])",
          "the width of input.padded is 2; it must be at least 3, the longest length",
          "start (2) + length (1) exceeds dimension size (2).");
    dense(R"(, "lengths": [2, 1])",
          "lengths has 2 entries; input.padded has 1 sequences, and each needs one length",
          "INDICES element is out of DATA bounds, id=1 axis_dim=1");
    dense(R"(, "lengths": [2, 1], "config": {"enforce_sorted": true})",
          "lengths has 2 entries; input.padded has 1 sequences, and each needs one length",
          "Expected `len(lengths)` to be equal to batch_size, but got 2 (batch_size=1)");
    dense(R"(, "lengths": [2], "config": {"input_size": 5})",
          "input.padded has D = 2; the GRU's input_size is 5, and they must be equal",
          "input.size(-1) must be equal to input_size. Expected 5, got 2");
    dense(R"(, "lengths": [2], "config": {"t_pad": 3})",
          "config.t_pad is 3; input.padded is 2 wide");
}

void TestDocumentReader::refusedModels()
{
    row(R"({"embedding": null})", "embedding is missing; tokens and text need a table");
    row(R"({"embedding": [1, 2]})", "embedding has shape [2]; it must be [V, D]",
        "Embeddings parameter is expected to be 2-dimensional");
    row(R"({"embedding": [[1, 2], [3]]})",
        "embedding[1] has 1 elements; every row must have 2, as many as the first");
    row(R"({"embedding": {"V": 1000000000, "D": 1000000000}})",
        "embedding has shape [1000000000, 1000000000]; a tensor may have at most 67108864 "
        "elements");
    row(R"({"embedding": {"V": -1}})",
        "embedding has shape [-1, 2]; a tensor may have at most 67108864 elements");
    row(R"({"embedding": {"V": null}})", "embedding has a seed; it needs \"V\" and \"D\" as well");
    row(R"({"embedding": {"seed": null}})",
        "embedding is an object with neither \"shape\" nor \"seed\" nor \"file\"");
    row(R"({"embedding": {"seed": 0.5}})", "embedding.seed is 0.5; it must be an integer");
    row(R"({"embedding": {"shape": [1, 1], "data": [1]}})",
        "embedding has both \"shape\" and \"seed\"; it must have only one of them");
    row(R"({"embedding": {"rows": {"5": [1, 2]}}})",
        "embedding.rows.5 is no row of the table; rows are 0 to 4");
    row(R"({"embedding": {"rows": {"1": [1]}}})", "embedding.rows.1 has shape [1]; it must be [2]");
    row(R"({"input": {"embedding": [[1, 2]]}})",
        "embedding stands both at the top and in input; it must stand only once");
    row(R"({"embedding": {"seed": null, "file": "none.npz"}})",
        "embedding: none.npz: there is no such file");
    row(R"({"weights": {"seed": null, "file": "model.bin"}})",
        "weights: model.bin: weights are read from .safetensors, .npz, .pt and .pth files, not "
        "from \".bin\" files");
    row(R"({"weights": {"seed": 1.5}})", "weights.seed is 1.5; it must be an integer");
    row(R"({"weights": {"seed": null}})", "weights has no \"weight_ih_l0\"; it has: nothing");
    row(R"({"weights": {"seed": null, "weight_ih_l0": [[1, 2]]}})",
        "weights has no \"weight_hh_l0\"; it has: weight_ih_l0");
    row(R"({"weights": {"weight_ih_l0": [[1, 2]]}})",
        "weights has both \"seed\" and \"weight_ih_l0\"; it must have only one of them");
    row(R"({"weights": {"seed": null, "weight_ih_l0": [[1, 2]], "weight_ih_l1": [[1]]}})",
        "weights.weight_ih_l1 has no place in a GRU with config.num_layers 1, bidirectional false "
        "and bias true");
    row(R"({"config": {"hidden_size": 1, "bias": false},
            "weights": {"seed": null, "weight_ih_l0": [[1, 2]], "weight_hh_l0": [[1]]}})",
        "weights: weight_ih_l0 has shape [1, 2]; it must be [3, 2]");
    row(R"({"config": {"hidden_size": 1, "input_size": 2}, "weights": {"seed": null, "weight_ih_l0": [[1, 2, 3]],
            "weight_hh_l0": [[1]], "bias_ih_l0": [1], "bias_hh_l0": [1]}})",
        "weights: weight_ih_l0 has shape [1, 3]; it must be [3, 2]",
        "mat1 and mat2 shapes cannot be multiplied (3x2 and 3x1)");
}

void TestDocumentReader::sizesOfAnotherType()
{
    row(R"({"config": {"input_size": 2.0}})", "config.input_size is 2.0; it must be an integer",
        "empty(): argument 'size' must be tuple of SymInts, but found element of type float at "
        "pos 2");
    row(R"({"config": {"hidden_size": "a"}})", "config.hidden_size is \"a\"; it must be an integer",
        "'>=' not supported between instances of 'int' and 'str'");
    row(R"({"config": {"num_layers": [1]}})", "config.num_layers is a list; it must be an integer",
        "'list' object cannot be interpreted as an integer");
    row(R"({"config": {"num_layers": true}})", "config.num_layers is true; it must be an integer");
}

void TestDocumentReader::refusedRests()
{
    row(R"({"h0": [[1, 2]]})", "h0 has shape [1, 2]; it must be [1, 2, 3] (layers*dirs, B, H)",
        "Expected hidden size (1, 2, 3), got [1, 2]");
    row(R"({"h0": {"shape": [1, 1, 3], "data": [1, 2, 3]}})",
        "h0 has shape [1, 1, 3]; it must be [1, 2, 3] (layers*dirs, B, H)",
        "INDICES element is out of DATA bounds, id=1 axis_dim=1");
    row(R"({"h0": {"shape": [1, 1, 3], "data": [1, 2, 3]}, "config": {"enforce_sorted": true}})",
        "h0 has shape [1, 1, 3]; it must be [1, 2, 3] (layers*dirs, B, H)",
        "Expected hidden size (1, 2, 3), got [1, 1, 3]");
    row(R"({"h0": {"shape": [1, 3, 3], "data": [1, 2, 3, 4, 5, 6, 7, 8, 9]}})",
        "h0 has shape [1, 3, 3]; it must be [1, 2, 3] (layers*dirs, B, H)");
    row(R"({"h0": {"shape": [1, 3, 3], "data": [1, 2, 3, 4, 5, 6, 7, 8, 9]},
            "config": {"sort": "by_hand"}})",
        "h0 has shape [1, 3, 3]; it must be [1, 2, 3] (layers*dirs, B, H)",
        "Expected hidden size (1, 2, 3), got [1, 3, 3]");
    row(R"({"dropout_masks": 1})", "dropout_masks is 1; it must be a list of tensors");
    row(R"({"dropout_masks": [[[1]]]})", "dropout_masks stands beside a config.training of false; "
                                         "masks are for training only");
    row(R"({"config": {"num_layers": 2, "training": true, "dropout": 0.5}})",
        "dropout_masks is missing; training with a dropout between 0 and 1 needs 1, one for each "
        "layer boundary");
    row(R"({"config": {"training": true, "dropout": 0.5}, "dropout_masks": [[[1]]]})",
        "dropout_masks holds 1 masks; there must be 0, one for each layer boundary");
    row(R"({"config": {"num_layers": 2, "training": true, "dropout": 0.5}, "dropout_masks": [[[1]]]})",
        "dropout_masks[0] has shape [1, 1]; it must be [3, 3] (packed rows, H*dirs)");
    row(R"({"readout": {"weight": [[1, 2]]}})",
        "readout.weight has shape [1, 2]; it must be [C, 3] with at least one class");
    row(R"({"readout": {"weight": [[1, 2, 3]], "bias": [1, 2]}})",
        "readout.bias has shape [2]; it must be [1]");
    row(R"({"readout": {"weight": [[1, 2, 3]], "classes": ["a", "b"]}})",
        "readout.classes has 2 names; there must be 1, one for each row of readout.weight");
    row(R"({"readout": {}})", "readout has no \"weight\"; it has: nothing");
}

PACKSCOPE_TEST(TestDocumentReader)
#include "tst_document_reader.moc"
