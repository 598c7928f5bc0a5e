// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

#include <filesystem>
#include <string_view>

namespace core {

/// The version of the document format that is written, and the newest that is read.
inline constexpr int documentVersion = 1;

/// Reads a document from JSON text. Beside the keys of the format, "split" ("longest" or "words") and
/// "unknown_tokens" ("refuse", "map" or "add") say how the vocabulary reads text. `folder` is where files are looked for that the document names.
/// Errors: one sentence with the key, the rule and the value; all of check(document).
[[nodiscard]] Result<Document> parseDocument(std::string_view text,
                                             const std::filesystem::path &folder);

/// Reads a document file.
/// Errors: as parseDocument, after the file's name; a file that cannot be read.
[[nodiscard]] Result<Document> readDocument(const std::filesystem::path &file);

} // namespace core
