// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"

#include <variant>

namespace core {

/// Which precision the engine computes in.
enum class DType { float32, float64 };

template <class Scalar>
inline constexpr DType dtypeOf = std::is_same_v<Scalar, float> ? DType::float32 : DType::float64;

/// A tensor of real numbers in the precision in which it was computed.
///
/// Whoever only looks (a picture, a file) reads elements as double, which holds both exactly.
class RealTensor {
  public:
    RealTensor() = default;
    RealTensor(Tensor<float> tensor) : m_tensor(std::move(tensor)) {}
    RealTensor(Tensor<double> tensor) : m_tensor(std::move(tensor)) {}

    [[nodiscard]] DType dtype() const
    {
        return m_tensor.index() == 0 ? DType::float32 : DType::float64;
    }
    [[nodiscard]] const Shape &shape() const
    {
        return std::visit([](const auto &t) -> const Shape & { return t.shape; }, m_tensor);
    }
    [[nodiscard]] Index extent(Index axis) const { return shape()[static_cast<std::size_t>(axis)]; }
    [[nodiscard]] Index size() const
    {
        return std::visit([](const auto &t) { return t.size(); }, m_tensor);
    }
    [[nodiscard]] bool empty() const { return size() == 0; }

    /// The element at a row-major flat index.
    [[nodiscard]] double operator[](Index i) const
    {
        return std::visit([i](const auto &t) { return static_cast<double>(t[i]); }, m_tensor);
    }
    [[nodiscard]] double at(Index i, Index j) const { return (*this)[i * extent(1) + j]; }
    [[nodiscard]] double at(Index i, Index j, Index k) const
    {
        return (*this)[(i * extent(1) + j) * extent(2) + k];
    }

    /// Requires: Scalar is the precision of this tensor.
    template <class Scalar> [[nodiscard]] const Tensor<Scalar> &as() const
    {
        assert(dtype() == dtypeOf<Scalar>);
        return std::get<Tensor<Scalar>>(m_tensor);
    }

    bool operator==(const RealTensor &) const = default;

  private:
    std::variant<Tensor<float>, Tensor<double>> m_tensor;
};

} // namespace core
