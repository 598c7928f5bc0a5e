// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/batch_plan.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <optional>

namespace core {

namespace {

constexpr std::int64_t unreached = std::numeric_limits<std::int64_t>::max();

/// The sequences of one length, at these positions of the corpus from the longest down.
struct Stretch {
    std::int64_t begin, end, length;
};

std::vector<Stretch> stretchesOf(const LengthHistogram &lengths)
{
    std::vector<Stretch> stretches;
    std::int64_t position = 0;
    for (auto at = lengths.counts().rbegin(); at != lengths.counts().rend(); ++at) {
        stretches.push_back({position, position + at->second, at->first});
        position += at->second;
    }
    return stretches;
}

/// Plans by how many rows the batches so far lack: `m` batches may lack m b - n in all. Batches that have
/// lacked u end at positions that lie on a grid, -u modulo b; a smaller batch changes to a later grid.
///
/// Why a smaller batch begins with a length: while it does not, and the batch before it has a row of that
/// same length at its end, giving it that row costs no more; and it can take rows until it is full.
class Planner {
  public:
    Planner(const LengthHistogram &lengths, std::int64_t b)
        : m_b(b), m_stretches(stretchesOf(lengths)), m_lacks(lack(lengths.sequences()))
    {
        for (std::int64_t u = 0; u <= m_lacks; ++u)
            m_grids.push_back({unreached, (b - u) % b, {}});
        m_grids.front().cells = 0;
    }

    BatchPlan plan()
    {
        for (std::size_t i = 0; i < m_stretches.size(); ++i) {
            changeGrid(i);
            goOn(m_stretches[i]);
        }
        return laidOut();
    }

  private:
    /// The cheapest way onto a grid so far.
    struct Grid {
        std::int64_t cells;
        std::int64_t
            position; ///< the first on the grid that is not planned yet; cells lie before it
        std::optional<std::size_t> changedAt; ///< the stretch whose first batch, smaller, led here
    };

    [[nodiscard]] std::int64_t lack(std::int64_t position) const
    {
        return (m_b - position % m_b) % m_b;
    }

    /// Tries smaller batches at the beginning of a stretch.
    void changeGrid(std::size_t stretch)
    {
        const std::int64_t begin = m_stretches[stretch].begin;
        const std::int64_t lacked = lack(begin);
        m_cameFrom.emplace_back();
        if (lacked > m_lacks || grid(lacked).cells == unreached)
            return;
        const Grid from = grid(lacked);
        m_cameFrom.back() = from.changedAt;
        for (std::int64_t u = lacked + 1; u <= m_lacks; ++u) {
            Grid &to = grid(u);
            const std::int64_t cells =
                from.cells + (to.position - begin) * m_stretches[stretch].length;
            if (cells < to.cells)
                to = {cells, to.position, stretch};
        }
    }

    /// Plans full batches that begin in a stretch.
    void goOn(const Stretch &stretch)
    {
        for (Grid &each : m_grids) {
            if (each.position >= stretch.end)
                continue;
            const std::int64_t batches = (stretch.end - each.position + m_b - 1) / m_b;
            if (each.cells != unreached)
                each.cells += batches * m_b * stretch.length;
            each.position += batches * m_b;
        }
    }

    /// The stretches with whose beginning the cheapest plan changes the grid, in order.
    [[nodiscard]] std::vector<std::size_t> changes() const
    {
        std::vector<std::size_t> stretches;
        for (auto at = m_grids.back().changedAt; at; at = m_cameFrom[*at])
            stretches.push_back(*at);
        std::ranges::reverse(stretches);
        return stretches;
    }

    [[nodiscard]] BatchPlan laidOut() const
    {
        BatchPlan plan;
        const auto put = [&](std::int64_t batches, std::int64_t rows, std::int64_t length) {
            plan.batches.push_back({batches, rows, length});
            plan.cells += batches * rows * length;
            return batches * rows;
        };
        const auto smaller = changes();
        auto next = smaller.begin();
        std::int64_t position = 0;
        for (std::size_t i = 0; i < m_stretches.size(); ++i) {
            const auto &[begin, end, length] = m_stretches[i];
            if (next != smaller.end() && *next == i) {
                ++next;
                const std::int64_t lacks =
                    next == smaller.end() ? m_lacks : lack(m_stretches[*next].begin);
                position += put(1, m_b - (lacks - lack(begin)), length);
            }
            if (position < end)
                position += put((end - position + m_b - 1) / m_b, m_b, length);
        }
        assert(position == m_stretches.back().end && plan.cells == m_grids.back().cells);
        return plan;
    }

    Grid &grid(std::int64_t u) { return m_grids[static_cast<std::size_t>(u)]; }

    std::int64_t m_b;
    std::vector<Stretch> m_stretches;
    std::int64_t m_lacks;
    std::vector<Grid> m_grids;
    std::vector<std::optional<std::size_t>> m_cameFrom; ///< of each stretch, the change before it
};

} // namespace

BatchPlan leastPadded(const LengthHistogram &lengths, std::int64_t b)
{
    assert(lengths.sequences() >= 1 && b >= 1);
    return Planner(lengths, std::min(b, lengths.sequences())).plan();
}

} // namespace core
