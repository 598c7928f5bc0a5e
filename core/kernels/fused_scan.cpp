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

/// The slots of one of `shares` threads, in rising order: 0, 3, 4, 7 … and 1, 2, 5, 6 … for two, so that none has
/// all the longer sequences.
std::vector<Index> slotsOf(Index share, Index shares, Index B)
{
    std::vector<Index> slots;
    for (Index round = 0; round * shares < B; ++round) {
        const Index slot = round * shares + (round % 2 ? shares - 1 - share : share);
        if (slot < B)
            slots.push_back(slot);
    }
    return slots;
}

/// A step's packed rows.
struct PackedStep {
    Index offset, live;
};

/// Walks some of the rows through the steps; where each row's state stands is all that it carries on.
class ScanWalk {
  public:
    ScanWalk(const GruPanels &panels, const Eigen::Ref<const Matrix<float>> &x,
             Eigen::Ref<Matrix<float>, 0, Eigen::OuterStride<>> &output, std::vector<Index> slots)
        : m_panels(panels), m_x(x), m_output(output), m_slots(std::move(slots))
    {
    }

    /// `states` holds the first states of all rows, and then the last ones of these.
    void walk(std::span<const PackedStep> steps, Matrix<float> &states)
    {
        for (const Index slot : m_slots)
            m_state.push_back(states.col(slot).data());
        while (!steps.empty()) {
            std::size_t count = 0;
            m_rows.clear();
            do {
                for (const Index slot : slotsIn(steps[count]))
                    m_rows.push_back(m_x.col(steps[count].offset + slot).data());
                ++count;
            } while (count < steps.size() &&
                     std::ssize(m_rows) + std::ssize(slotsIn(steps[count])) <= mostShared);
            takeTogether(steps.first(count));
            steps = steps.subspan(count);
        }
        for (std::size_t i = 0; i < m_slots.size(); ++i)
            if (float *last = states.col(m_slots[i]).data(); m_state[i] != last)
                std::copy_n(m_state[i], states.rows(), last);
    }

  private:
    /// Which of the slots are live, the first ones.
    [[nodiscard]] std::span<const Index> slotsIn(const PackedStep &step) const
    {
        return {m_slots.begin(), std::ranges::lower_bound(m_slots, step.live)};
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
            for (const Index slot : slotsIn(step))
                m_next.push_back(m_output.col(step.offset + slot).data());
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
    std::vector<Index> m_slots;
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
        ScanWalk(panels, x, output, slotsOf(i, shares, states.cols())).walk(steps, states);
    });
    return states;
}

} // namespace core
