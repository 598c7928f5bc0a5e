// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/index.h"

#include <cassert>
#include <concepts>
#include <cstdint>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

namespace core {

/// Extents of a tensor, outermost first, as PyTorch prints them.
using Shape = std::vector<Index>;

/// Number of elements of a tensor of this shape; 1 for a scalar.
[[nodiscard]] inline Index elements(const Shape &shape)
{
    return std::accumulate(shape.begin(), shape.end(), Index{1}, std::multiplies<>());
}

/// "[2, 3, 10]", as PyTorch writes a shape.
[[nodiscard]] std::string toString(const Shape &shape);

template <class Scalar> using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;
template <class Scalar> using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

/// A dense tensor of any rank, row-major as in PyTorch.
///
/// The layout rule: a row-major [N, D] is, in memory, a column-major D x N matrix. So features are
/// rows and positions are columns, and one step of a packed batch is a block of columns.
template <class Scalar> struct Tensor {
    Shape shape;
    std::vector<Scalar> data;

    Tensor() : shape{0} {}
    /// All elements zero.
    explicit Tensor(Shape extents) : Tensor(std::move(extents), Scalar{}) {}
    /// All elements equal to `fill`. A template, so that {6} is never taken for a fill.
    template <std::convertible_to<Scalar> Fill>
    Tensor(Shape extents, Fill fill)
        : shape(std::move(extents)),
          data(static_cast<std::size_t>(elements(shape)), static_cast<Scalar>(fill))
    {
    }
    /// Requires: as many values as the shape has elements.
    Tensor(Shape extents, std::vector<Scalar> values)
        : shape(std::move(extents)), data(std::move(values))
    {
        assert(static_cast<std::size_t>(elements(shape)) == data.size());
    }

    [[nodiscard]] Index rank() const { return static_cast<Index>(shape.size()); }
    [[nodiscard]] Index extent(Index axis) const { return shape[static_cast<std::size_t>(axis)]; }
    [[nodiscard]] Index size() const { return static_cast<Index>(data.size()); }
    [[nodiscard]] bool empty() const { return data.empty(); }

    Scalar &operator[](Index i) { return data[static_cast<std::size_t>(i)]; }
    const Scalar &operator[](Index i) const { return data[static_cast<std::size_t>(i)]; }

    /// Element at [i, j] of a tensor of rank 2.
    [[nodiscard]] Scalar at(Index i, Index j) const { return (*this)[i * extent(1) + j]; }
    /// Element at [i, j, k] of a tensor of rank 3.
    [[nodiscard]] Scalar at(Index i, Index j, Index k) const
    {
        return (*this)[(i * extent(1) + j) * extent(2) + k];
    }

    /// The elements as a matrix whose columns run over the first `leading` axes.
    /// Shapes: product(shape[leading:]) x product(shape[:leading]).
    [[nodiscard]] Eigen::Map<const Matrix<Scalar>> columns(Index leading) const
    {
        return {data.data(), elements({shape.begin() + leading, shape.end()}),
                elements({shape.begin(), shape.begin() + leading})};
    }
    [[nodiscard]] Eigen::Map<Matrix<Scalar>> columns(Index leading)
    {
        return {data.data(), elements({shape.begin() + leading, shape.end()}),
                elements({shape.begin(), shape.begin() + leading})};
    }

    /// The same elements in another precision.
    template <class Other> [[nodiscard]] Tensor<Other> cast() const
    {
        return Tensor<Other>(shape, std::vector<Other>(data.begin(), data.end()));
    }

    bool operator==(const Tensor &) const = default;
};

} // namespace core
