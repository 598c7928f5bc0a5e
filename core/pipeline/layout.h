// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"

namespace core {

/// Which axis of a padded batch comes first.
enum class Layout {
    timeFirst,  ///< [T, B, *], PyTorch's default
    batchFirst, ///< [B, T, *]
};

/// The same batch with its first two axes exchanged.
/// Requires: rank of at least 2.
template <class Scalar> [[nodiscard]] Tensor<Scalar> transposed(const Tensor<Scalar> &batch)
{
    Shape shape = batch.shape;
    std::swap(shape[0], shape[1]);
    Tensor<Scalar> result(shape);
    const auto from = batch.columns(2);
    auto to = result.columns(2);
    for (Index i = 0; i < shape[0]; ++i)
        for (Index j = 0; j < shape[1]; ++j)
            to.col(i * shape[1] + j) = from.col(j * shape[0] + i);
    return result;
}

} // namespace core
