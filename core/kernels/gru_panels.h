// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/gru_weights.h"

namespace core {

/// The weights of one run (layer and direction) in the order in which the fused step reads them.
///
/// A panel holds as many hidden units as a vector has lanes, the gates side by side:
///
///     4 x lanes        b_ir + b_hr, b_iz + b_hz, b_in, b_hn
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
    /// How many floats the three gates of a row take in whole panels.
    [[nodiscard]] Index gateSums() const { return 3 * count() * m_lanes; }
    /// From one panel to the next. Units: floats.
    [[nodiscard]] Index stride() const { return (4 + 3 * (m_inputSize + m_hiddenSize)) * m_lanes; }
    /// Aligned as vectors of `lanes` are, up to 64 bytes.
    [[nodiscard]] const float *panel(Index i) const
    {
        return m_lines.front().floats + i * stride();
    }

  private:
    struct alignas(64) Line {
        float floats[16];
    };

    Index m_inputSize, m_hiddenSize, m_lanes;
    std::vector<Line> m_lines;
};

} // namespace core
