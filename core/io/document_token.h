// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

#include <string>
#include <string_view>

namespace core {

/// The version of tokens that is written, and the newest that is read.
inline constexpr int tokenVersion = 1;

/// What the document in a token may have as JSON text, so that a short token cannot fill the memory. Units: bytes.
inline constexpr std::size_t maxTokenText = std::size_t{16} << 20;

/// Whether a text is meant as a token: after white space it begins as "packscope:1:" does, with any number.
[[nodiscard]] bool isDocumentToken(std::string_view text);

/// A whole document, with its view, as one word that can be pasted anywhere: "packscope:1:" and then, in
/// base64url, these bytes, numbers little-endian:
///
///     n: uint32 | size when expanded: uint32 | n bytes of zlib | CRC-32 of all before: uint32
///
/// They expand to JSON, {"document": …}: the document as documentText writes it. What its model has in common
/// with an example is not repeated: "borrowed": {"example": …, "keys": [..], "crc32": of them as JSON}.
/// Errors: a document that has more than maxTokenText bytes.
[[nodiscard]] Result<std::string> documentToken(const Document &document);

/// The document in a token. White space in it is not looked at: mail programs break lines.
/// Errors: what is no token; one that is cut off, damaged, of a newer version, larger than maxTokenText when
/// expanded, names a file, or borrows from an example that is another one here; as parseDocument.
[[nodiscard]] Result<Document> parseDocumentToken(std::string_view text);

} // namespace core
