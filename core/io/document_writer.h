// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

namespace core {

/// A document as JSON text: all keys, whether they have their default or not; weights in full, wherever
/// they came from; numbers that read back to the same bits; and the keys that nobody knows.
/// parseDocument gives the same document again.
[[nodiscard]] std::string documentText(const Document &document);

} // namespace core
