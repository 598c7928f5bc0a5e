// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/number_bytes.h"
#include "tests/support/test_program.h"
#include "tests/support/weights.h"

#include <QTest>

using namespace core;

namespace {

// Pieces of a pickle, as torch writes them.
std::string text(const std::string &value)
{
    std::string bytes = "X";
    appendNumber(bytes, static_cast<std::uint32_t>(value.size()));
    return bytes + value;
}
std::string integer(std::int64_t value)
{
    std::string bytes = "\x8A\x08";
    appendNumber(bytes, value);
    return bytes;
}
std::string tuple(const std::vector<std::string> &items)
{
    std::string bytes = "(";
    for (const std::string &item : items)
        bytes += item;
    return bytes + "t";
}
std::string pickledIntegers(const std::vector<std::int64_t> &values)
{
    std::vector<std::string> items;
    for (const auto value : values)
        items.push_back(integer(value));
    return tuple(items);
}
std::string storage(const std::string &type, const std::string &key)
{
    return tuple({text("storage"), "ctorch\n" + type + "\n", text(key), text("cpu"), integer(4)}) +
           "Q";
}
std::string call(const std::string &global, const std::vector<std::string> &arguments)
{
    return global + tuple(arguments) + "R";
}
const std::string rebuild = "ctorch._utils\n_rebuild_tensor_v2\n";
std::string tensor(std::int64_t offset, const std::vector<std::int64_t> &shape,
                   const std::vector<std::int64_t> &strides,
                   const std::string &type = "FloatStorage", const std::string &key = "0")
{
    return call(rebuild, {storage(type, key), integer(offset), pickledIntegers(shape),
                          pickledIntegers(strides)});
}
std::string dict(const std::vector<std::pair<std::string, std::string>> &members)
{
    std::string bytes = "}(";
    for (const auto &[key, value] : members)
        bytes += text(key) + value;
    return bytes + "u";
}

/// A file with this pickle and a storage of four numbers, 0 to 3.
std::string fileOf(const std::string &pickle)
{
    std::string numbers;
    for (const float number : {0.F, 1.F, 2.F, 3.F})
        appendNumber(numbers, number);
    return *zipBytes({{"m/data.pkl", "\x80\x02" + pickle + "."}, {"m/data/0", numbers}});
}
Result<TensorsByName> read(const std::string &pickle)
{
    return weightsOf(fileOf(pickle), WeightFormat::torch);
}
QString refusal(const std::string &pickle)
{
    const auto tensors = read(pickle);
    return tensors ? "none" : QString::fromStdString(tensors.error().message);
}
std::string placeOf(const std::string &pickle)
{
    const std::string bytes = fileOf(pickle);
    const auto file = WeightFile::of(bytes, WeightFormat::torch);
    return file ? file->place() : file.error().message;
}

const std::string one = tensor(0, {1}, {1});
const std::string gruDict = dict(
    {{"weight_ih_l0", tensor(0, {3, 1}, {1, 1})}, {"weight_hh_l0", tensor(0, {3, 1}, {1, 1})}});
const std::string lstm = dict({{"weight_hh_l0", tensor(0, {4, 1}, {1, 1})}});

} // namespace

class TestTorchFile : public QObject {
    Q_OBJECT

  private slots:
    void viewsAreReadByTheirStrides()
    {
        const auto tensors = read(dict({{"t", tensor(0, {2, 2}, {1, 2})},
                                        {"from one", tensor(1, {3}, {1})},
                                        {"repeated", tensor(3, {2, 2}, {0, 0})},
                                        {"empty", tensor(0, {0, 5}, {5, 1})},
                                        {"scalar", tensor(2, {}, {})}}));
        QVERIFY2(tensors, tensors ? "" : tensors.error().message.c_str());
        QCOMPARE(tensors->at("t").data, (std::vector<double>{0, 2, 1, 3}));
        QCOMPARE(tensors->at("from one").data, (std::vector<double>{1, 2, 3}));
        QCOMPARE(tensors->at("repeated").data, (std::vector<double>{3, 3, 3, 3}));
        QCOMPARE(tensors->at("empty").shape, (Shape{0, 5}));
        QCOMPARE(tensors->at("scalar").data, std::vector<double>{2});
    }

