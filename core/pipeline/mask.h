// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/pipeline/layout.h"

#include <span>

namespace core {

/// One True for each sequence, at its last real step: mask[b][t] = (t == lengths[b] - 1).
/// Shapes: [B, T]. Requires: lengths of 1 to T.
/// Source: the notebook's own function; PyTorch has none.
[[nodiscard]] Tensor<std::int64_t> lastMask(std::span<const std::int64_t> lengths, Index T);

/// The mask with each True repeated over the H features.
/// Shapes: mask [B, T]; result [B, T, H].
[[nodiscard]] Tensor<std::int64_t> widened(const Tensor<std::int64_t> &mask, Index H);

/// hs[mask].view(B, H): the state of each sequence at its True.
/// Shapes: states [B, T, H], mask [B, T]; result [B, H].
/// Requires: one True in each row; a mask laid out [T, B] would give the rows in order of time.
template <class Scalar>
[[nodiscard]] Tensor<Scalar> masked(const Tensor<Scalar> &states, const Tensor<std::int64_t> &mask);

/// out[b, steps[b]] by torch.gather.
/// Shapes: states [B, T, H]; result [B, H].
/// Errors: a step outside 0 … T-1; not one step for each sequence.
template <class Scalar>
[[nodiscard]] Result<Tensor<Scalar>> gathered(const Tensor<Scalar> &states,
                                              std::span<const std::int64_t> steps);

} // namespace core
