// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/gru_cell.h"

#include <span>

namespace core {

enum class Direction { forward, backward };

struct ScanOptions {
    Direction direction = Direction::forward;
    GruPath path = GruPath::fast;
    int threads = 1; ///< at most; on the fast path in float32 sequences are shared out among them
};

/// One layer in one direction over a packed batch.
///
/// Forward, the live rows are the first batchSizes[t]; when they become fewer, the rows at the bottom
/// have finished and keep their state. Backward, t runs down; when they become more, rows join at the
/// bottom with their own h0, so that each sequence starts at its own last element.
///
/// The result is the same, to the last bit, with any number of threads.
/// Shapes: x D x N, h0 H x B in slot order, output H x N; returns the final states, H x B.
/// Requires: batchSizes that do not increase and sum to N, the first being B.
template <class Scalar>
[[nodiscard]] Matrix<Scalar>
scanGru(const GruParameters<Scalar> &parameters, const Eigen::Ref<const Matrix<Scalar>> &x,
        std::span<const std::int64_t> batchSizes, const Eigen::Ref<const Matrix<Scalar>> &h0,
        const ScanOptions &options, Eigen::Ref<Matrix<Scalar>, 0, Eigen::OuterStride<>> output);

} // namespace core
