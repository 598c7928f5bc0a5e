// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_loader.h"
#include "core/io/examples.h"
#include "core/io/model_document.h"
#include "core/io/model_writer.h"
#include "core/io/number_bytes.h"
#include "core/io/safetensors.h"
#include "core/pipeline/run.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace core;

namespace {

const std::filesystem::path weightsFolder = std::filesystem::path(PACKSCOPE_GOLDEN_DIR) / "weights";

QString noteOf(const char *name)
{
    const auto document = loadDocument(weightsFolder / name);
    return QString::fromStdString(document ? document->note : document.error().message);
}

Tensor<float> ramp(const Shape &shape)
{
    Tensor<float> tensor(shape);
    for (Index i = 0; i < tensor.size(); ++i)
        tensor[i] = static_cast<float>(i) / 16;
    return tensor;
}

/// A file with a GRU of D = 2 and H = 1, without bias, and these tensors.
std::string fileWith(std::vector<std::pair<std::string, RealTensor>> more)
{
    more.emplace_back("gru.weight_ih_l0", ramp({3, 2}));
    more.emplace_back("gru.weight_hh_l0", ramp({3, 1}));
    return safetensorsBytes(more);
}

Result<ModelDocument> opened(const Document &document, const std::string &bytes)
{
    const auto file = WeightFile::of(bytes, WeightFormat::safetensors);
    const auto gru = likeliestGru(*file);
    if (!gru)
        return gru.error();
    const auto model = takeModel(*file, *gru);
    return model ? withModel(document, *model) : Result<ModelDocument>(model.error());
}

Document twoIds()
{
    Document document = *exampleDocument("one");
    document.input = TokenInput{{{1, 4}, {2}}, {}};
    return document;
}

} // namespace

class TestModelDocument : public QObject {
    Q_OBJECT

