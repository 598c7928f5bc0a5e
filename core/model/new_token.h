// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

namespace core {

/// One more token, and its row of the embedding: numbers from N(0, 1) that depend on the row's place
/// alone, so that the same edit always gives the same numbers.
/// Requires: a vocabulary that names every row.
void addToken(Document &document, std::string token);

} // namespace core
