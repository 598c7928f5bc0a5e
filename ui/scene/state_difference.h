// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/real_tensor.h"

namespace ui {

/// The largest difference that float32 arithmetic in another order explains.
inline constexpr double sameWithin = 1e-5;

/// How far two states are apart.
struct StateDifference {
    double largest = 0;  ///< of one unit
    double distance = 0; ///< Euclidean

    [[nodiscard]] bool isSame() const { return largest <= sameWithin; }
};

/// Compares a row of two tensors; a unit that is NaN, or the same infinity, in both makes no difference.
/// Shapes: both [rows, units].
[[nodiscard]] StateDifference differenceOf(const core::RealTensor &a, const core::RealTensor &b,
                                           core::Index row);

} // namespace ui
