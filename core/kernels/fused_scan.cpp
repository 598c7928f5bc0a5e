// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/fused_scan.h"

#include "core/kernels/gru_fused.h"

namespace core {

namespace {

/// With fewer rows than these, the input's products are made for many steps at once: W_ih is read once for all.
constexpr Index rowsOfOwnProducts = 64;

template <class Columns> std::vector<const float *> columnsOf(const Columns &matrix)
{
    std::vector<const float *> columns;
    for (Index j = 0; j < matrix.cols(); ++j)
        columns.push_back(matrix.col(j).data());
    return columns;
}

/// Walks through the steps; where each row's state stands is all that it carries on.
class ScanWalk {
  public:
    using Output = Eigen::Ref<Matrix<float>, 0, Eigen::OuterStride<>>;

    ScanWalk(const GruPanels &panels, const Eigen::Ref<const Matrix<float>> &x,
             const Eigen::Ref<const Matrix<float>> &h0, Output &output)
        : m_panels(panels), m_x(columnsOf(x)), m_state(columnsOf(h0)), m_output(output)
    {
    }

    /// Steps in the order in which they are taken, each the first of its packed rows and how many.
    struct PackedStep {
        Index offset, live;
    };
    void take(std::span<const PackedStep> steps)
    {
        while (!steps.empty()) {
            std::size_t count = 0;
            std::vector<const float *> x;
            for (; count < steps.size() && std::ssize(x) < rowsOfOwnProducts; ++count) {
                const auto begin = m_x.begin() + steps[count].offset;
                x.insert(x.end(), begin, begin + steps[count].live);
            }
            const bool shared = count > 1;
            if (shared) {
                m_sums.resize(x.size() * static_cast<std::size_t>(m_panels.gateSums()));
                fusedInputSums(m_panels, std::ssize(x), x.data(), m_sums.data());
            }
            const float *sums = shared ? m_sums.data() : nullptr;
            for (const PackedStep &step : steps.first(count)) {
                takeOne(step, sums);
                if (shared)
                    sums += step.live * m_panels.gateSums();
            }
            steps = steps.subspan(count);
        }
    }
    [[nodiscard]] Matrix<float> states() const
    {
        Matrix<float> states(m_panels.hiddenSize(), std::ssize(m_state));
        for (Index j = 0; j < states.cols(); ++j)
            states.col(j) = Eigen::Map<const Vector<float>>(m_state[static_cast<std::size_t>(j)],
                                                            states.rows());
        return states;
    }

  private:
    void takeOne(const PackedStep &step, const float *sums)
    {
        m_next.clear();
        for (Index j = 0; j < step.live; ++j)
            m_next.push_back(m_output.col(step.offset + j).data());
        fusedStep(m_panels,
                  {step.live, m_x.data() + step.offset, m_state.data(), m_next.data(), sums, {}});
        std::ranges::copy(m_next, m_state.begin());
    }

    const GruPanels &m_panels;
    std::vector<const float *> m_x, m_state;
    std::vector<float *> m_next;
    std::vector<float> m_sums;
    Output &m_output;
};

} // namespace

GruStep<float> fusedGruStep(const GruParameters<float> &parameters,
                            const Eigen::Ref<const Matrix<float>> &x,
                            const Eigen::Ref<const Matrix<float>> &h)
{
    const GruPanels panels(parameters, fusedLanes());
    const Matrix<float> none(h.rows(), h.cols());
    GruStep<float> step{none, none, none, none, none};
    const auto xs = columnsOf(x), hs = columnsOf(h);
    std::vector<float *> next;
    for (Index j = 0; j < h.cols(); ++j)
        next.push_back(step.h.col(j).data());
    fusedStep(panels, {h.cols(),
                       xs.data(),
                       hs.data(),
                       next.data(),
                       nullptr,
                       {step.r.data(), step.z.data(), step.n.data(), step.hn.data()}});
    return step;
}

Matrix<float> fusedScan(const GruParameters<float> &parameters,
                        const Eigen::Ref<const Matrix<float>> &x,
                        std::span<const std::int64_t> batchSizes,
                        const Eigen::Ref<const Matrix<float>> &h0, Direction direction,
                        Eigen::Ref<Matrix<float>, 0, Eigen::OuterStride<>> output)
{
    std::vector<ScanWalk::PackedStep> steps;
    Index offset = 0;
    for (const std::int64_t live : batchSizes) {
        steps.push_back({offset, live});
        offset += live;
    }
    if (direction == Direction::backward)
        std::ranges::reverse(steps);
    const GruPanels panels(parameters, fusedLanes());
    ScanWalk walk(panels, x, h0, output);
    walk.take(steps);
    return walk.states();
}

} // namespace core
