// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "core/model/document.h"

namespace app {

// Commands that need no pictures. Each returns the exit status.

/// Computes the document and writes its numbers.
[[nodiscard]] int writeNumbers(const RunOptions &options, const core::Document &document);

/// Writes the document, complete and normalised.
[[nodiscard]] int saveDocument(const SaveOptions &options, const core::Document &document);

/// Runs a document and writes the PyTorch program that computes it again.
[[nodiscard]] int writeScript(const ScriptOptions &options, const core::Document &document);

/// Prints the document as text, or writes it.
[[nodiscard]] int writeLink(const LinkOptions &options, const core::Document &document);

/// Prints the examples, one a line: the name, then what it shows.
[[nodiscard]] int listExamples();

} // namespace app
