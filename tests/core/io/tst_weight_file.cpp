// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_reader.h"
#include "core/io/json_tensor.h"
#include "core/io/weight_file.h"
#include "tests/support/test_program.h"
#include "tests/support/weights.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace core;

namespace {

const std::filesystem::path weightFiles = std::filesystem::path(PACKSCOPE_GOLDEN_DIR) / "weights";

std::string contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// What weights.json says: for each file where its dictionary lies and what it holds.
Json expectations(const QString &folder)
{
    return *parseJson(contentOf(folder + "/weights.json"));
}

/// Compares a file with what PyTorch says is in it, number by number.
void compare(const std::filesystem::path &path, const Json &expected)
{
    const auto file = WeightFile::open(path);
    QVERIFY2(file, file ? "" : file.error().message.c_str());
    QCOMPARE(file->place(), expected["place"].get<std::string>());
    QCOMPARE(file->tensors().size(), expected["tensors"].size());
    for (const auto &[name, tensor] : expected["tensors"].items()) {
        Findings findings{DType::float64, {}, {}};
        const auto wanted = readTensor<double>(tensor, name, findings);
        QVERIFY2(!findings.error, findings.error ? findings.error->message.c_str() : "");
        QVERIFY2(file->tensors().contains(name), name.c_str());
        const auto read = file->read(name);
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QCOMPARE(read->shape, wanted.shape);
        QCOMPARE(read->data, wanted.data);
    }
}

} // namespace

class TestWeightFile : public QObject {
    Q_OBJECT

  private slots:
    void filesOfEachFormatAreRead_data()
    {
        QTest::addColumn<QString>("name");
        const Json all = expectations(PACKSCOPE_GOLDEN_DIR "/weights");
        for (const auto &[name, expected] : all.items())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    void filesOfEachFormatAreRead()
    {
        QFETCH(const QString, name);
        compare(weightFiles / name.toStdString(),
                expectations(PACKSCOPE_GOLDEN_DIR "/weights")[name.toStdString()]);
    }

    void whatIsNoStateDictIsNamed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("message");
        const QString advice =
            R"(save the weights alone: torch.save(model.state_dict(), "model.pt"))";
        QTest::newRow("module") << "module.pt"
                                << "module.pt: this holds a whole module, which only its own "
                                   "program can load; " +
                                       advice;
        QTest::newRow("legacy") << "legacy.pt"
                                << "legacy.pt: this was written in the format of torch before 1.6; "
                                   "load it with torch and " +
                                       advice;
        QTest::newRow("script") << "script.pt"
                                << "script.pt: this is TorchScript, a program; " + advice;
    }
    void whatIsNoStateDictIsNamed()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, message);
        const auto file = WeightFile::open(weightFiles / name.toStdString());
        QVERIFY(!file);
        QCOMPARE(QString::fromStdString(file.error().message), message);
    }

    void theEndOfTheNameSaysTheFormat()
    {
        QCOMPARE(weightFormatOf("A.PTH"), WeightFormat::torch);
        QCOMPARE(weightFormatOf("a.Npz"), WeightFormat::npz);
        QVERIFY(!weightFormatOf("pt"));
    }

    void anythingDamagedIsRefusedOrRead()
    {
        for (const char *name : {"state_dict.pt", "views.pt", "compressed.npz"}) {
            const auto format = *weightFormatOf(name);
            const std::string whole = contentOf(QString(PACKSCOPE_GOLDEN_DIR "/weights/") + name);
            for (std::size_t at = 0; at < whole.size(); ++at) {
                std::string damaged = whole;
                damaged[at] = static_cast<char>(damaged[at] ^ 0x15);
                (void)weightsOf(damaged, format); // the sanitizers look on
            }
            for (std::size_t size = 0; size < whole.size(); size += 61)
                QVERIFY(!weightsOf(whole.substr(0, size), format));
        }
    }

    void aDocumentTakesPartsOfACheckpoint()
    {
        const auto document = parseDocument(R"({
            "config": {"num_layers": 2, "bidirectional": true, "bias": false},
            "input": {"kind": "tokens", "ids": [[1, 11]]},
            "embedding": {"file": "checkpoint.pth", "name": "emb.weight"},
            "weights": {"file": "checkpoint.pth", "prefix": "gru."},
            "readout": {"file": "checkpoint.pth", "prefix": "fc."}})",
                                            weightFiles);
        QVERIFY2(document, document ? "" : document.error().message.c_str());
        const auto file = WeightFile::open(weightFiles / "checkpoint.pth");
        QCOMPARE(document->weights.of(1, 0).weightIh, *file->read("gru.weight_ih_l1"));
        QCOMPARE(document->embedding, *file->read("emb.weight"));
        QCOMPARE(document->readout->weight, *file->read("fc.weight"));
        const auto other = parseDocument(R"({
            "input": {"kind": "tokens", "ids": [[1]]}, "weights": {"seed": 1},
            "embedding": {"file": "views.pt", "name": "table"}})",
                                         weightFiles);
        QCOMPARE(QString::fromStdString(other.error().message),
                 "embedding has no \"table\"; it has: base, empty, every_other, expanded, scalar, "
                 "transposed, window");
    }

    void aFileThatIsWrittenToMeanwhileIsNotRead()
    {
        const QTemporaryDir folder;
        const QString name = folder.filePath("a.safetensors");
        QVERIFY(QFile::copy(PACKSCOPE_GOLDEN_DIR "/weights/tagger.safetensors", name));
        const auto file = WeightFile::open(name.toStdString());
        QVERIFY(file && file->read("fc.bias"));
        QFile other(name);
        QVERIFY(other.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(other.resize(0)); // to look at its pages now would end the program
        QCOMPARE(QString::fromStdString(file->read("fc.bias").error().message),
                 "fc.bias: another program has written to the file since it was opened");
        const auto empty = WeightFile::open(name.toStdString());
        QCOMPARE(QString::fromStdString(empty.error().message),
                 "a.safetensors: the file ends before the length of its header");
    }

    void pytorchsOwnFilesAreRead()
    {
        QProcess python;
        python.start("/usr/bin/python3", {"-c", "import torch"});
        if (!python.waitForFinished() || python.exitCode() != 0)
            QSKIP("there is no PyTorch (python3-torch)");
        const QTemporaryDir folder;
        const QString script = PACKSCOPE_GOLDEN_DIR "/scripts/make_weights.py";
        python.start("/usr/bin/python3", {script, "--seed", "77", "--folder", folder.path()});
        QVERIFY(python.waitForFinished(60'000));
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
        const Json all = expectations(folder.path());
        QVERIFY(all.size() >= 8);
        QVERIFY(all["state_dict.pt"] !=
                expectations(PACKSCOPE_GOLDEN_DIR "/weights")["state_dict.pt"]);
        for (const auto &[name, expected] : all.items())
            compare(std::filesystem::path(folder.path().toStdString()) / name, expected);
    }
};

PACKSCOPE_TEST(TestWeightFile)
#include "tst_weight_file.moc"
