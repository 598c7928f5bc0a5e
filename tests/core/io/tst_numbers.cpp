// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_reader.h"
#include "core/io/examples.h"
#include "core/io/json_text.h"
#include "core/io/numbers.h"
#include "core/io/numbers_writer.h"
#include "core/pipeline/run.h"
#include "tests/support/golden.h"
#include "tests/support/test_program.h"
#include "tests/support/weights.h"

#include <QTest>

using namespace core;

namespace {

std::vector<NamedNumbers> numbersOf(const Document &document)
{
    return core::numbersOf(**run(std::make_shared<const Document>(document)));
}

Document changed(std::string_view example, const char *patch)
{
    Json json = *parseJson(std::ranges::find(examples(), example, &Example::name)->text);
    json.merge_patch(*parseJson(patch));
    return *parseDocument(json.dump(), {});
}

Json jsonOf(const Document &document)
{
    return *parseJson(numbersJson(numbersOf(document)));
}

QStringList namesOf(const Document &document)
{
    QStringList names;
    for (const auto &each : numbersOf(document))
        names << QString::fromStdString(each.name);
    return names;
}

const QStringList plainNames{
    "lengths",          "padded_ids",       "padded_embedding",  "sorted_lengths",
    "sorted_ids",       "sorted_embedding", "sorted_indices",    "unsorted_indices",
    "srtidx",           "invidx",           "packed_ids",        "packed_data",
    "batch_sizes",      "packed_output",    "h_n_sorted",        "h_n",
    "unpacked_output",  "padded_output",    "padded_lengths",    "last_mask",
    "last_mask_wide",   "last_states",      "last_hidden",       "nopack_output",
    "nopack_last_mask", "nopack_h_n",       "nopack_last_states"};

} // namespace

class TestNumbers : public QObject {
    Q_OBJECT

  private slots:
    void allNamesStandInOrder()
    {
        QCOMPARE(namesOf(*exampleDocument("eight")),
                 plainNames +
                     QStringList({"gates_l0_r", "gates_l0_z", "gates_l0_n", "gates_l0_hn"}));
    }

    void eachRunHasItsGates()
    {
        const auto both = namesOf(*exampleDocument("bidirectional"));
        QVERIFY(both.contains("gates_l0_reverse_hn") && both.contains("gates_l0_r"));
        QVERIFY(namesOf(*exampleDocument("two-layers")).contains("gates_l1_z"));
    }

    void denseInputHasNoIds()
    {
        const auto names = namesOf(changed("one", R"({"embedding": null, "lengths": [1],
            "input": {"kind": "dense", "padded": {"shape": [1, 1, 2], "data": [1, 2]}}})"));
        for (const char *name : {"padded_ids", "sorted_ids", "packed_ids"})
            QVERIFY(!names.contains(name));
        QVERIFY(names.contains("packed_data"));
    }

    void shapesAreAsDocumented()
    {
        // B = 8, t_pad = W = 8, D = 5, H = 4, N = 45
        const Json numbers = jsonOf(*exampleDocument("eight"));
        const std::map<std::string, std::string> shapes{{"padded_ids", "[8,8]"},
                                                        {"padded_embedding", "[8,8,5]"},
                                                        {"packed_data", "[45,5]"},
                                                        {"packed_output", "[45,4]"},
                                                        {"h_n", "[1,8,4]"},
                                                        {"h_n_sorted", "[1,8,4]"},
                                                        {"padded_output", "[8,8,4]"},
                                                        {"last_mask", "[8,8]"},
                                                        {"last_mask_wide", "[8,8,4]"},
                                                        {"last_states", "[8,4]"},
                                                        {"last_hidden", "[8,4]"},
                                                        {"nopack_output", "[8,8,4]"},
                                                        {"nopack_last_mask", "[8,8]"},
                                                        {"nopack_h_n", "[1,8,4]"},
                                                        {"gates_l0_hn", "[45,4]"},
                                                        {"nopack_last_states", "[8,4]"}};
        for (const auto &[name, shape] : shapes)
            QCOMPARE(QString::fromStdString(numbers[name]["shape"].dump()),
                     QString::fromStdString(shape));
        QCOMPARE(numbers["batch_sizes"].dump(), "[8,8,8,7,5,4,3,2]");
        QCOMPARE(numbers["lengths"].dump(), "[4,6,8,5,4,3,7,8]");
        QCOMPARE(numbers["sorted_indices"].dump(), "[2,7,6,1,3,0,4,5]");
        QVERIFY(numbers["srtidx"] == numbers["sorted_indices"]);
        QCOMPARE(numbers["packed_ids"].size(), std::size_t(45));
    }

