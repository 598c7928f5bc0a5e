// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_loader.h"
#include "core/io/examples.h"
#include "core/io/model_writer.h"
#include "core/io/number_bytes.h"
#include "core/io/safetensors.h"
#include "tests/support/test_program.h"
#include "tests/support/weights.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace core;

namespace {

Document withReadout(const char *example, DType dtype)
{
    Document document = *exampleDocument(example);
    const GruShape &shape = document.weights.shape;
    document.dtype = dtype;
    document.readout = Readout<double>{Tensor<double>({3, shape.hiddenSize * shape.directions},
                                                      dtype == DType::float64 ? 0.1 : .5),
                                       Tensor<double>({3}, -0.25),
                                       {}};
    return document;
}

} // namespace

class TestModelWriter : public QObject {
    Q_OBJECT

  private slots:
    void whatIsWrittenIsTakenBitForBit_data()
    {
        QTest::addColumn<QString>("extension");
        QTest::addColumn<bool>("isDouble");
        for (const char *extension : {"safetensors", "npz"})
            for (const bool isDouble : {false, true})
                QTest::addRow("%s, %s", extension, isDouble ? "float64" : "float32")
                    << extension << isDouble;
    }
    void whatIsWrittenIsTakenBitForBit()
    {
        QFETCH(const QString, extension);
        QFETCH(const bool, isDouble);
        const QTemporaryDir folder;
        const std::string path = folder.filePath("m." + extension).toStdString();
        for (const char *example : {"eight", "bidirectional", "two-layers"}) {
            const Document document =
                withReadout(example, isDouble ? DType::float64 : DType::float32);
            const auto bytes = modelBytes(document, *weightFormatOf(path));
            QVERIFY(bytes);
            QCOMPARE(*modelBytes(document, *weightFormatOf(path)), *bytes);
            std::ofstream(path, std::ios::binary) << *bytes;
            const auto back = loadDocument(path);
            QVERIFY2(back, back ? "" : back.error().message.c_str());
            QCOMPARE(back->weights, document.weights);
            QCOMPARE(back->embedding, document.embedding);
            QCOMPARE(back->readout, document.readout);
            QCOMPARE(back->dtype, document.dtype);
        }
    }

    void theHeaderIsAsTheFormatAsks()
    {
        const std::string bytes = safetensorsBytes(
            {{"a", RealTensor(Tensor<float>({1}, 1.5))}, {"b", RealTensor(Tensor<double>({}, 2))}});
        const std::string header =
            R"({"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0, 4]},)"
            R"("b":{"dtype":"F64","shape":[],"data_offsets":[4, 12]}})";
        const std::size_t length = numberAt<std::uint64_t>(bytes, 0);
        QCOMPARE(length % 8, std::size_t(0));
        QCOMPARE(bytes.substr(8, header.size()), header);
        QCOMPARE(bytes.substr(8 + header.size(), length - header.size()),
                 std::string(length - header.size(), ' '));
        QCOMPARE(bytes.size(), 8 + length + 12);
    }

    void strangeNamesComeBack()
    {
        const std::string name = "a \"quoted\" \\ name, käse";
        const auto back = weightsOf(safetensorsBytes({{name, RealTensor(Tensor<float>({2}, 1))}}),
                                    WeightFormat::safetensors);
        QVERIFY(back && back->contains(name));
    }

    void torchsOwnFormatIsNotWritten()
    {
        const auto bytes = modelBytes(*exampleDocument("one"), WeightFormat::torch);
        QCOMPARE(QString::fromStdString(bytes.error().message),
                 "weights are written as .safetensors and .npz, not as PyTorch's own files");
    }

    void pytorchTakesWhatIsWritten()
    {
        QProcess python;
        python.start("/usr/bin/python3", {"-c", "import torch"});
        if (!python.waitForFinished() || python.exitCode() != 0)
            QSKIP("there is no PyTorch (python3-torch)");
        const QTemporaryDir folder;
        const QString path = folder.filePath("m.npz");
        const Document document = withReadout("bidirectional", DType::float32);
        std::ofstream(path.toStdString(), std::ios::binary)
            << *modelBytes(document, WeightFormat::npz);
        const GruShape &shape = document.weights.shape;
        python.start("/usr/bin/python3",
                     {"-c", R"(
import sys, numpy, torch
arrays = numpy.load(sys.argv[1])
gru = torch.nn.GRU(int(sys.argv[2]), int(sys.argv[3]), bidirectional=True)
gru.load_state_dict({n[4:]: torch.from_numpy(arrays[n]) for n in arrays if n.startswith("gru.")})
print(repr(gru.weight_hh_l0_reverse[0, 1].item()))
)",
                      path, QString::number(shape.inputSize), QString::number(shape.hiddenSize)});
        QVERIFY(python.waitForFinished());
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
        QCOMPARE(python.readAllStandardOutput().trimmed().toDouble(),
                 document.weights.of(0, 1).weightHh.at(0, 1));
    }
};

PACKSCOPE_TEST(TestModelWriter)
#include "tst_model_writer.moc"
