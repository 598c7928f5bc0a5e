// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace core {

/// How equal lengths are ordered by the sort.
enum class TieOrder {
    stable, ///< as typed
    torch,  ///< as torch 1.13 does on a CPU: not stable from 17 sequences on
};

/// Which sequence stands in each slot when the longest goes first.
/// Source: torch 1.13's CPU sort is libstdc++'s std::sort on (length, index) pairs that looks at
/// lengths alone; TieOrder::torch is that very sort.
[[nodiscard]] std::vector<std::int64_t> descendingOrder(std::span<const std::int64_t> lengths,
                                                        TieOrder ties);

} // namespace core
