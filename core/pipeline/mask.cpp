// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/mask.h"

namespace core {

Tensor<std::int64_t> lastMask(std::span<const std::int64_t> lengths, Index T)
{
    const auto B = static_cast<Index>(lengths.size());
    Tensor<std::int64_t> mask({B, T});
    for (Index b = 0; b < B; ++b) {
        const std::int64_t length = lengths[static_cast<std::size_t>(b)];
        assert(length >= 1 && length <= T);
        mask[b * T + length - 1] = 1;
    }
    return mask;
}

Tensor<std::int64_t> widened(const Tensor<std::int64_t> &mask, Index H)
{
    Tensor<std::int64_t> wide({mask.extent(0), mask.extent(1), H});
    wide.columns(2).rowwise() = mask.columns(2).row(0);
    return wide;
}

template <class Scalar>
Tensor<Scalar> masked(const Tensor<Scalar> &states, const Tensor<std::int64_t> &mask)
{
    Tensor<Scalar> picked({mask.extent(0), states.extent(2)});
    Index row = 0;
    for (Index cell = 0; cell < mask.size(); ++cell)
        if (mask[cell])
            picked.columns(1).col(row++) = states.columns(2).col(cell);
    assert(row == mask.extent(0));
    return picked;
}

template <class Scalar>
Result<Tensor<Scalar>> gathered(const Tensor<Scalar> &states, std::span<const std::int64_t> steps)
{
    const Index B = states.extent(0), T = states.extent(1);
    if (static_cast<Index>(steps.size()) != B)
        return Error{"there are " + std::to_string(steps.size()) + " steps for " +
                         std::to_string(B) + " sequences; there must be one for each",
                     {}};
    Tensor<Scalar> picked({B, states.extent(2)});
    for (Index b = 0; b < B; ++b) {
        const std::int64_t step = steps[static_cast<std::size_t>(b)];
        if (step < 0 || step >= T)
            return Error{"step " + std::to_string(step) + " of sequence " + std::to_string(b) +
                             " does not exist; steps are 0 to " + std::to_string(T - 1),
                         "index " + std::to_string(step) +
                             " is out of bounds for dimension 0 with size " + std::to_string(T)};
        picked.columns(1).col(b) = states.columns(2).col(b * T + step);
    }
    return picked;
}

template Tensor<float> masked(const Tensor<float> &, const Tensor<std::int64_t> &);
template Tensor<double> masked(const Tensor<double> &, const Tensor<std::int64_t> &);
template Result<Tensor<float>> gathered(const Tensor<float> &, std::span<const std::int64_t>);
template Result<Tensor<double>> gathered(const Tensor<double> &, std::span<const std::int64_t>);

} // namespace core
