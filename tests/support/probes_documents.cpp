// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_reader.h"
#include "tests/support/probe_table.h"

#include <nlohmann/json.hpp>

namespace probes {

using namespace core;

namespace {

using nlohmann::json;

/// A document with some of its keys replaced.
Outcome read(json document, const char *patch)
{
    document.merge_patch(json::parse(patch));
    return outcome(parseDocument(document.dump(), "."),
                   [](const Document &) { return std::string("accepted"); });
}

/// The batch on which most calls were tried, and a GRU of two layers.
Outcome dense(const char *patch)
{
    const auto x = transposed(batch());
    const json padded{{"shape", x.shape}, {"data", x.data}};
    return read({{"input", {{"kind", "dense"}, {"padded", padded}}},
                 {"lengths", {4, 2, 1}},
                 {"weights", {{"seed", 0}}},
                 {"config", {{"hidden_size", 5}, {"num_layers", 2}}}},
                patch);
}

/// One token and Embedding(6, 3).
Outcome tokens(const char *patch)
{
    return read({{"input", {{"kind", "tokens"}, {"ids", {{1}}}}},
                 {"embedding", {{"seed", 0}, {"V", 6}, {"D", 3}}},
                 {"weights", {{"seed", 0}}},
                 {"config", {{"hidden_size", 5}}}},
                patch);
}

void addLengths(Table &t)
{
    t.of("pack_padded_sequence");
    const char *const integers = "lengths must be integers; a fraction is not cut off in silence";
    const char *const list = "the reader of a document asks for a list of integers";
    const char *const vector = R"({"lengths": [4.0, 2.9, 1.5]})";
    t.stricter("lengths float tensor 2.9 (accepted: truncated toward zero)", integers,
               [=] { return dense(vector); });
    t.stricter("lengths float python list", integers, [=] { return dense(vector); });
    t.stricter("lengths bool tensor", integers,
               [] { return dense(R"({"lengths": [true, true, true]})"); });
    t.ownWords("lengths float tensor 0.5 (truncates to 0)", integers,
               [] { return dense(R"({"lengths": [4.0, 2.0, 0.5]})"); });
    t.ownWords("lengths NaN", integers, [] { return dense(R"({"lengths": [4, 2, "nan"]})"); });
    t.ownWords("lengths rank 0", list, [] { return dense(R"({"lengths": 4})"); });
    t.ownWords("lengths rank 0, enforce_sorted=False", list,
               [] { return dense(R"({"lengths": 4, "config": {"enforce_sorted": false}})"); });
    t.ownWords("lengths rank 2", list, [] { return dense(R"({"lengths": [[4, 2, 1]]})"); });
    t.ownWords("lengths rank 2, enforce_sorted=False", list, [] {
        return dense(R"({"lengths": [[4, 2, 1]], "config": {"enforce_sorted": false}})");
    });
    t.ownWords("lengths of strings", list, [] { return dense(R"({"lengths": ["4", "2", "1"]})"); });
    t.ownWords("lengths None", list, [] { return dense(R"({"lengths": null})"); });
}

} // namespace

void addDocuments(Table &t)
{
    addLengths(t);
    t.of("pad_packed_sequence");
    t.same("total_length float 6.0", [] { return dense(R"({"config": {"total_length": 6.0}})"); });

    t.of("Embedding");
    const char *const ids = "the reader of a document asks for integers";
    t.ownWords("float ids", ids, [] { return tokens(R"({"input": {"ids": [[1.0]]}})"); });
    t.ownWords("bool ids", ids, [] { return tokens(R"({"input": {"ids": [[true]]}})"); });

    t.of("GRU()");
    t.same("dropout a bool", [] { return dense(R"({"config": {"dropout": true}})"); });
    t.same("dropout a string", [] { return dense(R"({"config": {"dropout": "a"}})"); });
    t.ownWords("hidden_size float", "torch lists the signatures of its own functions",
               [] { return dense(R"({"config": {"hidden_size": 5.0}})"); });

    t.of("GRU");
    const char *const tensor = "the reader of a document asks for a tensor";
    t.ownWords("h_0 not a tensor", tensor, [] { return dense(R"({"h0": 5})"); });
    t.ownWords("None", tensor, [] { return dense(R"({"input": {"padded": null}})"); });
}

} // namespace probes
