// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

#include <string_view>

namespace core {

/// Plain text, one sequence a line, with the default model: a vocabulary of the characters that occur,
/// sorted, behind the padding token; an embedding of D = 8 and a GRU of H = 8 as PyTorch makes them
/// after torch.manual_seed(0).
/// Errors: text that is not UTF-8; no line at all; an empty line between others; control characters.
[[nodiscard]] Result<Document> parseTextDocument(std::string_view text);

} // namespace core
