// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace core {

/// Bytes in the 64 characters that stand for themselves in an address: A-Z, a-z, 0-9, - and _; without padding.
/// Source: RFC 4648, section 5.
[[nodiscard]] std::string base64url(std::string_view bytes);

/// The bytes behind such characters. What is left of a byte at the end is not looked at.
/// Nothing where another character stands among them.
[[nodiscard]] std::optional<std::string> bytesOfBase64url(std::string_view text);

} // namespace core