    void widthsAndLayoutFollowTheOptions()
    {
        const Json numbers =
            jsonOf(changed("eight", R"({"config": {"batch_first": false, "t_pad": 9,
            "total_length": 11, "padding_value": -1.5}})"));
        QCOMPARE(numbers["padded_output"]["shape"].dump(), "[11,8,4]");
        QCOMPARE(numbers["unpacked_output"]["shape"].dump(), "[11,8,4]");
        QCOMPARE(numbers["nopack_output"]["shape"].dump(), "[9,8,4]");
        QCOMPARE(numbers["padded_ids"]["shape"].dump(), "[8,9]");
        QCOMPARE(numbers["last_mask"]["shape"].dump(), "[8,11]");
        QCOMPARE(numbers["nopack_last_mask"]["shape"].dump(), "[8,9]");
        QVERIFY(numbers["padded_output"]["data"].back() == -1.5);
    }

    void theLaidOutOutputIsTheSameEitherWay()
    {
        const Json first = jsonOf(*exampleDocument("eight"))["nopack_output"]["data"];
        const Json second = jsonOf(
            changed("eight", R"({"config": {"batch_first": false}})"))["nopack_output"]["data"];
        for (std::size_t b = 0; b < 8; ++b)
            for (std::size_t t = 0; t < 8; ++t)
                for (std::size_t j = 0; j < 4; ++j)
                    QVERIFY(first[(b * 8 + t) * 4 + j] == second[(t * 8 + b) * 4 + j]);
    }

    void whatPyTorchHasNotGotIsNull()
    {
        const Json byHand = jsonOf(*exampleDocument("article"));
        QVERIFY(byHand["sorted_indices"].is_null() && byHand["unsorted_indices"].is_null());
        QCOMPARE(byHand["srtidx"].dump(), "[0,1]");
        const Json enforced = jsonOf(changed("one", R"({"config": {"enforce_sorted": true}})"));
        for (const char *name : {"sorted_indices", "unsorted_indices", "srtidx", "invidx"})
            QVERIFY(enforced[name].is_null());
    }

    void trainingWithDropoutHasNoPaddedLane()
    {
        for (const auto &each : golden::gruCases()) {
            const auto document = *parseDocument(each.text, {});
            const double p = document.options.dropout;
            const bool masked = document.options.training && p > 0 && p < 1;
            if (!masked || document.dropoutMasks.empty())
                continue;
            const auto numbers = numbersOf(document);
            for (const auto &[name, value] : numbers)
                QCOMPARE(std::holds_alternative<std::monostate>(value),
                         name.starts_with("nopack_") ||
                             (document.options.enforceSorted &&
                              (name.ends_with("indices") || name.ends_with("idx"))));
            return;
        }
        QFAIL("there is no such case");
    }

    void readoutsStandWhereThereIsOne()
    {
        const Json numbers = jsonOf(changed(
            "eight", R"({"readout": {"weight": [[1, 0, 0, 0], [0, 1, 0, 0]], "bias": [0, 1]}})"));
        for (const char *name : {"readout_packed", "readout_nopack", "readout_naive"})
            QCOMPARE(numbers[name]["shape"].dump(), "[8,2]");
        QVERIFY(numbers["readout_packed"]["data"][0] == numbers["h_n"]["data"][0]);
        QVERIFY(numbers["readout_naive"] != numbers["readout_packed"]);
    }

    void npzHoldsTheSame()
    {
        for (const char *name : {"article", "bidirectional"}) {
            const auto list = numbersOf(*exampleDocument(name));
            const Json json = *parseJson(numbersJson(list));
            const auto bytes = numbersNpz(list);
            const auto arrays = weightsOf(*bytes, WeightFormat::npz);
            QVERIFY(arrays);
            for (const auto &[key, value] : json.items()) {
                QCOMPARE(arrays->contains(key), !value.is_null());
                if (value.is_null())
                    continue;
                const auto &array = arrays->at(key);
                const Json &data = value.is_array() ? value : value["data"];
                QCOMPARE(static_cast<std::size_t>(array.size()), data.size());
                for (Index i = 0; i < array.size(); ++i)
                    QCOMPARE(static_cast<float>(array[i]),
                             static_cast<float>(data[static_cast<std::size_t>(i)].get<double>()));
            }
        }
    }

    void csvHasOneFileAName()
    {
        const auto files = numbersCsv({{"a", RealTensor(Tensor<float>({2, 1, 2}, {1, 0.1F, 3, 4}))},
                                       {"b", std::vector<std::int64_t>{5, 6}},
                                       {"c", Numbers()},
                                       {"d", RealTensor(Tensor<double>({1}, {NAN}))},
                                       {"e", Tensor<std::int64_t>({0, 2})}});
        QCOMPARE(files.size(), std::size_t(4));
        QCOMPARE(files[0].name, "a.csv");
        QCOMPARE(files[0].bytes, "i0,i1,v0,v1\n0,0,1,0.1\n1,0,3,4\n");
        QCOMPARE(files[1].bytes, "v0,v1\n5,6\n");
        QCOMPARE(files[2].bytes, "v0\nnan\n");
        QCOMPARE(files[3].bytes, "i0,v0,v1\n");
    }
};

PACKSCOPE_TEST(TestNumbers)
#include "tst_numbers.moc"
