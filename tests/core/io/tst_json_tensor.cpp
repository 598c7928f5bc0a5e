// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/json_tensor.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

using namespace core;

namespace {

Tensor<double> read(const std::string &text, Findings &findings)
{
    return readTensor<double>(*parseJson(text), "x", findings);
}

} // namespace

class TestJsonTensor : public QObject {
    Q_OBJECT

  private slots:
    void readsEveryForm_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shape");
        QTest::newRow("shape and data") << R"({"shape":[2,1,2],"data":[1,2,3,4]})"
                                        << "[2, 1, 2]";
        QTest::newRow("list") << "[1, 2, 3, 4]"
                              << "[4]";
        QTest::newRow("lists") << "[[1, 2], [3, 4]]"
                               << "[2, 2]";
        QTest::newRow("scalar") << R"({"shape":[],"data":[1]})"
                                << "[]";
        QTest::newRow("no elements") << R"({"shape":[0,5],"data":[]})"
                                     << "[0, 5]";
        QTest::newRow("empty list") << "[]"
                                    << "[0]";
        QTest::newRow("empty rows") << "[[], []]"
                                    << "[2, 0]";
    }
    void readsEveryForm()
    {
        QFETCH(QString, text);
        QFETCH(QString, shape);
        Findings findings;
        const auto tensor = read(text.toStdString(), findings);
        QVERIFY(!findings.error);
        QCOMPARE(QString::fromStdString(toString(tensor.shape)), shape);
        for (Index i = 0; i < tensor.size(); ++i)
            QCOMPARE(tensor[i], static_cast<double>(i + 1));
    }

    void readsWhatIsNotFinite()
    {
        Findings findings;
        const auto tensor = read(R"(["nan", "inf", "-inf"])", findings);
        QVERIFY(!findings.error && std::isnan(tensor[0]));
        QVERIFY(std::isinf(tensor[1]) && tensor[1] > 0);
        QVERIFY(std::isinf(tensor[2]) && tensor[2] < 0);
    }

    void roundsToThePrecisionOfTheDocument()
    {
        Findings single{DType::float32, {}, {}}, precise{DType::float64, {}, {}};
        QCOMPARE(read("[0.1]", single)[0], static_cast<double>(0.1F));
        QCOMPARE(read("[0.1]", precise)[0], 0.1);
        QCOMPARE(read("[1e39]", precise)[0], 1e39);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const char *text, const char *message) {
            QTest::newRow(name) << text << message;
        };
        row("number", "3", "x is 3; a tensor is {\"shape\": […], \"data\": […]} or nested lists");
        row("no data", R"({"shape":[1]})",
            "x is an object; a tensor is {\"shape\": […], \"data\": […]} or nested lists");
        row("too few", R"({"shape":[2,2],"data":[1,2,3]})",
            "x.data has 3 elements; the shape [2, 2] asks for 4");
        row("negative", R"({"shape":[-1],"data":[]})",
            "x.shape is [-1]; extents must be at least 0 and a tensor may have at most 67108864 "
            "elements");
        row("overflow", R"({"shape":[4294967296,4294967296],"data":[]})",
            "x.shape is [4294967296, 4294967296]; extents must be at least 0 and a tensor may have "
            "at most 67108864 elements");
        row("empty but huge", R"({"shape":[0,9223372036854775807],"data":[]})",
            "x.shape is [0, 9223372036854775807]; extents must be at least 0 and a tensor may have "
            "at most 67108864 elements");
        row("fractional shape", R"({"shape":[1.0],"data":[1]})",
            "x.shape[0] is 1.0; it must be an integer");
        row("shape no list", R"({"shape":1,"data":[1]})",
            "x.shape is 1; it must be a list of integers");
        row("data no list", R"({"shape":[1],"data":1})", "x.data is 1; it must be a list");
        row("ragged", "[[1,2],[3]]",
            "x[1] has 1 elements; every row must have 2, as many as the first");
        row("mixed", "[[1],2]", "x[1] is 2; it must be a list");
        row("three deep", "[[[1]]]",
            "x[0][0] is a list; it must be a number, \"nan\", \"inf\" or \"-inf\"");
        row("text", R"([1,"a"])",
            "x[1] is \"a\"; it must be a number, \"nan\", \"inf\" or \"-inf\"");
        row("null", "[null]", "x[0] is null; it must be a number, \"nan\", \"inf\" or \"-inf\"");
        row("bool", "[true]", "x[0] is true; it must be a number, \"nan\", \"inf\" or \"-inf\"");
        row("beyond float32", R"({"shape":[2],"data":[0,-1e39]})",
            "x.data[1] is -1e+39; a float32 is at most 3.4028235e+38 in size");
    }
    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        Findings findings;
        const auto tensor = read(text.toStdString(), findings);
        QVERIFY(findings.error && tensor.empty());
        QCOMPARE(QString::fromStdString(findings.error->message), message);
    }

    void integersAreNotTakenFromFractions()
    {
        Findings findings;
        (void)readTensor<std::int64_t>(*parseJson("[[1, 2.5]]"), "x", findings);
        QVERIFY(findings.error);
        QCOMPARE(findings.error->message, "x[0][1] is 2.5; it must be an integer");
    }

    void writesOnOneLine()
    {
        QCOMPARE(jsonTensor(Tensor<float>({1, 2}, {0.1F, -2})),
                 R"({"shape": [1, 2], "data": [0.1, -2]})");
        QCOMPARE(jsonTensor(Tensor<std::int64_t>({0})), R"({"shape": [0], "data": []})");
    }
};

PACKSCOPE_TEST(TestJsonTensor)
#include "tst_json_tensor.moc"
