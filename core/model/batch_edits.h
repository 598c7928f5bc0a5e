// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

#include <span>

namespace core {

// What a person does to a batch. Each is a pure function from a document to the document after it, which
// check() takes; h_0 and what stands in pad cells follow their sequences.
//
// Errors, of all: whatever check() refuses in the document after the edit; dropout masks, which belong to
// the packed rows as they are.

/// What a person sees and types of a sequence: its text, or its ids with spaces between them.
/// Requires: a document of tokens.
[[nodiscard]] std::string typedText(const Document &document, SequenceIndex sequence);

/// Reads what a person typed as a sequence: by the vocabulary, else integers with spaces, commas or
/// brackets between them. With UnknownTokens::add the document gains a token, and a row from N(0, 1) that
/// depends on its place alone, for each piece that no token matches.
/// Errors: an empty text; text that does not split; what is not an integer; vectors instead of tokens.
[[nodiscard]] Result<std::vector<std::int64_t>> readTyped(Document &document,
                                                          std::string_view text);

/// Sequence `sequence` becomes what was typed.
[[nodiscard]] Result<Document> withTyped(const Document &document, SequenceIndex sequence,
                                         std::string_view text);
/// New sequences stand before row `at`, one for each text.
/// Errors: the number of the text that cannot be read, if there are several.
[[nodiscard]] Result<Document> withInserted(const Document &document, Index at,
                                            std::span<const std::string> texts);
/// The rows go, one of which must stay. Requires: rows in rising order.
[[nodiscard]] Result<Document> withoutSequences(const Document &document,
                                                std::span<const Index> rows);
/// A copy stands below its original.
[[nodiscard]] Result<Document> withDuplicate(const Document &document, SequenceIndex sequence);
/// The row `from` stands where row `to` stood.
[[nodiscard]] Result<Document> withMoved(const Document &document, Index from, Index to);
/// A sequence is cut, or goes on with its own tokens from the beginning; vectors go on with what stands
/// beyond their length, then with zeros.
[[nodiscard]] Result<Document> withLength(const Document &document, SequenceIndex sequence,
                                          Index length);
/// One token becomes another; the text must be a single token.
[[nodiscard]] Result<Document> withToken(const Document &document, SequenceIndex sequence,
                                         StepIndex step, std::string_view text);

/// The lines of a text or of a CSV file as sequences are typed: ids separated by commas, semicolons or
/// tabs stay in one line; empty lines are left out.
[[nodiscard]] std::vector<std::string> typedLines(std::string_view text);

} // namespace core
