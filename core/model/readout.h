// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"

#include <string>
#include <vector>

namespace core {

/// A linear layer that turns a last state into one score (logit) for each class.
/// Shapes: weight [C, H*dirs], bias [C].
template <class Scalar> struct Readout {
    Tensor<Scalar> weight;
    Tensor<Scalar> bias;
    std::vector<std::string> classes; ///< empty, or one name for each class

    template <class Other> [[nodiscard]] Readout<Other> cast() const
    {
        return {weight.template cast<Other>(), bias.template cast<Other>(), classes};
    }
    bool operator==(const Readout &) const = default;
};

/// logits = states W^T + b. Each logit has the same bits whatever other rows and classes are read with it.
/// Shapes: states [B, H*dirs]; result [B, C].
template <class Scalar>
[[nodiscard]] Tensor<Scalar> readOut(const Readout<Scalar> &readout, const Tensor<Scalar> &states);

} // namespace core
