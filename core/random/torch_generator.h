// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"

#include <cstdint>
#include <optional>
#include <random>

namespace core {

/// PyTorch's random stream on a CPU: what follows torch.manual_seed(seed), number by number.
///
/// Source: the engine is mt19937 seeded with the low 32 bits of the seed.
class TorchGenerator {
  public:
    explicit TorchGenerator(std::uint64_t seed);

    /// torch.randint(low, high, (count,)): integers in low … high-1.
    /// Requires: low < high.
    [[nodiscard]] std::vector<std::int64_t> randint(std::int64_t low, std::int64_t high,
                                                    Index count);

    /// tensor.uniform_(low, high), elements in row-major order, bit for bit.
    template <class Scalar>
    [[nodiscard]] Tensor<Scalar> uniform(Shape shape, double low, double high);

    /// tensor.normal_(0, 1), as nn.Embedding draws its table.
    /// Source: from 16 elements on, Box and Muller's method over blocks of 16; below, one pair at a
    /// time, of which the second waits for the next draw. A float32 table is what PyTorch's AVX2 path
    /// gives, whose logarithm and sine are polynomials.
    template <class Scalar> [[nodiscard]] Tensor<Scalar> normal(Shape shape);

  private:
    std::uint32_t next32();
    std::uint64_t next64();
    /// Uniform in [0, 1) with as many random bits as Scalar's mantissa holds.
    template <class Scalar> Scalar nextUnit();
    double nextNormal();

    std::mt19937 m_engine;
    std::optional<double> m_waitingNormal;
};

} // namespace core
