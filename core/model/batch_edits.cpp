// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/batch_edits.h"

#include "core/base/utf8.h"
#include "core/model/new_token.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace core {

namespace {

constexpr std::string_view betweenIds = " \t,;[]()";

/// Which row of the batch before becomes each row of the batch after; none for a new one.
using Origins = std::vector<std::optional<Index>>;

Origins identity(Index B)
{
    Origins origins;
    for (Index b = 0; b < B; ++b)
        origins.emplace_back(b);
    return origins;
}

/// Rows of `values` that stand in the batch after; new ones are empty.
template <class Row> std::vector<Row> rowsOf(const std::vector<Row> &values, const Origins &origins)
{
    std::vector<Row> rows;
    for (const auto &origin : origins)
        rows.push_back(origin && *origin < std::ssize(values)
                           ? values[static_cast<std::size_t>(*origin)]
                           : Row());
    return rows;
}

/// The state with which each sequence begins follows it; a new one begins with zeros.
Tensor<double> hiddenOf(const Tensor<double> &h0, const Origins &origins)
{
    const Index runs = h0.extent(0), B = std::ssize(origins);
    Tensor<double> hidden({runs, B, h0.extent(2)});
    for (Index run = 0; run < runs; ++run)
        for (Index b = 0; b < B; ++b)
            if (const auto origin = origins[static_cast<std::size_t>(b)])
                hidden.columns(2).col(run * B + b) =
                    h0.columns(2).col(run * h0.extent(1) + *origin);
    return hidden;
}

DenseInput denseOf(const DenseInput &dense, const Origins &origins)
{
    const Index B = std::ssize(origins), T = dense.padded.extent(1);
    DenseInput after{Tensor<double>({B, T, dense.padded.extent(2)}), {}};
    for (Index b = 0; b < B; ++b) {
        const auto origin = origins[static_cast<std::size_t>(b)];
        after.lengths.push_back(origin ? dense.lengths[static_cast<std::size_t>(*origin)] : 1);
        if (origin)
            after.padded.columns(1).col(b) = dense.padded.columns(1).col(*origin);
    }
    return after;
}

/// The batch of other rows, with all that belongs to them.
void rearrange(Document &document, const Origins &origins)
{
    if (document.h0)
        document.h0 = hiddenOf(*document.h0, origins);
    if (auto *dense = std::get_if<DenseInput>(&document.input)) {
        *dense = denseOf(*dense, origins);
        return;
    }
    auto &tokens = std::get<TokenInput>(document.input);
    tokens.ids = rowsOf(tokens.ids, origins);
    if (!tokens.texts.empty())
        tokens.texts = rowsOf(tokens.texts, origins);
    if (!tokens.beyond.empty())
        tokens.beyond = rowsOf(tokens.beyond, origins);
}

/// Widths that were wide enough stay so; those that a longer sequence outgrows go with it.
void widen(Document &document)
{
    const Index longest = document.longest();
    for (std::optional<Index> *width :
         {&document.options.paddedWidth, &document.options.totalLength})
        if (*width && **width < longest)
            *width = longest;
}

Result<Document> checkedBatch(Document document)
{
    if (!document.dropoutMasks.empty())
        return Error{
            "dropout_masks belong to the packed rows as they are; turn config.training off "
            "to change the batch",
            {}};
    widen(document);
    if (const auto done = check(document); !done)
        return done.error();
    return document;
}

/// The ids become those of a sequence. Text is kept where it splits into the same ids again.
void setIds(Document &document, std::size_t b, std::vector<std::int64_t> ids, std::string text)
{
    auto &tokens = std::get<TokenInput>(document.input);
    if (!tokens.texts.empty()) {
        const auto again = tokenize(document.vocabulary, text);
        if (again && *again == ids)
            tokens.texts[b] = std::move(text);
        else
            tokens.texts.clear(); // from now on a batch of ids, which say it all
    }
    if (b < tokens.beyond.size())
        tokens.beyond[b].clear();
    tokens.ids[b] = std::move(ids);
}

Result<std::vector<std::int64_t>> readIds(std::string_view text)
{
    std::vector<std::int64_t> ids;
    for (std::size_t at = text.find_first_not_of(betweenIds); at != text.npos;
         at = text.find_first_not_of(betweenIds, at)) {
        const std::size_t end = std::min(text.find_first_of(betweenIds, at), text.size());
        const std::string_view word = text.substr(at, end - at);
        std::int64_t id = 0;
        const auto [stop, code] = std::from_chars(word.data(), word.data() + word.size(), id);
        if (code != std::errc() || stop != word.data() + word.size())
            return Error{"\"" + std::string(word) + "\" is not an id; ids are whole numbers", {}};
        ids.push_back(id);
        at = end;
    }
    return ids;
}

Error noTokens()
{
    return {"this batch holds vectors, not tokens; they cannot be typed", {}};
}

} // namespace

std::string typedText(const Document &document, SequenceIndex sequence)
{
    const auto &tokens = std::get<TokenInput>(document.input);
    const auto b = static_cast<std::size_t>(sequence.value());
    return tokens.texts.empty() ? joined(document.vocabulary, tokens.ids[b]) : tokens.texts[b];
}

