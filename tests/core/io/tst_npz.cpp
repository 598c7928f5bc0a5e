// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/npz.h"
#include "tests/support/test_program.h"
#include "tests/support/weights.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace core;

namespace {

const Tensor<float> singles({2, 3}, {0.1F, -2, 3, std::nanf(""), INFINITY, -0.0F});
const Tensor<double> doubles({2}, {0.1, 1e300});
const Tensor<std::int64_t> integers({2, 1, 1}, {-1, 1L << 40});

std::vector<std::pair<std::string, NpyArray>> arrays()
{
    return {{"singles", RealTensor(singles)},
            {"doubles", RealTensor(doubles)},
            {"integers", integers},
            {"scalar", RealTensor(Tensor<double>({}, {7}))},
            {"empty", Tensor<std::int64_t>({0, 3})}};
}

/// A .npy file with this header; the data follow.
std::string npyWith(const std::string &header, const std::string &data)
{
    std::string bytes("\x93NUMPY\x01\x00", 8);
    bytes += static_cast<char>(header.size() & 0xFF);
    bytes += static_cast<char>(header.size() >> 8);
    return bytes + header + data;
}

Result<TensorsByName> readNpz(std::string_view bytes)
{
    return weightsOf(bytes, WeightFormat::npz);
}

/// An archive of one array, whose bytes these are.
Result<TensorsByName> readNpy(const std::string &bytes)
{
    return readNpz(*zipBytes({{"a.npy", bytes}}));
}

const std::string eightBytes(8, '\0');

} // namespace

class TestNpz : public QObject {
    Q_OBJECT

  private slots:
    void whatIsWrittenIsRead()
    {
        const auto bytes = npzBytes(arrays());
        QVERIFY(bytes);
        const auto back = readNpz(*bytes);
        QVERIFY2(back, back ? "" : back.error().message.c_str());
        QCOMPARE(back->size(), std::size_t(5));
        const auto &first = back->at("singles");
        QCOMPARE(first.shape, (Shape{2, 3}));
        QVERIFY(std::isnan(first[3]) && std::isinf(first[4]) && std::signbit(first[5]));
        QCOMPARE(static_cast<float>(first[0]), 0.1F);
        QCOMPARE(back->at("doubles"), doubles);
        QCOMPARE(back->at("integers"), integers.cast<double>());
        QCOMPARE(back->at("scalar").shape, Shape{});
        QCOMPARE(back->at("empty").shape, (Shape{0, 3}));
    }

    void theSameArraysGiveTheSameBytes() { QCOMPARE(*npzBytes(arrays()), *npzBytes(arrays())); }

    void theHeaderIsAligned()
    {
        const std::string bytes = npyBytes(RealTensor(doubles));
        QCOMPARE((bytes.size() - 2 * sizeof(double)) % 64, std::size_t(0));
        QVERIFY(bytes.find("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }") !=
                bytes.npos);
    }

