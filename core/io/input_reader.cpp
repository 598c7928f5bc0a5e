// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/input_reader.h"

#include "core/io/json_tensor.h"
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
            ids.push_back(readIntegers(row, place(path, ids.size()), findings));
            if (findings.error)
                break;
        }
    return ids;
}

void checkCount(std::size_t sequences, const std::string &path, const InputRules &rules,
                Findings &findings)
{
    if (rules.lengths && rules.lengths->size() != sequences)
        findings.refuse("lengths has " + std::to_string(rules.lengths->size()) + " entries; " +
                        path + " has " + std::to_string(sequences) +
                        " sequences, and each needs one length");
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

/// Cuts the sequences out of a padded batch of ids.
Sequences cut(const Tensor<std::int64_t> &padded, const std::vector<std::int64_t> &lengths,
              const InputRules &rules, Findings &findings)
{
    Sequences ids;
    const Index T = padded.extent(1);
    for (Index b = 0; b < padded.extent(0); ++b) {
        const auto row = static_cast<std::size_t>(b);
        const std::int64_t length = lengths[row];
        if (length < 0 || length > T) {
            findings.refuse(place("lengths", row) + " is " + std::to_string(length) +
                            "; input.padded_ids is " + std::to_string(T) + " wide");
            return {};
        }
        const auto begin = padded.data.begin() + b * T;
        ids.emplace_back(begin, begin + length);
        for (Index t = length; t < T; ++t)
            if (padded.at(b, t) != paddingId(rules)) {
                findings.refuse(place(place("input.padded_ids", row), static_cast<std::size_t>(t)) +
                                " is " + std::to_string(padded.at(b, t)) +
                                "; beyond a length there must be the padding id " +
                                std::to_string(paddingId(rules)));
                return {};
            }
    }
    return ids;
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
        const auto padded = readTensor<std::int64_t>(*paddedIds, "input.padded_ids", findings);
        if (padded.rank() != 2)
            findings.refuse("input.padded_ids has shape " + toString(padded.shape) +
                            "; it must be [B, t_pad]");
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
            findings.refuse(
                "input.padded_ids has " + std::to_string(padded.extent(0)) + " rows; " +
                    (ids ? "input.ids" : "lengths") + " has " + std::to_string(lengths.size()) +
                    " entries",
                torchOnCount(rules.options, static_cast<Index>(lengths.size()), padded.extent(0)));
            return read;
        }
        auto sequences = cut(padded, lengths, rules, findings);
        for (std::size_t b = 0; ids && !findings.error && b < sequences.size(); ++b)
            if (sequences[b] != tokens.ids[b])
                findings.refuse(place("input.padded_ids", b) + " disagrees with " +
                                place("input.ids", b) + "; where both are given they must agree");
        tokens.ids = std::move(sequences);
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
        dense.padded = readTensor<double>(*padded, "input.padded", findings);
    if (!rules.lengths)
        findings.refuse("lengths is missing; dense input needs it");
    if (findings.error)
        return {};
    dense.lengths = *rules.lengths;
    return {std::move(dense), std::nullopt};
}

} // namespace

std::vector<std::int64_t> readLengths(const Json &value, Findings &findings)
{
    if (value.is_array())
        for (std::size_t b = 0; b < value.size(); ++b)
            if (value[b].is_number_float()) {
                findings.refuse(place("lengths", b) + " is " + shown(value[b]) +
                                "; lengths must be integers (PyTorch would cut the fraction off in "
                                "silence)");
                return {};
            }
    return readIntegers(value, "lengths", findings);
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
