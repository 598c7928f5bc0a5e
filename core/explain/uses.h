// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/cell.h"

#include <limits>

namespace core {

/// Where a number goes.
struct Uses {
    Index total = 0;         ///< of all cells that the number goes into
    std::vector<Cell> cells; ///< the first of them, tensor after tensor
};

/// The cells that have this one among their sources or choosers: the inverse of `explain`. Found from
/// how the tensors hang together, so that the cost is that of the cells returned; only who uses a row
/// of the embedding is looked for, among the ids of the batch.
/// Requires: a cell of the trace.
[[nodiscard]] Uses usesOf(const Trace &trace, const Cell &cell,
                          Index limit = std::numeric_limits<Index>::max());

} // namespace core