    void numpyReadsWhatIsWritten()
    {
        QProcess python;
        python.start("/usr/bin/python3", {"-c", "import numpy"});
        if (!python.waitForFinished() || python.exitCode() != 0)
            QSKIP("there is no numpy");
        QTemporaryDir folder;
        const QString path = folder.filePath("a.npz");
        const auto bytes = *npzBytes(arrays());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes.data(), static_cast<qint64>(bytes.size()));
        file.close();
        python.start("/usr/bin/python3", {"-c", R"(
import sys, numpy as np
a = np.load(sys.argv[1], allow_pickle=False)
assert a.files == ['singles', 'doubles', 'integers', 'scalar', 'empty'], a.files
assert a['singles'].dtype == np.float32 and a['singles'].shape == (2, 3)
assert a['singles'][0].tolist() == np.array([0.1, -2, 3], dtype='f4').tolist()
assert np.isnan(a['singles'][1, 0]) and np.signbit(a['singles'][1, 2])
assert a['doubles'].tolist() == [0.1, 1e300]
assert a['integers'].dtype == np.int64 and a['integers'].tolist() == [[[-1]], [[1 << 40]]]
assert a['scalar'].shape == () and a['scalar'] == 7
assert a['empty'].shape == (0, 3)
b = {'f2': np.array([[1.5, -0.25, np.inf, 6e-8]], 'f2'), 'i4': np.array([-5], '<i4'),
     'b1': np.array([True, False]), 'u1': np.array([255], 'u1'), 'f4': np.arange(3, dtype='f4')}
np.savez_compressed(sys.argv[2], **b)
)",
                                          path, folder.filePath("b.npz")});
        QVERIFY(python.waitForFinished());
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
        QFile other(folder.filePath("b.npz"));
        QVERIFY(other.open(QIODevice::ReadOnly));
        const auto back = readNpz(other.readAll().toStdString());
        QVERIFY2(back, back ? "" : back.error().message.c_str());
        QCOMPARE(back->at("f2").data, (std::vector<double>{1.5, -0.25, INFINITY, 0x1p-24}));
        QCOMPARE(back->at("i4").data, std::vector<double>{-5});
        QCOMPARE(back->at("b1").data, (std::vector<double>{1, 0}));
        QCOMPARE(back->at("u1").data, std::vector<double>{255});
        QCOMPARE(back->at("f4").data, (std::vector<double>{0, 1, 2}));
    }

    void refusesArrays_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<QString>("message");
        const auto header = [](const char *text) { return npyWith(text, eightBytes); };
        const char *strange = "the array's header is not one that numpy writes";
        QTest::newRow("empty") << std::string() << "this is not a .npy array";
        QTest::newRow("version") << std::string("\x93NUMPY\x03\x00\x01\x00", 10)
                                 << "the array's version is 3.0; 1.0 and 2.0 are read";
        QTest::newRow("cut length") << std::string("\x93NUMPY\x01\x00\x01", 9)
                                    << "the array ends before the length of its header";
        QTest::newRow("cut header") << std::string("\x93NUMPY\x01\x00\xff\xff{", 11)
                                    << "the array ends before its header does";
        QTest::newRow("no dictionary") << header("[]") << strange;
        QTest::newRow("missing key") << header("{'descr': '<f8', 'shape': (1,), }") << strange;
        QTest::newRow("key twice")
            << header("{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (1,), }")
            << strange;
        QTest::newRow("other key")
            << header("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'x': 1, }")
            << strange;
        QTest::newRow("code") << header(
                                     "{'descr': exit(), 'fortran_order': False, 'shape': (1,), }")
                              << strange;
        QTest::newRow("shape beyond int64")
            << header(
                   "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,), }")
            << strange;
        QTest::newRow("behind it")
            << header("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), } x") << strange;
        QTest::newRow("fortran") << header(
                                        "{'descr': '<f8', 'fortran_order': True, 'shape': (1,), }")
                                 << "the array is in Fortran order; only C order is read";
        QTest::newRow("objects") << header(
                                        "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }")
                                 << "it has the dtype \"|O\", which is not read";
        QTest::newRow("big endian")
            << header("{'descr': '>f8', 'fortran_order': False, 'shape': (1,), }")
            << "it has the dtype \">f8\", which is not read";
        QTest::newRow("overflow")
            << header(
                   "{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296), }")
            << "the array has shape [4294967296, 4294967296], which cannot be";
        QTest::newRow("negative")
            << header("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }")
            << "the array has shape [-1], which cannot be";
        QTest::newRow("too short")
            << header("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }")
            << "the array has 8 bytes of data; dtype <f8 and shape [2] ask for 16";
    }
    void refusesArrays()
    {
        QFETCH(std::string, bytes);
        QFETCH(QString, message);
        const auto array = readNpy(bytes);
        QVERIFY(!array);
        QVERIFY2(QString::fromStdString(array.error().message).endsWith(": " + message),
                 array.error().message.c_str());
    }

    void refusesArchives()
    {
        QVERIFY(!readNpz(""));
        QVERIFY(!readNpz("PK\x03\x04 and nothing behind"));
        const auto whole = *npzBytes(arrays());
        for (std::size_t size = 0; size < whole.size(); size += 97)
            QVERIFY(!readNpz(whole.substr(0, size)));
    }

    void aCompressedEntryHasTheSizeThatItSays()
    {
        QFile file(PACKSCOPE_GOLDEN_DIR "/weights/compressed.npz");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string whole = file.readAll().toStdString();
        const auto file0 = WeightFile::of(whole, WeightFormat::npz);
        const std::string name = file0->tensors().begin()->first;
        const std::size_t directory = whole.find("PK\x01\x02");
        for (const std::size_t change : {1, 0x40}) { // a little, and 64 bytes
            std::string lying = whole;
            lying[directory + 24] = static_cast<char>(lying[directory + 24] ^ change);
            QVERIFY(!readNpz(lying));
        }
        QVERIFY(file0->read(name));
    }

    void aDamagedArchiveIsRefusedOrRead()
    {
        const auto whole = *npzBytes(arrays());
        for (std::size_t at = 0; at < whole.size(); ++at) {
            std::string damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x15);
            (void)readNpz(damaged); // the sanitizers look on
        }
    }
};

PACKSCOPE_TEST(TestNpz)
#include "tst_npz.moc"
