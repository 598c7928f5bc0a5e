// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/explain.h"

namespace core {

/// One unit of one step as most textbooks have it, from the same state, gates and parameters as
/// PyTorch's: the reset gate acts before the product.
///
///     textbook  n = tanh(W_in x + b_in + W_hn (r ∘ h) + b_hn)
///     PyTorch   n = tanh(W_in x + b_in + r ∘ (W_hn h + b_hn))
struct TextbookStep {
    Expression candidate; ///< the textbook's n, with PyTorch's cells for leaves
    double n = 0;         ///< its value
    double h = 0;         ///< (1 - z) n + z h_{t-1} with that n
    double torchN = 0;    ///< what the trace holds
    double torchH = 0;

    /// How far the new states differ.
    [[nodiscard]] double difference() const { return h > torchH ? h - torchH : torchH - h; }
};

/// The step of a unit. Source: Cho et al. 2014, eq. 8, with PyTorch's biases.
/// Requires: the update gate, the candidate or another gate of a run in `gate`, and a row of its lane.
[[nodiscard]] TextbookStep textbookStep(const Trace &trace, const TensorRef &gate, Index row,
                                        Index unit);

} // namespace core
