// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/text_document.h"

#include "core/base/utf8.h"
#include "core/model/embedding.h"
#include "core/model/limits.h"

#include <set>

namespace core {

namespace {

constexpr Index D = 8, H = 8;

/// Bytes of the UTF-8 character at the beginning of `text`; 0 if it is none. Requires: text.
std::size_t characterLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto tail = utf8Tail(byte(0));
    if (!tail)
        return 0;
    const auto length = static_cast<std::size_t>(tail->bytes) + 1;
    if (text.size() < length || (length > 1 && (byte(1) < tail->least || byte(1) > tail->most)))
        return 0;
    for (std::size_t i = 2; i < length; ++i)
        if (byte(i) < 0x80 || byte(i) > 0xBF)
            return 0;
    return length;
}

std::vector<std::string> linesOf(std::string_view text)
{
    text = withoutByteOrderMark(text);
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        lines.emplace_back(line);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    while (!lines.empty() && lines.back().empty())
        lines.pop_back();
    return lines;
}

/// Puts the characters of a line into `characters`.
Result<Done> collect(const std::string &line, std::size_t number, std::set<std::string> &characters)
{
    const std::string where = "line " + std::to_string(number);
    if (line.empty())
        return Error{where + " is empty; a sequence needs at least one character",
                     "Length of all samples has to be greater than 0, but found an element in "
                     "'lengths' that is <= 0"};
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t length = characterLength(std::string_view(line).substr(at));
        if (length == 0)
            return Error{where + " is not UTF-8 at byte " + std::to_string(at + 1), {}};
        if (static_cast<unsigned char>(line[at]) < 0x20 && line[at] != '\t')
            return Error{where + " has a control character at byte " + std::to_string(at + 1), {}};
        characters.insert(line.substr(at, length));
        at += length;
    }
    return Done{};
}

} // namespace

Result<Document> parseTextDocument(std::string_view text)
{
    if (static_cast<Index>(text.size()) > maxBatchElements / D)
        return Error{"the text has " + std::to_string(text.size()) +
                         " bytes; it may have at most " + std::to_string(maxBatchElements / D),
                     {}};
    TokenInput input;
    input.texts = linesOf(text);
    if (input.texts.empty())
        return Error{"there is no text; each line is one sequence", "Cannot pack empty tensors."};
    std::set<std::string> characters;
    for (std::size_t i = 0; i < input.texts.size(); ++i)
        if (const auto done = collect(input.texts[i], i + 1, characters); !done)
            return done.error();

    Document document;
    document.vocabulary.unknown = UnknownTokens::add;
    document.vocabulary.tokens = {"<pad>"};
    document.vocabulary.tokens.insert(document.vocabulary.tokens.end(), characters.begin(),
                                      characters.end());
    for (const std::string &line : input.texts) {
        auto ids = tokenize(document.vocabulary, line);
        if (!ids)
            return ids.error();
        input.ids.push_back(std::move(*ids));
    }
    document.input = std::move(input);
    TorchGenerator generator(0);
    const auto V = static_cast<Index>(document.vocabulary.tokens.size());
    document.embedding = initialEmbedding<float>(V, D, 0, generator)->cast<double>();
    document.weights = initialWeights<float>({D, H, 1, 1, true}, generator).cast<double>();
    if (const auto done = check(document); !done)
        return done.error();
    return document;
}

} // namespace core
