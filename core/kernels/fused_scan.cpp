// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/fused_scan.h"

#include "core/base/threads.h"
#include "core/kernels/gru_fused.h"

namespace core {

namespace {

/// Steps with few rows make the input's products together, for so many rows at most: W_ih is read once for all.
constexpr Index mostShared = 128;

template <class Columns> std::vector<const float *> columnsOf(const Columns &matrix)
{
    std::vector<const float *> columns;
    for (Index j = 0; j < matrix.cols(); ++j)
        columns.push_back(matrix.col(j).data());
    return columns;
}

/// One of the threads' parts of the sequences: every so many-th, for the first ones are the longest.
struct Share {
    Index first, every;
};

/// A step's packed rows.
struct PackedStep {
    Index offset, live;
};

/// Walks a share of the rows through the steps; where each row's state stands is all that it carries on.
class ScanWalk {
  public:
    ScanWalk(const GruPanels &panels, const Eigen::Ref<const Matrix<float>> &x,
             Eigen::Ref<Matrix<float>, 0, Eigen::OuterStride<>> &output, Share share)
        : m_panels(panels), m_x(x), m_output(output), m_share(share)
    {
    }

    /// `states` holds the first states of all rows, and then the last ones of the share.
    void walk(std::span<const PackedStep> steps, Matrix<float> &states)
    {
        for (Index j = m_share.first; j < states.cols(); j += m_share.every)
            m_state.push_back(states.col(j).data());
        while (!steps.empty() && !m_state.empty()) {
            std::size_t count = 0;
            m_rows.clear();
            do {
                for (Index j = m_share.first; j < steps[count].live; j += m_share.every)
                    m_rows.push_back(m_x.col(steps[count].offset + j).data());
                ++count;
            } while (count < steps.size() &&
                     std::ssize(m_rows) + rowsOf(steps[count]) <= mostShared);
            takeTogether(steps.first(count));
            steps = steps.subspan(count);
        }
        for (std::size_t i = 0; i < m_state.size(); ++i) {
            const Index j = m_share.first + static_cast<Index>(i) * m_share.every;
            if (m_state[i] != states.col(j).data())
                std::copy_n(m_state[i], states.rows(), states.col(j).data());
        }
    }

  private:
    [[nodiscard]] Index rowsOf(const PackedStep &step) const
    {
        return (std::max(step.live - m_share.first, Index{0}) + m_share.every - 1) / m_share.every;
    }

    /// Steps whose inputs are m_rows.
    void takeTogether(std::span<const PackedStep> steps)
    {
        const Index rows = std::ssize(m_rows), ofRow = 4 * m_panels.lanes();
        const bool shared = steps.size() > 1;
        m_sums.growTo((shared ? m_panels.count() : panelsAtOnce) * rows * ofRow);
        if (shared)
            fusedInputSums(m_panels, rows, m_rows.data(), m_sums.data());
        Index row = 0;
        for (const PackedStep &step : steps) {
            m_next.clear();
            for (Index j = m_share.first; j < step.live; j += m_share.every)
                m_next.push_back(m_output.col(step.offset + j).data());
            const Index live = std::ssize(m_next);
            fusedStep(m_panels, {live,
                                 shared ? nullptr : m_rows.data(),
                                 m_state.data(),
                                 m_next.data(),
                                 m_sums.data() + row * ofRow,
                                 rows,
                                 {}});
            std::ranges::copy(m_next, m_state.begin());
            row += live;
        }
    }

    const GruPanels &m_panels;
    const Eigen::Ref<const Matrix<float>> &m_x;
    Eigen::Ref<Matrix<float>, 0, Eigen::OuterStride<>> &m_output;
    Share m_share;
    std::vector<const float *> m_rows, m_state;
    std::vector<float *> m_next;
    AlignedFloats m_sums;
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
                        const Eigen::Ref<const Matrix<float>> &h0, const ScanOptions &options,
                        Eigen::Ref<Matrix<float>, 0, Eigen::OuterStride<>> output)
{
    std::vector<PackedStep> steps;
    Index offset = 0;
    for (const std::int64_t live : batchSizes) {
        steps.push_back({offset, live});
        offset += live;
    }
    if (options.direction == Direction::backward)
        std::ranges::reverse(steps);
    const GruPanels panels(parameters, fusedLanes());
    Matrix<float> states = h0;
    const Index shares = std::clamp<Index>(options.threads, 1, std::max<Index>(states.cols(), 1));
    inParallel(shares, options.threads, [&](Index i) {
        ScanWalk(panels, x, output, {i, shares}).walk(steps, states);
    });
    return states;
}

} // namespace core
