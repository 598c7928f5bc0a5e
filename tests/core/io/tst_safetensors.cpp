// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_reader.h"
#include "core/io/npz.h"
#include "core/io/number_bytes.h"
#include "tests/support/test_program.h"
#include "tests/support/weights.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <sys/resource.h>

using namespace core;

namespace {

std::string fileWith(const std::string &header, const std::string &data)
{
    std::string bytes;
    appendNumber(bytes, static_cast<std::uint64_t>(header.size()));
    return bytes + header + data;
}

Result<TensorsByName> readSafetensors(std::string_view bytes)
{
    return weightsOf(bytes, WeightFormat::safetensors);
}

template <class... Number> std::string bytesOf(Number... numbers)
{
    std::string bytes;
    (appendNumber(bytes, numbers), ...);
    return bytes;
}

void write(const QString &path, const std::string &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes.data(), static_cast<qint64>(bytes.size())),
             static_cast<qint64>(bytes.size()));
}

/// The most memory that this process has used. Units: bytes.
std::int64_t peakMemory()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss * 1024;
}

/// A GRU with D = H = 1 and its table, as a training script would save them.
std::string smallModel()
{
    return fileWith(R"({"__metadata__":{"format":"pt"},
        "gru.weight_ih_l0":{"dtype":"F32","shape":[3,1],"data_offsets":[0,12]},
        "gru.weight_hh_l0":{"dtype":"F32","shape":[3,1],"data_offsets":[12,24]},
        "table.weight":{"dtype":"F64","shape":[2,1],"data_offsets":[24,40]}})",
                    bytesOf(1.F, 2.F, 3.F, 4.F, 5.F, 6.F, 0.1, 7.));
}

} // namespace

class TestSafetensors : public QObject {
    Q_OBJECT

