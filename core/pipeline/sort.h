// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/tensor.h"
#include "core/model/length_order.h"

#include <span>

namespace core {

/// lengths.sort(descending=True).
struct SortedLengths {
    std::vector<std::int64_t> lengths;
    std::vector<std::int64_t> indices; ///< indices[slot] = which sequence stands in that slot
};

/// Sorts lengths, longest first, by descendingOrder.
[[nodiscard]] SortedLengths sortDescending(std::span<const std::int64_t> lengths, TieOrder ties);

/// The inverse of a permutation, as a scatter: inverse[permutation[i]] = i.
/// Errors: an index out of range; an index that stands twice (PyTorch leaves garbage there).
[[nodiscard]] Result<std::vector<std::int64_t>>
invertPermutation(std::span<const std::int64_t> permutation);

} // namespace core
