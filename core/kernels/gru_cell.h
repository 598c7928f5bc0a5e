// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/gru_weights.h"

namespace core {

/// All that one step of a GRU computes, for n rows at a time.
/// Shapes: each H x n.
template <class Scalar> struct GruStep {
    Matrix<Scalar> r;  ///< reset gate
    Matrix<Scalar> z;  ///< update gate; z = 1 keeps h
    Matrix<Scalar> n;  ///< candidate
    Matrix<Scalar> hn; ///< W_hn h + b_hn, before r multiplies it
    Matrix<Scalar> h;  ///< the new hidden state
};

/// How a step is computed: the same numbers, but for the last bits.
enum class GruPath {
    plain, ///< the formulas below as loops, number by number; to compare with
    fast,  ///< products of whole matrices, in the order of PyTorch's CPU path
};

/// One step:
///   r = sigmoid(W_ir x + b_ir + W_hr h + b_hr)
///   z = sigmoid(W_iz x + b_iz + W_hz h + b_hz)
///   n = tanh(W_in x + b_in + r * (W_hn h + b_hn))
///   h' = (1 - z) * n + z * h, which the fast path computes as (h - n) * z + n
/// The same x, h and parameters give the same bits, whatever stands beside them in memory.
/// Shapes: x D x n, h H x n.
/// Source: nn.GRU.
template <class Scalar>
[[nodiscard]] GruStep<Scalar>
gruStep(const GruParameters<Scalar> &parameters, const Eigen::Ref<const Matrix<Scalar>> &x,
        const Eigen::Ref<const Matrix<Scalar>> &h, GruPath path = GruPath::fast);

} // namespace core
