// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/aligned_floats.h"
#include "core/model/gru_weights.h"

namespace core {

/// The weights of one run (layer and direction) in the order in which the fused step reads them.
///
/// A panel holds as many hidden units as a vector has lanes, the gates side by side:
///
///     4 x lanes        b_ir + b_hr, b_iz + b_hz, b_hn, b_in
///     D x 3 x lanes    W_ir, W_iz, W_in: one feature of the input after the other
///     H x 3 x lanes    W_hr, W_hz, W_hn: one unit of the state after the other
///
/// The last panel is filled up with zeros, and so are biases that there are not.
class GruPanels {
  public:
    GruPanels(const GruParameters<float> &parameters, Index lanes);

    [[nodiscard]] Index inputSize() const { return m_inputSize; }   ///< D
    [[nodiscard]] Index hiddenSize() const { return m_hiddenSize; } ///< H
    [[nodiscard]] Index lanes() const { return m_lanes; }
    [[nodiscard]] Index count() const { return (m_hiddenSize + m_lanes - 1) / m_lanes; }
    /// From one panel to the next. Units: floats.
    [[nodiscard]] Index stride() const { return (4 + 3 * (m_inputSize + m_hiddenSize)) * m_lanes; }
    [[nodiscard]] const float *panel(Index i) const { return m_floats.data() + i * stride(); }

  private:
    Index m_inputSize, m_hiddenSize, m_lanes;
    AlignedFloats m_floats;
};

} // namespace core