    void aDictionaryIsFoundWhereverItLies_data()
    {
        QTest::addColumn<std::string>("pickle");
        QTest::addColumn<QString>("place");
        const std::string some = dict({{"w", one}});
        QTest::newRow("top") << some << "";
        QTest::newRow("deep") << dict({{"a", dict({{"b", some}})}}) << R"(["a"]["b"])";
        QTest::newRow("in a list")
            << dict({{"a", "](" + dict({{"x", "N"}}) + some + "e"}}) << R"(["a"][…])";
        QTest::newRow("by its name")
            << dict({{"ema", some}, {"model_state_dict", dict({{"w", one}})}})
            << R"(["model_state_dict"])";
        QTest::newRow("the GRU before a name")
            << dict({{"model", some}, {"encoder", gruDict}}) << R"(["encoder"])";
        QTest::newRow("the GRU before an LSTM")
            << dict({{"a", lstm}, {"b", gruDict}}) << R"(["b"])";
        QTest::newRow("an LSTM before others")
            << dict({{"model", some}, {"b", lstm}}) << R"(["b"])";
        QTest::newRow("the least deep")
            << dict({{"a", dict({{"b", some}})}, {"c", dict({{"w", one}})}}) << R"(["c"])";
        QTest::newRow("the first") << dict({{"a", some}, {"b", dict({{"w", one}})}}) << R"(["a"])";
        QTest::newRow("by number") << "}" + integer(7) + some + "s"
                                   << "[7]";
    }
    void aDictionaryIsFoundWhereverItLies()
    {
        QFETCH(const std::string, pickle);
        QFETCH(const QString, place);
        QCOMPARE(QString::fromStdString(placeOf(pickle)), place);
    }

    void whatIsNotTakenMayBeOfAnyType()
    {
        const std::string bytes =
            fileOf(dict({{"w", one}, {"z", tensor(0, {1}, {1}, "ComplexFloatStorage")}}));
        const auto file = WeightFile::of(bytes, WeightFormat::torch);
        QVERIFY2(file, file ? "" : file.error().message.c_str());
        QVERIFY(file->read("w"));
        QCOMPARE(file->read("z").error().message,
                 std::string("z: it has the dtype \"ComplexFloatStorage\", which is not read"));
    }

