// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/trace.h"

namespace core {

/// What a GRU does for one cell (a sequence's step), over all layers and directions: each of the 3H
/// rows of W_ih and W_hh times its input. Gates and biases, of order H, are not counted.
/// Units: multiply-adds, sum of 3H (D_l + H).
[[nodiscard]] std::int64_t multiplyAddsPerCell(const GruShape &shape);

/// What both lanes of a batch cost. Units: cells, and multiply-adds.
struct Cost {
    std::int64_t paddedCells = 0; ///< B t_pad
    std::int64_t packedCells = 0; ///< N
    std::int64_t paddedMultiplyAdds = 0;
    std::int64_t packedMultiplyAdds = 0;
};
[[nodiscard]] Cost costOf(const Trace &trace);

} // namespace core
