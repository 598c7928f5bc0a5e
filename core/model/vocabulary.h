// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/index.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// What becomes of text that no token matches.
enum class UnknownTokens {
    refuse, ///< the text is refused
    map,    ///< it becomes the token "<unk>"
    add, ///< a typed one becomes a new token, with a new row of the embedding; else it is refused
};

/// What unknown tokens are mapped to.
inline constexpr std::string_view unknownToken = "<unk>";

/// The tokens of a model; a token's id is its place in the list. UTF-8.
struct Vocabulary {
    std::vector<std::string> tokens;
    bool words = false; ///< text is split at spaces, not into the longest tokens that match
    UnknownTokens unknown = UnknownTokens::refuse;

    bool operator==(const Vocabulary &) const = default;
};

/// Splits text into ids: into the longest tokens that match, or at spaces where tokens are words.
/// What matches none, a character or a word, becomes "<unk>" where the vocabulary's rule is to map.
/// Errors: "nothing in the vocabulary matches "ß" at character 3 of "straße""; a rule to map without an
/// "<unk>" in the vocabulary.
[[nodiscard]] Result<std::vector<std::int64_t>> tokenize(const Vocabulary &vocabulary,
                                                         std::string_view text);

/// The first piece of the text, a character or a word, that no token matches.
[[nodiscard]] std::optional<std::string> firstUnknown(const Vocabulary &vocabulary,
                                                      std::string_view text);

/// The token of an id, or the id in digits where the vocabulary has none.
[[nodiscard]] std::string tokenText(const Vocabulary &vocabulary, std::int64_t id);

/// The tokens of ids put together as a person types them: words and bare ids with spaces between them.
[[nodiscard]] std::string joined(const Vocabulary &vocabulary,
                                 const std::vector<std::int64_t> &ids);

} // namespace core