    void refuses_data()
    {
        QTest::addColumn<std::string>("pickle");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const std::string &value, const char *message) {
            QTest::newRow(name) << dict({{"w", value}}) << message;
        };
        const char *strange = "w: the tensor is not described as torch does it";
        row("beyond the storage", tensor(0, {5}, {1}),
            "w: shape [5] with strides [1] from element 0 on leaves its storage, which has 4 "
            "elements");
        row("offset", tensor(4, {1}, {1}),
            "w: shape [1] with strides [1] from element 4 on leaves its storage, which has 4 "
            "elements");
        row("negative offset", tensor(-1, {1}, {1}),
            "w: shape [1] with strides [1] from element -1 on leaves its storage, which has 4 "
            "elements");
        row("huge offset", tensor(INT64_MAX, {1}, {1}),
            "w: shape [1] with strides [1] from element 9223372036854775807 on leaves its "
            "storage, which has 4 elements");
        row("stride", tensor(0, {2, 2}, {3, 1}),
            "w: shape [2, 2] with strides [3, 1] from element 0 on leaves its storage, which has "
            "4 elements");
        row("negative stride", tensor(3, {2}, {-1}),
            "w: shape [2] with strides [-1] from element 3 on leaves its storage, which has 4 "
            "elements");
        row("huge stride", tensor(0, {3, 3}, {INT64_MAX, INT64_MAX}),
            "w: shape [3, 3] with strides [9223372036854775807, 9223372036854775807] from element "
            "0 on leaves its storage, which has 4 elements");
        row("negative size", tensor(0, {-1}, {1}), "w: it has shape [-1], which cannot be");
        row("huge size", tensor(0, {INT64_MAX, INT64_MAX}, {0, 0}),
            "w: it has shape [9223372036854775807, 9223372036854775807], which cannot be");
        row("repeated too often", tensor(0, {1 << 20, 1 << 20}, {0, 0}),
            "w: it has shape [1048576, 1048576]; a tensor may have at most 67108864 elements");
        row("no such storage", tensor(0, {1}, {1}, "FloatStorage", "1"),
            "w: its storage \"1\" is not in the archive");
        row("ranks differ", tensor(0, {1, 1}, {1}), strange);
        row("too few arguments", call(rebuild, {storage("FloatStorage", "0")}), strange);
        row("a shape of texts",
            call(rebuild, {storage("FloatStorage", "0"), integer(0), tuple({text("1")}),
                           pickledIntegers({1})}),
            strange);
        row("no storage",
            call(rebuild, {integer(0), integer(0), pickledIntegers({1}), pickledIntegers({1})}),
            "w: its storage is not described as torch does it");
        row("a parameter of nothing", call("ctorch._utils\n_rebuild_parameter\n", {"N"}),
            "w: the parameter is made of something that is no tensor");
        row("a parameter of itself", "ctorch._utils\n_rebuild_parameter\n(K\x01q\x05tR",
            "w: the parameter is made of something that is no tensor");
        row("a call", "cos\nsystem\n" + tuple({text("true")}) + "R",
            "data.pkl: byte 10: it asks for \"os.system\", which weights do not need; nothing was "
            "called");
        QTest::newRow("twice") << dict({{"w", one}, {"w", one}})
                               << "w stands twice in the dictionary";
        QTest::newRow("long name") << dict({{std::string(513, 'n'), one}})
                                   << "a tensor's name has 513 bytes; it may have at most 512";
        QTest::newRow("name that acts")
            << dict({{"\x1b[2J", one}})
            << "the name \"\\u001b[2J\" of a tensor has control characters";
        QTest::newRow("too many axes") << dict({{"w", tensor(0, std::vector<std::int64_t>(65, 1),
                                                             std::vector<std::int64_t>(65, 1))}})
                                       << "w: the tensor is not described as torch does it";
        QTest::newRow("a tensor alone")
            << one << "it holds a single tensor, and no dictionary of tensors by name";
        QTest::newRow("no tensor")
            << dict({{"a", integer(1)}}) << "it holds no dictionary of tensors by name";
        QTest::newRow("itself") << std::string("}q\5") + text("a") + "h\5s"
                                << "it holds no dictionary of tensors by name";
    }
    void refuses()
    {
        QFETCH(const std::string, pickle);
        QFETCH(const QString, message);
        QCOMPARE(refusal(pickle), message);
    }

    void otherArchivesAreNamed()
    {
        const auto message = [](const std::string &bytes) {
            return QString::fromStdString(weightsOf(bytes, WeightFormat::torch).error().message);
        };
        QCOMPARE(message(*zipBytes({{"a.npy", ""}})),
                 "this zip archive has no data.pkl, so torch.save did not write it");
        QCOMPARE(message(*zipBytes({{"m/data.pkl", "}."}, {"m/byteorder", "big"}})),
                 "its numbers are big-endian; only little-endian ones are read");
        QCOMPARE(message("<html>"), "this is not what torch.save writes: it is no zip archive");
        QVERIFY(message("\x80\x02}.").startsWith("this is a bare pickle"));
    }

    void aMillionNestedDictionariesAreBounded()
    {
        std::string pickle;
        for (int i = 0; i < 600'000; ++i)
            pickle += "}N";
        pickle += "N" + std::string(599'999, 's');
        pickle += "s";
        QCOMPARE(refusal(pickle), "it holds no dictionary of tensors by name");
    }
};

PACKSCOPE_TEST(TestTorchFile)
#include "tst_torch_file.moc"
