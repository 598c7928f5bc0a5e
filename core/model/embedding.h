// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/tensor.h"
#include "core/random/torch_generator.h"

#include <optional>

namespace core {

/// PyTorch's new nn.Embedding(V, D, padding_idx): rows from N(0, 1), the padding row set to zero.
/// Shapes: [V, D].
/// Errors: V < 0; padding_idx outside -V … V-1 (a negative one counts from the end).
template <class Scalar>
[[nodiscard]] Result<Tensor<Scalar>>
initialEmbedding(Index V, Index D, std::optional<Index> paddingIdx, TorchGenerator &generator);

/// padding_idx as a row: a negative one counts from the end.
/// Errors: "Padding_idx must be within num_embeddings".
[[nodiscard]] Result<Index> paddingRow(Index paddingIdx, Index V);

/// Each id's row of the table; the padding row is returned as it stands, zero or not.
/// Shapes: weight [V, D], ids any; result [*ids, D].
/// Errors: an id outside 0 … V-1; a table without rows.
template <class Scalar>
[[nodiscard]] Result<Tensor<Scalar>> embed(const Tensor<Scalar> &weight,
                                           const Tensor<std::int64_t> &ids);

} // namespace core
