// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/json_tensor.h"
#include "core/io/weight_file.h"
#include "tests/support/weights.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace core;

namespace {

const std::filesystem::path weightsFolder = std::filesystem::path(PACKSCOPE_GOLDEN_DIR) / "weights";

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
        compare(weightsFolder / name.toStdString(),
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
        const auto file = WeightFile::open(weightsFolder / name.toStdString());
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

QTEST_GUILESS_MAIN(TestWeightFile)
#include "tst_weight_file.moc"
