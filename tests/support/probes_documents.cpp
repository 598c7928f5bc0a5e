// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_reader.h"
#include "tests/support/probe_table.h"

#include <nlohmann/json.hpp>

namespace probes {

using namespace core;

namespace {

using nlohmann::json;

/// Replaces members, in objects within objects too; a null stays one.
void replace(json &members, const json &by)
{
    for (const auto &[key, value] : by.items())
        if (value.is_object() && members.contains(key))
            replace(members[key], value);
        else
            members[key] = value;
}

/// A document with some of its keys replaced.
Outcome read(json document, const char *patch)
{
    replace(document, json::parse(patch));
    return outcome(parseDocument(document.dump(), "."),
                   [](const Document &) { return std::string("accepted"); });
}

/// The batch on which most calls were tried, packed as torch's default has it, and a GRU of two layers.
Outcome dense(const char *patch)
{
    const auto x = transposed(batch());
    const json padded{{"shape", x.shape}, {"data", x.data}};
    return read({{"input", {{"kind", "dense"}, {"padded", padded}}},
                 {"lengths", {4, 2, 1}},
                 {"weights", {{"seed", 0}}},
                 {"config", {{"hidden_size", 5}, {"num_layers", 2}, {"enforce_sorted", true}}}},
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
    const char *const vector = R"({"lengths": [4.0, 2.9, 1.5]})";
    t.stricter("lengths float tensor 2.9 (accepted: truncated toward zero)", integers,
               [=] { return dense(vector); });
    t.stricter("lengths float python list", integers, [=] { return dense(vector); });
    t.stricter("lengths bool tensor", integers,
               [] { return dense(R"({"lengths": [true, true, true]})"); });
    t.same("lengths float tensor 0.5 (truncates to 0)",
           [] { return dense(R"({"lengths": [4.0, 2.0, 0.5]})"); });
    t.same("lengths NaN", [] { return dense(R"({"lengths": [4.0, 2.0, "nan"]})"); });
    t.same("lengths rank 0", [] { return dense(R"({"lengths": 4})"); });
    t.same("lengths rank 0, enforce_sorted=False",
           [] { return dense(R"({"lengths": 4, "config": {"enforce_sorted": false}})"); });
    t.same("lengths rank 2", [] { return dense(R"({"lengths": [[4, 2, 1]]})"); });
    t.same("lengths rank 2, enforce_sorted=False", [] {
        return dense(R"({"lengths": [[4, 2, 1]], "config": {"enforce_sorted": false}})");
    });
    t.same("lengths of strings", [] { return dense(R"({"lengths": ["4", "2", "1"]})"); });
    t.same("lengths None", [] { return dense(R"({"lengths": null})"); });
}

} // namespace

void addDocuments(Table &t)
{
    addLengths(t);
    t.of("pad_packed_sequence");
    t.same("total_length float 6.0", [] { return dense(R"({"config": {"total_length": 6.0}})"); });

    t.of("Embedding");
    t.same("float ids", [] { return tokens(R"({"input": {"ids": [[1.0]]}})"); });
    t.same("bool ids", [] { return tokens(R"({"input": {"ids": [[true]]}})"); });

    t.of("GRU()");
    t.same("dropout a bool", [] { return dense(R"({"config": {"dropout": true}})"); });
    t.same("dropout a string", [] { return dense(R"({"config": {"dropout": "a"}})"); });
    t.same("hidden_size float", [] { return dense(R"({"config": {"hidden_size": 5.0}})"); });

    t.of("GRU");
    t.same("h_0 not a tensor", [] { return dense(R"({"h0": 5})"); });
    t.same("None", [] { return dense(R"({"input": {"padded": null}})"); });
}

} // namespace probes