  private slots:
    void aFileOfWeightsOpensAsADocument_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("note");
        const QString all = "took gru. (1 layer, D 3, H 4), embedding from emb.weight [12, 3], "
                            "readout from fc. [2, 4]; the batch was drawn with "
                            "torch.manual_seed(0): eight sequences of ids below 12";
        for (const char *name :
             {"state_dict.pt", "tagger.safetensors", "stored.npz", "bfloat16.safetensors"})
            QTest::newRow(name) << name << QString(name) + ": " + all;
        QTest::newRow("checkpoint")
            << "checkpoint.pth"
            << "checkpoint.pth: took gru. (2 layers, both directions, no bias, D 3, H 4) of "
               "[\"run\"][\"model_state_dict\"], embedding from emb.weight [12, 3], readout from "
               "fc. [2, 8]; the batch was drawn with torch.manual_seed(0): eight sequences of ids "
               "below 12";
        QTest::newRow("LSTM")
            << "lstm.pt"
            << "lstm.pt: there is no GRU in it: gru. is an LSTM: weight_hh_l0 has "
               "16 rows, 4 for each of H = 4";
        QTest::newRow("no net") << "parameter.pt"
                                << "parameter.pt: there is no GRU in it (weight_ih_l0, "
                                   "weight_hh_l0, …); it has: weight";
    }
    void aFileOfWeightsOpensAsADocument()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, note);
        QCOMPARE(noteOf(qPrintable(name)), note);
    }

    void whatWasTakenIsRun()
    {
        const auto document = loadDocument(weightsFolder / "checkpoint.pth");
        QVERIFY2(document, document ? "" : document.error().message.c_str());
        QCOMPARE(document->title, std::string("checkpoint"));
        QCOMPARE(document->lengths(), (std::vector<std::int64_t>{4, 6, 8, 5, 4, 3, 7, 8}));
        QCOMPARE(document->weights.shape, (GruShape{3, 4, 2, 2, false}));
        const auto file = WeightFile::open(weightsFolder / "checkpoint.pth");
        QCOMPARE(document->weights.of(1, 1).weightHh, *file->read("gru.weight_hh_l1_reverse"));
        QCOMPARE(document->embedding, *file->read("emb.weight"));
        QCOMPARE(document->readout->bias, *file->read("fc.bias"));
        QVERIFY(run(std::make_shared<const Document>(*document)));
    }

    void theBatchStaysWhereItsIdsFit()
    {
        Document before = twoIds();
        before.h0 = Tensor<double>({1, 2, before.weights.shape.hiddenSize});
        const auto after = opened(before, fileWith({{"emb.weight", ramp({5, 2})}}));
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        QCOMPARE(after->document.input, before.input);
        QCOMPARE(after->document.title, before.title);
        QVERIFY(!after->document.h0 && !after->document.readout);
        QCOMPARE(QString::fromStdString(after->sentence),
                 "took gru. (1 layer, no bias, D 2, H 1), embedding from emb.weight [5, 2]; no "
                 "readout fits it; the batch stays");
    }

    void anotherIsDrawnWhereTheyDoNot()
    {
        const auto after = opened(twoIds(), fileWith({{"emb.weight", ramp({4, 2})}}));
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        QCOMPARE(after->document.batchSize(), 8);
        for (const auto &ids : std::get<TokenInput>(after->document.input).ids)
            for (const auto id : ids)
                QVERIFY(id >= 1 && id < 4);
        QVERIFY(after->sentence.ends_with("eight sequences of ids below 4"));
    }

    void aTableOfOneRowGivesItsOnlyId()
    {
        const auto after = opened(twoIds(), fileWith({{"emb.weight", ramp({1, 2})}}));
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        QCOMPARE(std::get<TokenInput>(after->document.input).ids[5],
                 (std::vector<std::int64_t>{0, 0, 0}));
    }

    void withoutATableTheOldOneServesIfItIsAsWide()
    {
        Document before = twoIds();
        before.embedding = ramp({5, 2}).cast<double>();
        const auto after = opened(before, fileWith({}));
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        QCOMPARE(after->document.embedding, before.embedding);
        QVERIFY(after->sentence.ends_with("; no embedding fits it; no readout fits it; the batch "
                                          "stays"));
    }

    void elseVectorsAreDrawn()
    {
        Document before = twoIds();
        before.embedding = ramp({5, 3}).cast<double>();
        const auto after = opened(before, fileWith({}));
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        const auto &dense = std::get<DenseInput>(after->document.input);
        QCOMPARE(dense.padded.shape, (Shape{8, 8, 2}));
        QCOMPARE(dense.padded.at(0, 4, 0), 0.0);
        QVERIFY(dense.padded.at(0, 3, 0) != 0);
        QVERIFY(run(std::make_shared<const Document>(after->document)));
    }

    void aTableThatIsTooLargeIsLeft()
    {
        // Half a million words of 300 numbers would be more than a document may hold.
        std::string header = R"({"emb.weight":{"dtype":"F32","shape":[500000,300],)"
                             R"("data_offsets":[24,600000024]},)"
                             R"("g.weight_ih_l0":{"dtype":"F32","shape":[3,300],)"
                             R"("data_offsets":[600000024,600003624]},)"
                             R"("g.weight_hh_l0":{"dtype":"F32","shape":[3,1],)"
                             R"("data_offsets":[0,12]}})";
        const QTemporaryDir folder;
        const std::string path = folder.filePath("large.safetensors").toStdString();
        std::string length;
        appendNumber(length, static_cast<std::uint64_t>(header.size()));
        std::ofstream(path, std::ios::binary) << length << header;
        std::filesystem::resize_file(path, 8 + header.size() + 600'003'624);
        const auto document = loadDocument(path);
        QVERIFY2(document, document ? "" : document.error().message.c_str());
        QCOMPARE(QString::fromStdString(document->note),
                 "large.safetensors: took g. (1 layer, no bias, D 300, H 1); no embedding is "
                 "taken, emb.weight: it has shape [500000, 300]; a tensor may have at most "
                 "67108864 elements; no readout fits it; the batch was drawn with "
                 "torch.manual_seed(0): eight sequences of vectors from N(0, 1)");
    }

    void aBatchThatWouldBeTooLargeIsNotDrawn()
    {
        TakenModel model;
        model.weights.shape = {(1 << 20) + 1, 1, 1, 1, false};
        (void)parameters(model.weights);
        const auto after = withModel({}, std::move(model));
        QCOMPARE(QString::fromStdString(after.error().message),
                 "a batch for this GRU would have shape [8, 8, 1048577]; it may have at most "
                 "67108864 elements");
    }

    void vectorsStayWhereTheyAreAsWide()
    {
        Document before;
        before.input = DenseInput{Tensor<double>({1, 3, 2}, 0.5), {3}};
        const auto after = opened(before, fileWith({{"emb.weight", ramp({4, 2})}}));
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        QCOMPARE(after->document.input, before.input);
    }

    void doublesAreNotRounded()
    {
        const auto after =
            opened(twoIds(), fileWith({{"emb.weight", Tensor<double>({5, 2}, 0.1)}}));
        QCOMPARE(after->document.dtype, DType::float64);
        QCOMPARE(after->document.embedding[0], 0.1);
    }

    void theGruWithATableIsTheLikeliest()
    {
        const std::string bytes = fileWith({{"a.weight_ih_l0", ramp({3, 7})},
                                            {"a.weight_hh_l0", ramp({3, 1})},
                                            {"emb.weight", ramp({5, 2})}});
        const auto file = WeightFile::of(bytes, WeightFormat::safetensors);
        QCOMPARE(likeliestGru(*file)->prefix, std::string("gru."));
        const QTemporaryDir folder;
        const std::string path = folder.filePath("two.safetensors").toStdString();
        std::ofstream(path, std::ios::binary) << bytes;
        QVERIFY(loadDocument(path)->note.ends_with("; its other GRUs: a."));
    }

    void dropoutIsNotTrainedWithMasksOfAnotherModel()
    {
        Document before = *exampleDocument("two-layers");
        before.options.dropout = 0.5;
        before.options.training = true;
        const auto file = WeightFile::open(weightsFolder / "checkpoint.pth");
        const auto model = takeModel(*file, *likeliestGru(*file));
        const auto after = withModel(before, *model);
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        QVERIFY(!after->document.options.training);
        QCOMPARE(after->document.options.dropout, 0.5);
    }
};

PACKSCOPE_TEST(TestModelDocument)
#include "tst_model_document.moc"
