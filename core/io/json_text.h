// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace core {

using Json = nlohmann::json;

/// Parses JSON more strictly than JSON asks for.
/// Errors: text that is not JSON or not UTF-8, with line and column; a number beyond float64; a key
/// that stands twice in one object; more than 64 levels of nesting.
[[nodiscard]] Result<Json> parseJson(std::string_view text);

/// The shortest decimal that reads back to the same number; a number that is not finite is the string
/// "nan", "inf" or "-inf", quotes included.
template <class Scalar> [[nodiscard]] std::string jsonNumber(Scalar value);

/// A JSON string, quotes included. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string jsonString(std::string_view text);

/// A value as a person sees it in a message: JSON text, shortened.
[[nodiscard]] std::string shown(const Json &value);

/// The first of these names as a list, "a, b and 30 more", each shortened; "nothing" where there are none.
[[nodiscard]] std::string listed(const std::vector<std::string> &names);

/// "a.b" for a key b inside of a; "b" at the top. Dots and backslashes in a key are escaped.
[[nodiscard]] std::string joined(const std::string &path, std::string_view key);

} // namespace core