Result<std::vector<std::int64_t>> readTyped(Document &document, std::string_view text)
{
    if (std::holds_alternative<DenseInput>(document.input))
        return noTokens();
    Vocabulary &vocabulary = document.vocabulary;
    if (!vocabulary.tokens.empty() && vocabulary.unknown == UnknownTokens::add &&
        std::ssize(vocabulary.tokens) == document.embedding.extent(0))
        while (const auto unknown = firstUnknown(vocabulary, text))
            addToken(document, *unknown);
    auto ids = vocabulary.tokens.empty() ? readIds(text) : tokenize(vocabulary, text);
    if (ids && ids->empty())
        return Error{"a sequence needs at least one token",
                     "Length of all samples has to be greater than 0, but found an element in "
                     "'lengths' that is <= 0"};
    return ids;
}

Result<Document> withTyped(const Document &document, SequenceIndex sequence, std::string_view text)
{
    Document after = document;
    auto ids = readTyped(after, text);
    if (!ids)
        return ids.error();
    setIds(after, static_cast<std::size_t>(sequence.value()), std::move(*ids), std::string(text));
    return checkedBatch(std::move(after));
}

Result<Document> withInserted(const Document &document, Index at,
                              std::span<const std::string> texts)
{
    Document after = document;
    Origins origins = identity(document.batchSize());
    origins.insert(origins.begin() + at, texts.size(), std::nullopt);
    rearrange(after, origins);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        auto ids = readTyped(after, texts[i]);
        if (!ids)
            return texts.size() == 1 ? ids.error()
                                     : ids.error().at("line " + std::to_string(i + 1));
        setIds(after, static_cast<std::size_t>(at) + i, std::move(*ids), texts[i]);
    }
    return checkedBatch(std::move(after));
}

Result<Document> withoutSequences(const Document &document, std::span<const Index> rows)
{
    Origins origins = identity(document.batchSize());
    for (std::size_t i = rows.size(); i-- > 0;)
        origins.erase(origins.begin() + rows[i]);
    if (origins.empty())
        return Error{"a batch has at least one sequence; the last one stays", {}};
    Document after = document;
    rearrange(after, origins);
    return checkedBatch(std::move(after));
}

Result<Document> withDuplicate(const Document &document, SequenceIndex sequence)
{
    Origins origins = identity(document.batchSize());
    origins.insert(origins.begin() + sequence.value(), sequence.value());
    Document after = document;
    rearrange(after, origins);
    return checkedBatch(std::move(after));
}

Result<Document> withMoved(const Document &document, Index from, Index to)
{
    Origins origins = identity(document.batchSize());
    const auto moved = origins[static_cast<std::size_t>(from)];
    origins.erase(origins.begin() + from);
    origins.insert(origins.begin() + to, moved);
    Document after = document;
    rearrange(after, origins);
    return checkedBatch(std::move(after));
}

Result<Document> withLength(const Document &document, SequenceIndex sequence, Index length)
{
    const auto b = static_cast<std::size_t>(sequence.value());
    Document after = document;
    if (auto *dense = std::get_if<DenseInput>(&after.input)) {
        const Index T = dense->padded.extent(1), D = dense->padded.extent(2);
        if (length > T) {
            Tensor<double> wider({dense->padded.extent(0), length, D});
            wider.columns(1).topRows(T * D) = dense->padded.columns(1);
            dense->padded = std::move(wider);
        }
        dense->lengths[b] = length;
        return checkedBatch(std::move(after));
    }
    std::vector<std::int64_t> ids = std::get<TokenInput>(document.input).ids[b];
    const std::size_t typed = ids.size();
    ids.resize(static_cast<std::size_t>(std::max<Index>(length, 0)));
    for (std::size_t t = typed; t < ids.size(); ++t)
        ids[t] = ids[t - typed];
    std::string text = joined(document.vocabulary, ids);
    setIds(after, b, std::move(ids), std::move(text));
    return checkedBatch(std::move(after));
}

Result<Document> withToken(const Document &document, SequenceIndex sequence, StepIndex step,
                           std::string_view text)
{
    Document after = document;
    const auto read = readTyped(after, text);
    if (!read)
        return read.error();
    if (read->size() != 1)
        return Error{"\"" + std::string(text) + "\" is " + std::to_string(read->size()) +
                         " tokens; a cell holds one",
                     {}};
    const auto b = static_cast<std::size_t>(sequence.value());
    std::vector<std::int64_t> ids = std::get<TokenInput>(after.input).ids[b];
    ids[static_cast<std::size_t>(step.value())] = read->front();
    std::string all = joined(after.vocabulary, ids);
    setIds(after, b, std::move(ids), std::move(all));
    return checkedBatch(std::move(after));
}

std::vector<std::string> typedLines(std::string_view text)
{
    constexpr std::string_view spaces = " \t\r";
    text = withoutByteOrderMark(text);
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text = end == text.npos ? std::string_view() : text.substr(end + 1);
        const std::size_t first = line.find_first_not_of(spaces);
        if (first == line.npos)
            continue;
        line = line.substr(first, line.find_last_not_of(spaces) + 1 - first);
        lines.emplace_back(line);
    }
    return lines;
}

} // namespace core
