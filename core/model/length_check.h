// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

#include <span>

namespace core {

/// What is asked of the order of lengths.
enum class LengthOrder {
    any,           ///< they will be sorted
    notIncreasing, ///< enforce_sorted
};

/// What PyTorch asks of the order, as the options have it called.
[[nodiscard]] LengthOrder lengthOrder(const Options &options);

/// Checks lengths as pack_padded_sequence does, and in its order, so that what has two faults is refused
/// for the same one: it looks at the order before it looks at any length but the last.
/// Errors: "lengths[1] is 0 (sequence B); lengths must be at least 1"; "lengths[1] is 2 after 1; with
/// enforce_sorted lengths must not increase".
[[nodiscard]] Result<Done> checkLengths(std::span<const std::int64_t> lengths, LengthOrder order);

} // namespace core
