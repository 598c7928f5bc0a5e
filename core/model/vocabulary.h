// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/index.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// The tokens of a model; a token's id is its place in the list. UTF-8.
struct Vocabulary {
    std::vector<std::string> tokens;

    bool operator==(const Vocabulary &) const = default;
};

/// Splits text into ids, taking the longest token that matches at each place.
/// Errors: "nothing in the vocabulary matches "ß" at character 3 of "straße"".
[[nodiscard]] Result<std::vector<std::int64_t>> tokenize(const Vocabulary &vocabulary,
                                                         std::string_view text);

/// The token of an id, or the id in digits where the vocabulary has none.
[[nodiscard]] std::string tokenText(const Vocabulary &vocabulary, std::int64_t id);

} // namespace core
