// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/embedding.h"

#include "core/model/torch_words.h"

#include <algorithm>

namespace core {

Result<Index> paddingRow(Index paddingIdx, Index V)
{
    if (paddingIdx >= V || paddingIdx < -V)
        return Error{"padding_idx is " + std::to_string(paddingIdx) + "; a table of " +
                         std::to_string(V) + " rows takes " + std::to_string(-V) + " to " +
                         std::to_string(V - 1),
                     "Padding_idx must be within num_embeddings"};
    return paddingIdx < 0 ? paddingIdx + V : paddingIdx;
}

template <class Scalar>
Result<Tensor<Scalar>> initialEmbedding(Index V, Index D, std::optional<Index> paddingIdx,
                                        TorchGenerator &generator)
{
    if (V < 0 || D < 0)
        return Error{"an embedding table cannot have the shape " + toString({V, D}) +
                         "; both extents must be at least 0",
                     "Trying to create tensor with negative dimension " +
                         std::to_string(V < 0 ? V : D) + ": " + toString({V, D})};
    Index zeroRow = -1;
    if (paddingIdx) {
        const auto row = paddingRow(*paddingIdx, V);
        if (!row)
            return row.error();
        zeroRow = *row;
    }
    auto weight = generator.normal<Scalar>({V, D});
    if (zeroRow >= 0)
        weight.columns(1).col(zeroRow).setZero();
    return weight;
}

template <class Scalar>
Result<Tensor<Scalar>> embed(const Tensor<Scalar> &weight, const Tensor<std::int64_t> &ids)
{
    const Index V = weight.extent(0), D = weight.extent(1);
    if (V == 0 && !ids.empty())
        return Error{"the embedding table has no rows", torchOnTableWithoutRows};
    Shape shape = ids.shape;
    shape.push_back(D);
    Tensor<Scalar> rows(shape);
    for (Index i = 0; i < ids.size(); ++i) {
        if (ids[i] < 0 || ids[i] >= V)
            return Error{"the id " + std::to_string(ids[i]) + " at position " + std::to_string(i) +
                             " is outside the embedding table; ids must be 0 to " +
                             std::to_string(V - 1),
                         torchOnIdOutOfRange};
        std::copy_n(weight.data.begin() + ids[i] * D, D, rows.data.begin() + i * D);
    }
    return rows;
}

template Result<Tensor<float>> initialEmbedding(Index, Index, std::optional<Index>,
                                                TorchGenerator &);
template Result<Tensor<double>> initialEmbedding(Index, Index, std::optional<Index>,
                                                 TorchGenerator &);
template Result<Tensor<float>> embed(const Tensor<float> &, const Tensor<std::int64_t> &);
template Result<Tensor<double>> embed(const Tensor<double> &, const Tensor<std::int64_t> &);

} // namespace core
