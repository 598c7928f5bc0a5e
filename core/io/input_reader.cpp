// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/input_reader.h"

#include "core/io/json_tensor.h"
#include "core/io/torch_on_json.h"
#include "core/model/torch_words.h"

namespace core {

namespace {

using Sequences = std::vector<std::vector<std::int64_t>>;

std::string place(const std::string &path, std::size_t i)
{
    return path + "[" + std::to_string(i) + "]";
}

Sequences readIds(const Json &value, const std::string &path, Findings &findings)
{
    Sequences ids;
    if (!value.is_array())
        findings.refuse(path + " is " + shown(value) + "; it must be a list of lists of ids");
    else
        for (const Json &row : value) {
            ids.push_back(withTorch(
                findings, [&] { return readIntegers(row, place(path, ids.size()), findings); },
                [&] { return row.is_array() ? torchOnIds(row) : std::string(); }));
            if (findings.error)
                break;
        }
    return ids;
}

void checkCount(std::size_t sequences, const std::string &path, const InputRules &rules,
                Findings &findings)
{
    if (rules.lengths && rules.lengths->size() != sequences)
        findings.refuse(
            "lengths has " + std::to_string(rules.lengths->size()) + " entries; " + path + " has " +
                std::to_string(sequences) + " sequences, and each needs one length",
            torchOnCount(*rules.lengths, static_cast<Index>(sequences), torchSorts(rules.options)));
}

/// Lengths that stand beside sequences must be theirs.
void checkLengths(const Sequences &ids, const std::string &path, const InputRules &rules,
                  Findings &findings)
{
    checkCount(ids.size(), path, rules, findings);
    for (std::size_t b = 0; rules.lengths && !findings.error && b < ids.size(); ++b)
        if ((*rules.lengths)[b] != static_cast<std::int64_t>(ids[b].size()))
            findings.refuse(place("lengths", b) + " is " + std::to_string((*rules.lengths)[b]) +
                            "; " + place(path, b) + " has length " + std::to_string(ids[b].size()));
}

/// The id that stands in pad cells.
std::int64_t paddingId(const InputRules &rules)
{
    const Index id = rules.options.paddingIdx.value_or(0);
    return id < 0 ? id + rules.tableRows : id;
}

/// Reads [B, t_pad] ids.
Tensor<std::int64_t> readPaddedIds(const Json &value, Findings &findings)
{
    const std::string path = "input.padded_ids";
    const Json &list = value.is_object() && value.contains("data") ? value["data"] : value;
    auto padded = withTorch(
        findings, [&] { return readTensor<std::int64_t>(value, path, findings); },
        [&] { return list.is_array() ? torchOnIds(list) : std::string(); });
    if (padded.rank() != 2)
        findings.refuse(path + " has shape " + toString(padded.shape) + "; it must be [B, t_pad]");
    return padded;
}

/// Checks that lengths say where to cut a padded batch of ids.
void checkCut(const Tensor<std::int64_t> &padded, const std::vector<std::int64_t> &lengths,
              const InputRules &rules, Findings &findings)
{
    const Index T = padded.extent(1);
    if (const auto done = checkLengths(lengths, lengthOrder(rules.options)); !done)
        return findings.refuse(done.error().message, T ? done.error().torch : torchOnNothing);
    const auto beyond = std::ranges::find_if(lengths, [T](auto length) { return length > T; });
    if (beyond != lengths.end())
        findings.refuse(place("lengths", static_cast<std::size_t>(beyond - lengths.begin())) +
                            " is " + std::to_string(*beyond) + "; input.padded_ids is " +
                            std::to_string(T) + " wide",
                        torchOnLengthBeyond(lengths, T));
}

/// Cuts the sequences out of a padded batch of ids, and keeps what stands behind them.
TokenInput cut(const Tensor<std::int64_t> &padded, const std::vector<std::int64_t> &lengths,
               std::int64_t paddingId)
{
    TokenInput tokens;
    const Index T = padded.extent(1);
    for (std::size_t b = 0; b < lengths.size(); ++b) {
        const auto begin = padded.data.begin() + static_cast<Index>(b) * T;
        tokens.ids.emplace_back(begin, begin + lengths[b]);
        std::vector<std::int64_t> beyond(begin + lengths[b], begin + T);
        while (!beyond.empty() && beyond.back() == paddingId)
            beyond.pop_back();
        // Nothing is said of sequences that have nothing but padding behind them.
        if (!beyond.empty()) {
            tokens.beyond.resize(b + 1);
            tokens.beyond.back() = std::move(beyond);
        }
    }
    return tokens;
}

InputRead readTokens(ObjectReader &members, const InputRules &rules, Findings &findings)
{
    InputRead read;
    TokenInput tokens;
    const Json *ids = members.member("ids"), *paddedIds = members.member("padded_ids");
    if (!ids && !paddedIds)
        findings.refuse("input has neither ids nor padded_ids; tokens need one of them");
    if (ids) {
        tokens.ids = readIds(*ids, "input.ids", findings);
        checkLengths(tokens.ids, "input.ids", rules, findings);
    }
    if (paddedIds && !findings.error) {
        const auto padded = readPaddedIds(*paddedIds, findings);
        if (!ids && !rules.lengths)
            findings.refuse("lengths is missing; input.padded_ids alone does not say where a "
                            "sequence ends");
        if (findings.error)
            return read;
        read.paddedWidth = padded.extent(1);
        std::vector<std::int64_t> lengths;
        if (ids)
            for (const auto &sequence : tokens.ids)
                lengths.push_back(static_cast<std::int64_t>(sequence.size()));
        else
            lengths = *rules.lengths;
        if (padded.extent(0) != static_cast<Index>(lengths.size())) {
            findings.refuse("input.padded_ids has " + std::to_string(padded.extent(0)) + " rows; " +
                                (ids ? "input.ids" : "lengths") + " has " +
                                std::to_string(lengths.size()) + " entries",
                            torchOnCount(lengths, padded.extent(0), torchSorts(rules.options)));
            return read;
        }
        checkCut(padded, lengths, rules, findings);
        if (findings.error)
            return read;
        TokenInput both = cut(padded, lengths, paddingId(rules));
        for (std::size_t b = 0; ids && b < both.ids.size(); ++b)
            if (both.ids[b] != tokens.ids[b])
                findings.refuse(place("input.padded_ids", b) + " disagrees with " +
                                place("input.ids", b) + "; where both are given they must agree");
        tokens = std::move(both);
    }
    read.input = std::move(tokens);
    return read;
}

InputRead readText(ObjectReader &members, const InputRules &rules, Findings &findings)
{
    TokenInput tokens;
    if (!members.member("sequences"))
        findings.refuse("input.sequences is missing; text needs it");
    tokens.texts = members.texts("sequences");
    if (rules.vocabulary.tokens.empty())
        findings.refuse("vocabulary is missing or empty; text needs one");
    for (std::size_t b = 0; !findings.error && b < tokens.texts.size(); ++b) {
        auto ids = tokenize(rules.vocabulary, tokens.texts[b]);
        if (ids)
            tokens.ids.push_back(std::move(*ids));
        else
            findings.refuse(ids.error().at(place("input.sequences", b)));
    }
    if (!findings.error)
        checkLengths(tokens.ids, "input.sequences", rules, findings);
    return {std::move(tokens), std::nullopt};
}

InputRead readDense(ObjectReader &members, const InputRules &rules, Findings &findings)
{
    DenseInput dense;
    const Json *padded = members.member("padded");
    if (!padded)
        findings.refuse("input.padded is missing; dense input needs it");
    else
        dense.padded = withTorch(
            findings, [&] { return readTensor<double>(*padded, "input.padded", findings); },
            [&] { return torchOnNoTensor(*padded); });
    if (!rules.lengths)
        findings.refuse("lengths is missing; dense input needs it");
    if (findings.error)
        return {};
    dense.lengths = *rules.lengths;
    return {std::move(dense), std::nullopt};
}

} // namespace

std::vector<std::int64_t> readLengths(const Json &value, const Options &options, Findings &findings)
{
    const auto read = [&]() -> std::vector<std::int64_t> {
        if (value.is_array())
            for (std::size_t b = 0; b < value.size(); ++b)
                if (value[b].is_number_float()) {
                    findings.refuse(place("lengths", b) + " is " + shown(value[b]) +
                                    "; lengths must be integers (PyTorch cuts the fraction off)");
                    return {};
                }
        return readIntegers(value, "lengths", findings);
    };
    return withTorch(findings, read, [&] { return torchOnLengths(value, lengthOrder(options)); });
}

InputRead readInput(ObjectReader &members, const InputRules &rules, Findings &findings)
{
    const std::string kind = members.text("kind", "");
    if (kind == "tokens")
        return readTokens(members, rules, findings);
    if (kind == "text")
        return readText(members, rules, findings);
    if (kind == "dense")
        return readDense(members, rules, findings);
    findings.refuse("input.kind is " + jsonString(kind) +
                    R"(; it must be "tokens", "text" or "dense")");
    return {};
}

} // namespace core
