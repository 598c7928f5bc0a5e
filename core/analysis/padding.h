// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/length_histogram.h"

namespace core {

// What batches of a corpus cost when each is padded to its longest sequence. n sequences, b a batch. In
// every order the batches are filled one after the other, so that there are ⌈n/b⌉ of them, and only the
// last may be smaller.

/// In which order the sequences of a corpus are put into batches.
enum class BatchOrder {
    random,   ///< shuffled
    bucketed, ///< shuffled, then sorted within pools of `poolBatches` batches, as torchtext's
              ///< BucketIterator does (there the shortest first, here the longest, which only the
              ///< last batch can tell)
    sorted    ///< the longest first
};

/// Batches in a pool of BatchOrder::bucketed.
inline constexpr std::int64_t poolBatches = 100;

/// The cells of all padded batches, the sum of rows times the longest row; for a shuffled corpus the mean
/// over all n! orders. It follows from the histogram: of a pool of M sequences, H are at least l long, and
/// their batches, of min(b ⌈H/b⌉, M) rows, have a cell at step l; H is hypergeometric. A batch in random
/// order is a pool of one batch, a sorted corpus is one pool.
/// Requires: a sequence; b of at least 1.
/// Units: cells. Exact for a sorted corpus up to 2^53, else but for rounding.
[[nodiscard]] double paddedCells(const LengthHistogram &lengths, BatchOrder order, std::int64_t b);

/// The share of `cells` that is padding where all real ones are `realCells`.
[[nodiscard]] inline double paddingShare(double cells, std::int64_t realCells)
{
    return cells > 0 ? 1 - static_cast<double>(realCells) / cells : 0;
}

} // namespace core
