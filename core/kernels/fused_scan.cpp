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
            const Index rows = std::ssize(x), ofRow = 4 * m_panels.lanes();
            const bool shared = count > 1;
            m_sums.growTo((shared ? m_panels.count() : panelsAtOnce) * rows * ofRow);
            if (shared)
                fusedInputSums(m_panels, rows, x.data(), m_sums.data());
            Index row = 0;
            for (const PackedStep &step : steps.first(count)) {
                m_next.clear();
                for (Index j = 0; j < step.live; ++j)
                    m_next.push_back(m_output.col(step.offset + j).data());
                fusedStep(m_panels, {step.live,
                                     shared ? nullptr : x.data(),
                                     m_state.data(),
                                     m_next.data(),
                                     m_sums.data() + row * ofRow,
                                     rows,
                                     {}});
                std::ranges::copy(m_next, m_state.begin());
                row += step.live;
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
    const GruPanels &m_panels;
    std::vector<const float *> m_x, m_state;
    std::vector<float *> m_next;
    AlignedFloats m_sums;
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
    AlignedFloats sums(panelsAtOnce * h.cols() * 4 * panels.lanes());
    const FusedGates gates{step.r.data(), step.z.data(), step.n.data(), step.hn.data()};
    fusedStep(panels, {h.cols(), xs.data(), hs.data(), next.data(), sums.data(), h.cols(), gates});
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
