// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace ui {

// How amounts are written.

/// A count with its digits in threes, thin spaces between them: "4 860".
[[nodiscard]] QString countText(std::int64_t count);

/// "29.7 %"; what is too little for one decimal but not nothing is "<0.1 %". Requires: a share of 0 … 1.
[[nodiscard]] QString percentText(double share);

/// Three digits of a time: "36.5 µs", "1.25 ms", "2.5 s". Units: seconds.
[[nodiscard]] QString durationText(double seconds);

} // namespace ui
