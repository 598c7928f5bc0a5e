// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/length_histogram.h"

#include <vector>

namespace core {

/// Batches of the same size, one after the other.
struct EqualBatches {
    std::int64_t batches = 0;
    std::int64_t rows = 0;   ///< sequences in each
    std::int64_t length = 0; ///< to which each is padded

    bool operator==(const EqualBatches &) const = default;
};

/// How a corpus is put into batches, the longest sequences first.
struct BatchPlan {
    std::vector<EqualBatches> batches;
    std::int64_t cells = 0; ///< of all padded batches
};

/// The plan that computes the fewest cells of all that divide n sequences, in whatever order, into as few
/// batches of at most b as can be, ⌈n/b⌉. (With more batches there is less padding, and none at all with a
/// batch for each length.) It goes through the sequences from the longest; where b does not divide n, it
/// also chooses which batches are smaller, and these begin where a length does.
/// Requires: a sequence; b of at least 1.
[[nodiscard]] BatchPlan leastPadded(const LengthHistogram &lengths, std::int64_t b);

} // namespace core
