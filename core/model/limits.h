// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/gru_weights.h"

#include <optional>

namespace core {

/// No tensor of a model may have more elements than this: 512 MiB of float64.
inline constexpr Index maxElements = Index{1} << 26;

/// No padded batch, [B, T, D] or [B, T, H*dirs], may have more elements than this: a trace holds about
/// ten of them.
inline constexpr Index maxBatchElements = Index{1} << 26;

/// No GRU may take more steps than this, over all layers and directions of one lane.
inline constexpr Index maxSteps = Index{1} << 20;

/// No GRU may have more layers than this.
inline constexpr Index maxLayers = 1024;

/// A tensor that a file merely holds may have so many elements; their bytes can still be counted.
inline constexpr Index mostCounted = Index{1} << 56;

/// The number of elements of a tensor of this shape, if there may be one.
/// Errors: nothing where an extent is negative, or an extent or the product is beyond `most`.
[[nodiscard]] std::optional<Index> boundedElements(const Shape &shape, Index most = maxElements);

/// Checks that a GRU of this shape fits into the memory.
/// Requires: a shape that check(shape) takes.
/// Errors: num_layers beyond maxLayers; weights of more than maxElements elements.
[[nodiscard]] Result<Done> checkLimits(const GruShape &shape);

} // namespace core
