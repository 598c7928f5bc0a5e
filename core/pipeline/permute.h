// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"

namespace core {

/// The sequences of a hidden state in another order: result[:, j] = hidden[:, source(j)].
/// Shapes: hidden [layers*dirs, B, H]; source maps 0 … B-1 to 0 … B-1.
/// Source: PyTorch's permute_hidden.
template <class Scalar, class Source>
[[nodiscard]] Tensor<Scalar> permutedHidden(const Tensor<Scalar> &hidden, Source source)
{
    Tensor<Scalar> result(hidden.shape);
    const Index B = hidden.extent(1);
    for (Index run = 0; run < hidden.extent(0); ++run)
        for (Index j = 0; j < B; ++j)
            result.columns(2).col(run * B + j) = hidden.columns(2).col(run * B + source(j));
    return result;
}

} // namespace core
