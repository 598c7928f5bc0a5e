// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/vocabulary.h"

#include <algorithm>

namespace core {

namespace {

constexpr std::string_view spaces = " \t";

/// Bytes of the UTF-8 character that starts with `lead`.
std::size_t characterLength(char lead)
{
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

Index charactersIn(std::string_view text)
{
    return std::count_if(text.begin(), text.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

std::int64_t idOf(const Vocabulary &vocabulary, std::string_view token)
{
    const auto found = std::ranges::find(vocabulary.tokens, token);
    return found == vocabulary.tokens.end() ? -1 : found - vocabulary.tokens.begin();
}

/// What stands at one place of a text: a token, or a piece that is none.
struct Piece {
    std::size_t at = 0;
    std::size_t length = 0;
    std::int64_t id = -1;
};

Piece longestMatch(const Vocabulary &vocabulary, std::string_view text, std::size_t at)
{
    Piece piece{at, 0, -1};
    for (std::size_t id = 0; id < vocabulary.tokens.size(); ++id) {
        const std::string &token = vocabulary.tokens[id];
        if (token.size() > piece.length && text.substr(at, token.size()) == token)
            piece = {at, token.size(), static_cast<std::int64_t>(id)};
    }
    if (piece.id < 0)
        piece.length = std::min(characterLength(text[at]), text.size() - at);
    return piece;
}

/// All pieces of a text, in order.
std::vector<Piece> piecesOf(const Vocabulary &vocabulary, std::string_view text)
{
    std::vector<Piece> pieces;
    for (std::size_t at = 0; at < text.size();) {
        if (!vocabulary.words) {
            pieces.push_back(longestMatch(vocabulary, text, at));
            at += pieces.back().length;
            continue;
        }
        at = text.find_first_not_of(spaces, at);
        if (at == text.npos)
            break;
        const std::size_t end = std::min(text.find_first_of(spaces, at), text.size());
        pieces.push_back({at, end - at, idOf(vocabulary, text.substr(at, end - at))});
        at = end;
    }
    return pieces;
}

} // namespace

Result<std::vector<std::int64_t>> tokenize(const Vocabulary &vocabulary, std::string_view text)
{
    const bool maps = vocabulary.unknown == UnknownTokens::map;
    const std::int64_t unknown = maps ? idOf(vocabulary, unknownToken) : -1;
    if (maps && unknown < 0)
        return Error{"the vocabulary has no \"<unk>\", to which unknown tokens are to be mapped",
                     {}};
    std::vector<std::int64_t> ids;
    for (const Piece &piece : piecesOf(vocabulary, text)) {
        if (piece.id < 0 && unknown < 0)
            return Error{"nothing in the vocabulary matches \"" +
                             std::string(text.substr(piece.at, piece.length)) + "\" at character " +
                             std::to_string(charactersIn(text.substr(0, piece.at)) + 1) + " of \"" +
                             std::string(text) + "\"",
                         {}};
        ids.push_back(piece.id < 0 ? unknown : piece.id);
    }
    return ids;
}

std::optional<std::string> firstUnknown(const Vocabulary &vocabulary, std::string_view text)
{
    for (const Piece &piece : piecesOf(vocabulary, text))
        if (piece.id < 0)
            return std::string(text.substr(piece.at, piece.length));
    return std::nullopt;
}

std::string tokenText(const Vocabulary &vocabulary, std::int64_t id)
{
    const auto place = static_cast<std::size_t>(id);
    return id >= 0 && place < vocabulary.tokens.size() ? vocabulary.tokens[place]
                                                       : std::to_string(id);
}

std::string joined(const Vocabulary &vocabulary, const std::vector<std::int64_t> &ids)
{
    const bool apart = vocabulary.words || vocabulary.tokens.empty();
    std::string text;
    for (const std::int64_t id : ids)
        text += (apart && !text.empty() ? " " : "") + tokenText(vocabulary, id);
    return text;
}

} // namespace core
