// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/pipeline/layout.h"

#include <span>

namespace core {

/// Puts sequences of different lengths side by side, filled up on the right.
/// Shapes: each [L_i, *]; result [B, T, *] or [T, B, *] with T the longest.
/// Errors: no sequences; a sequence of rank 0; trailing extents that differ (PyTorch broadcasts some).
template <class Scalar>
[[nodiscard]] Result<Tensor<Scalar>> padSequence(std::span<const Tensor<Scalar>> sequences,
                                                 Layout layout, Scalar paddingValue = 0);

/// Cuts each sequence out of a padded batch again.
/// Shapes: padded [B, T, *] or [T, B, *]; result B times [L_i, *].
/// Errors: a batch of rank below 2; not one length for each sequence; a length below 0 or above T
/// (PyTorch clips, or stops early, in silence).
template <class Scalar>
[[nodiscard]] Result<std::vector<Tensor<Scalar>>>
unpadSequence(const Tensor<Scalar> &padded, std::span<const std::int64_t> lengths, Layout layout);

} // namespace core
