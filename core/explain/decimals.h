// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace core {

/// A number with `digits` decimals and U+2212 for minus; "nan", "inf" and "−inf" as such.
[[nodiscard]] std::string numberText(double value, int digits = 4);

/// The number that `numberText` prints.
[[nodiscard]] double rounded(double value, int digits);

} // namespace core
