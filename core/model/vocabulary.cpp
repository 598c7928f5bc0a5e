// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/vocabulary.h"

#include <algorithm>

namespace core {

namespace {

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

} // namespace

Result<std::vector<std::int64_t>> tokenize(const Vocabulary &vocabulary, std::string_view text)
{
    std::vector<std::int64_t> ids;
    for (std::size_t at = 0; at < text.size();) {
        std::int64_t best = -1;
        std::size_t length = 0;
        for (std::size_t id = 0; id < vocabulary.tokens.size(); ++id) {
            const std::string &token = vocabulary.tokens[id];
            if (token.size() > length && text.substr(at, token.size()) == token) {
                best = static_cast<std::int64_t>(id);
                length = token.size();
            }
        }
        if (best < 0)
            return Error{"nothing in the vocabulary matches \"" +
                             std::string(text.substr(at, characterLength(text[at]))) +
                             "\" at character " +
                             std::to_string(charactersIn(text.substr(0, at)) + 1) + " of \"" +
                             std::string(text) + "\"",
                         {}};
        ids.push_back(best);
        at += length;
    }
    return ids;
}

std::string tokenText(const Vocabulary &vocabulary, std::int64_t id)
{
    const auto place = static_cast<std::size_t>(id);
    return id >= 0 && place < vocabulary.tokens.size() ? vocabulary.tokens[place]
                                                       : std::to_string(id);
}

} // namespace core
