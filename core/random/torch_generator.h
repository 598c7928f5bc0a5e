// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"

#include <cstdint>
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

    /// tensor.uniform_(low, high), elements in row-major order.
    template <class Scalar>
    [[nodiscard]] Tensor<Scalar> uniform(Shape shape, double low, double high);

    /// tensor.normal_(0, 1), as nn.Embedding draws its table.
    template <class Scalar> [[nodiscard]] Tensor<Scalar> normal(Shape shape);

  private:
    std::uint32_t next32();
    std::uint64_t next64();

    std::mt19937 m_engine;
};

} // namespace core
