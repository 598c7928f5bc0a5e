// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/golden.h"

#include <nlohmann/json.hpp>

#include <fstream>

namespace golden {

namespace {

using nlohmann::json;

json read(const std::string &name)
{
    std::ifstream file(std::string(PACKSCOPE_GOLDEN_DIR) + "/" + name);
    assert(file);
    return json::parse(file);
}

/// Both ways of writing a tensor: {"shape", "data"} and nested lists.
template <class Scalar> void fill(Tensor<Scalar> &tensor, const json &j, std::size_t depth)
{
    if (!j.is_array()) {
        tensor.data.push_back(j.is_boolean() ? Scalar(j.get<bool>()) : j.get<Scalar>());
        return;
    }
    if (tensor.shape.size() == depth)
        tensor.shape.push_back(static_cast<Index>(j.size()));
    for (const auto &entry : j)
        fill(tensor, entry, depth + 1);
}

template <class Scalar = double> Tensor<Scalar> tensor(const json &j)
{
    if (j.is_object())
        return Tensor<Scalar>(j["shape"].get<core::Shape>(), j["data"].get<std::vector<Scalar>>());
    Tensor<Scalar> result;
    result.shape.clear();
    fill(result, j, 0);
    return result;
}

template <class T> std::optional<T> optional(const json &j)
{
    return j.is_null() ? std::nullopt : std::optional<T>(j.get<T>());
}

core::DType dtypeOf(const json &j)
{
    return j["dtype"] == "float32" ? core::DType::float32 : core::DType::float64;
}

core::GruShape shapeOf(const json &config)
{
    return {config["input_size"], config["hidden_size"], config["num_layers"],
            config["bidirectional"] ? 2 : 1, config["bias"]};
}

/// A tensor of a document in the precision of the run: the same digits mean another double there.
Tensor<double> rounded(const json &j, core::DType dtype)
{
    const auto values = tensor(j);
    return dtype == core::DType::float32 ? values.cast<float>().cast<double>() : values;
}

core::GruWeights<double> weightsOf(const core::GruShape &shape, const json &j, core::DType dtype)
{
    core::GruWeights<double> weights{shape, {}};
    const auto parameters = core::parameters(weights);
    assert(parameters.size() == j.size());
    for (const auto &parameter : parameters)
        *parameter.tensor = rounded(j.at(parameter.name), dtype);
    return weights;
}

core::Options optionsOf(const json &config)
{
    core::Options options;
    options.batchFirst = config["batch_first"];
    options.enforceSorted = config["enforce_sorted"];
    options.tieOrder = core::TieOrder::torch;
    options.paddingIdx = optional<Index>(config["padding_idx"]);
    options.paddingValue = config["padding_value"];
    options.totalLength = optional<Index>(config["total_length"]);
    options.dropout = config["dropout"];
    options.training = config["training"];
    return options;
}

core::Document documentOf(const json &j)
{
    core::Document document;
    document.dtype = dtypeOf(j);
    const json &input = j["input"];
    if (input["kind"] == "tokens") {
        document.input = core::TokenInput{input["ids"].get<std::vector<Integers>>(), {}};
        document.embedding = rounded(input["embedding"], document.dtype);
    } else {
        document.input = core::DenseInput{rounded(input["padded"], document.dtype),
                                          j["lengths"].get<Integers>()};
    }
    document.weights = weightsOf(shapeOf(j["config"]), j["weights"], document.dtype);
    if (!j["h0"].is_null())
        document.h0 = rounded(j["h0"], document.dtype);
    for (const auto &mask : j.value("dropout_masks", json::array()))
        document.dropoutMasks.push_back(rounded(mask, document.dtype));
    document.options = optionsOf(j["config"]);
    // Said where it is not said otherwise: the width of dense input is that of its tensor.
    const Index width = j["config"]["t_pad"];
    if (input["kind"] == "tokens" && width > document.longest())
        document.options.paddedWidth = width;
    return document;
}

std::vector<Gates> gatesOf(const core::GruShape &shape, const json &expected)
{
    std::vector<Gates> all;
    for (Index layer = 0; expected.contains("gates") && layer < shape.numLayers; ++layer)
        for (Index direction = 0; direction < shape.directions; ++direction) {
            const std::string run = core::runSuffix(layer, direction);
            const json &gates = expected["gates"].at(run);
            all.push_back({layer, direction, tensor(gates["r"]), tensor(gates["z"]),
                           tensor(gates["n"]), tensor(gates["hn"]),
                           tensor(expected["hidden_per_layer"].at(run))});
        }
    return all;
}

GruCase gruCase(json j)
{
    GruCase c;
    const auto tags = j["tags"].get<std::vector<std::string>>();
    c.name = j["id"];
    for (const auto &tag : tags)
        c.name += " " + tag;
    c.saturated = std::ranges::find(tags, "saturated") != tags.end();
    c.document = documentOf(j);

    const json expected = j["expected"];
    const json &packed = expected["packed"];
    c.packedData = tensor(packed["data"]);
    c.batchSizes = packed["batch_sizes"].get<Integers>();
    c.sortedIndices = optional<Integers>(packed["sorted_indices"]);
    c.unsortedIndices = optional<Integers>(packed["unsorted_indices"]);
    c.sortedIndicesStable = optional<Integers>(expected["sorted_indices_stable"]);
    c.sortIsStable = expected["sort_is_stable"];
    c.packedOutput = tensor(expected["packed_output"]);
    c.hN = tensor(expected["h_n"]);
    c.paddedOutput = tensor(expected["padded_output"]);
    c.paddedLengths = expected["padded_lengths"].get<Integers>();
    c.lastMask = tensor<std::int64_t>(expected["last_mask"]);
    c.lastStates = tensor(expected["last_states"]);
    c.lastHidden = tensor(expected["last_hidden"]);
    if (expected.contains("nopack")) {
        const json &nopack = expected["nopack"];
        c.nopack = {tensor(nopack["output"]), tensor(nopack["h_n"]), tensor(nopack["last_states"])};
    }
    c.gates = gatesOf(c.document.weights.shape, expected);

    for (const char *key : {"id", "seed", "tags", "expected", "grad"})
        j.erase(key);
    c.text = j.dump();
    return c;
}

std::string numbered(const char *kind, std::size_t i)
{
    return std::string(kind) + "-" + std::to_string(i);
}

UtilityCase utilityCase(const json &j, std::size_t i)
{
    UtilityCase c;
    c.dtype = j["dtype"];
    c.enforceSorted = j["enforce_sorted"];
    c.paddingValue = j["padding_value"];
    c.totalLength = optional<Index>(j["total_length"]);
    c.lengths = j["lengths"].get<Integers>();
    for (const auto &sequence : j["sequences"])
        c.sequences.push_back(tensor(sequence));
    c.timeFirst = tensor(j["pad_sequence_time_first"]);
    c.batchFirst = tensor(j["pad_sequence_batch_first"]);
    c.packedData = tensor(j["packed_data"]);
    c.batchSizes = j["batch_sizes"].get<Integers>();
    c.sortedIndices = optional<Integers>(j["sorted_indices"]);
    c.unsortedIndices = optional<Integers>(j["unsorted_indices"]);
    c.unpackedTimeFirst = tensor(j["pad_packed_time_first"]);
    c.unpackedBatchFirst = tensor(j["pad_packed_batch_first"]);
    assert(j["pad_packed_lengths"] == j["lengths"]);
    c.name = numbered("utility", i) + " " + c.dtype + " " + core::toString(c.timeFirst.shape);
    return c;
}

core::Document notebookDocument(const json &j, const NotebookCase &c)
{
    core::Document document;
    core::TokenInput input;
    for (Index b = 0; b < c.B; ++b) {
        const auto row = c.seq.data.begin() + b * c.T;
        input.ids.emplace_back(row, row + c.seqlen[static_cast<std::size_t>(b)]);
    }
    document.input = input;
    document.embedding = Tensor<double>({c.V, c.D});
    for (const auto &[id, row] : c.embeddingRows)
        std::ranges::copy(row.data, document.embedding.data.begin() + id * c.D);
    document.weights = weightsOf({c.D, c.H, 1, 1, true}, j["weights"], core::DType::float32);
    document.options.sort = core::SortBy::byHand;
    document.options.paddedWidth = c.T;
    return document;
}

NotebookCase notebookCase(const json &j)
{
    NotebookCase c;
    c.seed = j["seed"];
    c.V = j["V"], c.D = j["D"], c.H = j["H"], c.T = j["T"], c.B = j["B"];
    c.low = j["low"], c.high = j["high"];
    c.name = "seed " + std::to_string(c.seed) + ", B " + std::to_string(c.B);
    c.seq = tensor<std::int64_t>(j["seq"]);
    for (const auto &[id, row] : j["embedding_rows"].items())
        c.embeddingRows[std::stoll(id)] = tensor(row);
    c.paddedHs = tensor(j["padded_hs"]);
    c.paddedH = tensor(j["padded_h"]);
    c.lastMask = tensor<std::int64_t>(j["last_mask"]);
    c.lastStates = tensor(j["last_states"]);
    c.seqlen = j["seqlen"].get<Integers>();
    c.sortedLengths = j["sorted_lengths"].get<Integers>();
    c.srtidx = j["srtidx"].get<Integers>();
    c.invidx = j["invidx"].get<Integers>();
    c.packedLabels = j["packed_labels"].get<Integers>();
    c.batchSizes = j["batch_sizes"].get<Integers>();
    c.sortedSeq = tensor<std::int64_t>(j["sorted_seq"]);
    c.packedData = tensor(j["packed_data"]);
    c.packedOut = tensor(j["packed_out"]);
    c.unpackedHs = tensor(j["unpacked_hs"]);
    c.restoredHs = tensor(j["restored_hs"]);
    c.restoredH = tensor(j["restored_h"]);
    c.unpackedLengths = j["unpacked_lengths"].get<Integers>();
    c.restoredLengths = j["restored_lengths"].get<Integers>();
    c.document = notebookDocument(j, c);
    return c;
}

} // namespace

std::vector<GruCase> gruCases()
{
    std::vector<GruCase> cases;
    for (const json file = read("golden.json"); const auto &j : file["cases"])
        cases.push_back(gruCase(j));
    return cases;
}

std::vector<UtilityCase> utilityCases()
{
    std::vector<UtilityCase> cases;
    for (const json file = read("golden.json"); const auto &j : file["utility_cases"])
        cases.push_back(utilityCase(j, cases.size()));
    return cases;
}

std::vector<SortCase> sortCases()
{
    std::vector<SortCase> cases;
    for (const json file = read("golden.json"); const auto &j : file["sort_cases"])
        cases.push_back({numbered("sort", cases.size()) + (j["stable"] ? " stable" : " unstable"),
                         j["lengths"].get<Integers>(), j["sorted_indices"].get<Integers>(),
                         j["unsorted_indices"].get<Integers>(), j["stable"]});
    return cases;
}

std::vector<InitCase> initCases()
{
    std::vector<InitCase> cases;
    for (const json file = read("golden.json"); const auto &j : file["init_cases"])
        cases.push_back({numbered("init", cases.size()) + " seed " + j["seed"].dump(), j["seed"],
                         dtypeOf(j), weightsOf(shapeOf(j), j["weights"], dtypeOf(j))});
    return cases;
}

std::vector<NotebookCase> notebookCases()
{
    std::vector<NotebookCase> cases;
    for (const json file = read("notebook.json"); const auto &j : file["cases"])
        cases.push_back(notebookCase(j));
    return cases;
}

std::vector<Probe> probes()
{
    std::vector<Probe> all;
    for (const json file = read("errors.json"); const auto &j : file)
        all.push_back({j["fn"], j["case"], j["code"], j["ok"],
                       j.value("value", j.value("message", std::string()))});
    return all;
}

} // namespace golden