  private slots:
    void readsEveryType_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<std::string>("data");
        QTest::newRow("F64") << "F64" << bytesOf(1.5, -2.);
        QTest::newRow("F32") << "F32" << bytesOf(1.5F, -2.F);
        QTest::newRow("F16") << "F16" << bytesOf(std::uint16_t{0x3E00}, std::uint16_t{0xC000});
        QTest::newRow("BF16") << "BF16" << bytesOf(std::uint16_t{0x3FC0}, std::uint16_t{0xC000});
    }
    void readsEveryType()
    {
        QFETCH(QString, type);
        QFETCH(std::string, data);
        const QString header = R"({"a":{"dtype":"%1","shape":[2],"data_offsets":[0,%2]}})";
        const auto tensors =
            readSafetensors(fileWith(header.arg(type).arg(data.size()).toStdString(), data));
        QVERIFY2(tensors, tensors ? "" : tensors.error().message.c_str());
        QCOMPARE(tensors->at("a").data, (std::vector<double>{1.5, -2}));
    }

    void halvesAreRead()
    {
        QCOMPARE(halfValue(0x0001), 0x1p-24);
        QCOMPARE(halfValue(0x03FF), 0x3FFp-24);
        QCOMPARE(halfValue(0x0400), 0x1p-14);
        QCOMPARE(halfValue(0x7BFF), 65504.0);
        QCOMPARE(halfValue(0xFC00), -INFINITY);
        QVERIFY(std::isnan(halfValue(0x7E00)) && std::signbit(halfValue(0x8000)));
    }

    void refuses_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const char *entry, const char *message) {
            QTest::newRow(name) << fileWith(std::string("{\"a\":") + entry + "}", eight) << message;
        };
        QTest::newRow("empty") << std::string() << "the file ends before the length of its header";
        QTest::newRow("huge header")
            << std::string(8, '\xff')
            << "the header has 18446744073709551615 bytes; the file ends before";
        QTest::newRow("not JSON")
            << fileWith("{", "")
            << "header: not valid JSON: parse error at line 1, column 2: syntax "
               "error while parsing object key - unexpected end of input; "
               "expected string literal";
        QTest::newRow("list") << fileWith("[]", "") << "header: it must be an object";
        row("no object", "1", "a is 1; it must be an object");
        row("no shape", R"({"dtype":"F32","data_offsets":[0,4]})",
            "a has no shape or no data_offsets");
        row("type", R"({"dtype":"X","shape":[1],"data_offsets":[0,4]})",
            "a: it has the dtype \"X\", which is not read");
        row("overflow", R"({"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]})",
            "a has shape [4294967296, 4294967296], which cannot be");
        row("outside", R"({"dtype":"F32","shape":[3],"data_offsets":[0,12]})",
            "a has data_offsets [0, 12]; the file holds 8 bytes of data");
        row("backwards", R"({"dtype":"F32","shape":[1],"data_offsets":[4,0]})",
            "a has data_offsets [4, 0]; the file holds 8 bytes of data");
        row("wrong size", R"({"dtype":"F32","shape":[2],"data_offsets":[0,4]})",
            "a has 4 bytes; dtype F32 and shape [2] ask for 8");
        row("three offsets", R"({"dtype":"F32","shape":[1],"data_offsets":[0,4,8]})",
            "a has 3 data_offsets; there must be a first and a last");
        row("negative offset", R"({"dtype":"F32","shape":[1],"data_offsets":[-4,0]})",
            "a has data_offsets [-4, 0]; the file holds 8 bytes of data");
        row("negative size", R"({"dtype":"F32","shape":[-1],"data_offsets":[0,4]})",
            "a has shape [-1], which cannot be");
        row("fraction", R"({"dtype":"F32","shape":[1.5],"data_offsets":[0,4]})",
            "a.shape[0] is 1.5; it must be an integer");
        row("count beyond bytes",
            R"({"dtype":"F32","shape":[72057594037927936],"data_offsets":[0,8]})",
            "a has 8 bytes; dtype F32 and shape [72057594037927936] ask for 288230376151711744");
        row("twice", R"({"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{})",
            "header: the key \"a\" stands twice in one object");
        QString axes = "1";
        for (int i = 0; i < 64; ++i)
            axes += ",1";
        row("axes",
            qPrintable(QString(R"({"dtype":"F32","shape":[%1],"data_offsets":[0,4]})").arg(axes)),
            "a has 65 axes; a tensor may have at most 64");
        const auto named = [](const std::string &name) {
            const std::string entry = R"({"dtype":"F32","shape":[1],"data_offsets":[0,4]})";
            return fileWith("{\"" + name + "\":" + entry + "}", eight);
        };
        QTest::newRow("long name") << named(std::string(513, 'n'))
                                   << "a tensor's name has 513 bytes; it may have at most 512";
        QTest::newRow("name that acts")
            << named("\\u001b[2J") << "the name \"\\u001b[2J\" of a tensor has control characters";
        QTest::newRow("header beyond reason")
            << fileWith(std::string((1 << 23) + 1, ' '), "")
            << "the header has 8388609 bytes; it may have at most 8388608";
        QTest::newRow("integer beyond a double")
            << fileWith(R"({"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}})",
                        bytesOf((std::int64_t{1} << 53) + 2))
            << "a: it holds an integer beyond 2^53, which a float64 does not hold";
        row("overlap",
            R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]},
                "b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]})",
            "b and a take the same bytes of the file");
    }
    void refuses()
    {
        QFETCH(std::string, bytes);
        QFETCH(QString, message);
        const auto tensors = readSafetensors(bytes);
        QVERIFY(!tensors);
        QCOMPARE(QString::fromStdString(tensors.error().message), message);
    }

    void aDamagedFileIsRefusedOrRead()
    {
        const std::string whole = smallModel();
        for (std::size_t at = 0; at < whole.size(); ++at) {
            std::string damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x15);
            (void)readSafetensors(damaged); // the sanitizers look on
            QVERIFY(!readSafetensors(whole.substr(0, at)));
        }
    }

    void aLargeFileCostsWhatIsTakenFromIt()
    {
        // Half a gigabyte of nothing, with one small tensor behind it: a file with a hole.
        const std::int64_t large = 500'000'000;
        const QString header =
            QString(R"({"large":{"dtype":"F32","shape":[125000000],"data_offsets":[0,%1]},
                        "small":{"dtype":"F32","shape":[2],"data_offsets":[%1,%2]}})")
                .arg(large)
                .arg(large + 8);
        const std::string before = fileWith(header.toStdString(), "");
        const QTemporaryDir folder;
        QFile file(folder.filePath("large.safetensors"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(before.data(), static_cast<qint64>(before.size()));
        QVERIFY(file.seek(static_cast<qint64>(before.size()) + large));
        const std::string numbers = bytesOf(1.5F, -2.F);
        file.write(numbers.data(), static_cast<qint64>(numbers.size()));
        file.close();
        const std::int64_t peak = peakMemory();
        const auto weights = WeightFile::open(file.fileName().toStdString());
        QVERIFY2(weights, weights ? "" : weights.error().message.c_str());
        QCOMPARE(weights->read("small")->data, (std::vector<double>{1.5, -2}));
        QCOMPARE(QString::fromStdString(weights->read("large").error().message),
                 "large: it has shape [125000000]; a tensor may have at most 67108864 elements");
        QVERIFY2(peakMemory() - peak < 16'000'000,
                 qPrintable(QString::number(peakMemory() - peak)));
    }

    void otherFormatsAreNamed()
    {
        for (const char *name : {"model.bin", "model"})
            QVERIFY(QString::fromStdString(WeightFile::open(name).error().message)
                        .contains("weights are read from .safetensors, .npz, .pt and .pth files"));
    }

    void aDocumentFindsItsFiles()
    {
        QTemporaryDir folder;
        write(folder.filePath("m.safetensors"), smallModel());
        write(folder.filePath("r.npz"),
              *npzBytes({{"weight", RealTensor(Tensor<double>({2, 1}, {1, 2}))}}));
        write(folder.filePath("a.packscope"), R"({"config": {"bias": false},
            "input": {"kind": "tokens", "ids": [[1]]},
            "embedding": {"file": "m.safetensors", "name": "table.weight"},
            "weights": {"file": "m.safetensors", "prefix": "gru."},
            "readout": {"file": "r.npz", "classes": ["x", "y"]}})");
        const auto document =
            readDocument(std::filesystem::path(folder.path().toStdString()) / "a.packscope");
        QVERIFY2(document, document ? "" : document.error().message.c_str());
        QCOMPARE(document->weights.of(0, 0).weightHh.data, (std::vector<double>{4, 5, 6}));
        QCOMPARE(document->embedding[0], static_cast<double>(0.1F)); // float32 rounds
        QCOMPARE(document->readout->weight.data, (std::vector<double>{1, 2}));
        QVERIFY(document->readout->bias.empty());
    }

    void aNameThatIsNotThereIsRefusedWithThoseThatAre()
    {
        QTemporaryDir folder;
        write(folder.filePath("m.safetensors"), smallModel());
        const auto with = [&](const char *weights) {
            return QString::fromStdString(
                parseDocument(QString(R"({"config": {"bias": false}, "weights": %1,
                    "input": {"kind": "tokens", "ids": [[1]]},
                    "embedding": [[1], [2]]})")
                                  .arg(weights)
                                  .toStdString(),
                              folder.path().toStdString())
                    .error()
                    .message);
        };
        QCOMPARE(with(R"({"file": "m.safetensors", "prefix": "rnn."})"),
                 "weights: m.safetensors has no tensor whose name begins with \"rnn.\"");
        QCOMPARE(with(R"({"file": "m.safetensors", "prefix": "table."})"),
                 "weights has no weight_hh_l0 of rank 2, and config.hidden_size is missing");
    }

  private:
    static inline const std::string eight = std::string(8, '\0');
};

PACKSCOPE_TEST(TestSafetensors)
#include "tst_safetensors.moc"
