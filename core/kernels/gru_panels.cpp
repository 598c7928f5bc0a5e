// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/gru_panels.h"

namespace core {

namespace {

/// Lays the rows of some units beside each other: W [3H, K] to K x 3 x lanes.
struct Interleaving {
    const Tensor<float> &weight;
    Index H, lanes, firstUnit, units;

    void writeTo(float *panel) const
    {
        const Index K = weight.extent(1);
        for (Index gate = 0; gate < 3; ++gate)
            for (Index lane = 0; lane < units; ++lane) {
                const float *row = weight.data.data() + (gate * H + firstUnit + lane) * K;
                float *to = panel + gate * lanes + lane;
                for (Index k = 0; k < K; ++k)
                    to[k * 3 * lanes] = row[k];
            }
    }
};

} // namespace

GruPanels::GruPanels(const GruParameters<float> &parameters, Index lanes)
    : m_inputSize(parameters.weightIh.extent(1)), m_hiddenSize(parameters.weightHh.extent(1)),
      m_lanes(lanes), m_floats(count() * stride())
{
    const auto &[weightIh, weightHh, biasIh, biasHh] = parameters;
    const Index H = m_hiddenSize;
    float *panel = m_floats.data();
    for (Index first = 0; first < H; first += lanes, panel += stride()) {
        const Index units = std::min(lanes, H - first);
        for (Index lane = 0; lane < units && !biasIh.empty(); ++lane) {
            const Index unit = first + lane;
            panel[lane] = biasIh[unit] + biasHh[unit];
            panel[lanes + lane] = biasIh[H + unit] + biasHh[H + unit];
            panel[2 * lanes + lane] = biasHh[2 * H + unit];
            panel[3 * lanes + lane] = biasIh[2 * H + unit];
        }
        float *input = panel + 4 * lanes, *recurrent = input + 3 * lanes * m_inputSize;
        Interleaving{weightIh, H, lanes, first, units}.writeTo(input);
        Interleaving{weightHh, H, lanes, first, units}.writeTo(recurrent);
    }
}

} // namespace core
