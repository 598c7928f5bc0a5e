// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/padding.h"

#include <algorithm>
#include <cassert>

namespace core {

namespace {

/// M sequences out of n, of which some are long enough for a step, in batches of b.
struct Pool {
    std::int64_t n, M, b;

    /// The rows of all batches that reach the step, where H sequences do.
    [[nodiscard]] double rows(std::int64_t H) const
    {
        return static_cast<double>(std::min((H + b - 1) / b * b, M));
    }

    /// The mean of rows(H), G of all n sequences being long enough. The weights of the hypergeometric
    /// distribution follow from each other by ratios; beginning with the greatest there is neither
    /// overflow nor cancellation, and what is left out at the ends is too little to count.
    [[nodiscard]] double meanRows(std::int64_t G) const
    {
        constexpr double least = 1e-20;
        const std::int64_t first = std::max<std::int64_t>(0, M - (n - G)), last = std::min(G, M);
        const double mode = (static_cast<double>(M) + 1) * (static_cast<double>(G) + 1) /
                            (static_cast<double>(n) + 2);
        const auto middle = std::clamp(static_cast<std::int64_t>(mode), first, last);
        double weights = 1, sum = rows(middle);
        double weight = 1;
        for (std::int64_t H = middle; H < last && weight > least; ++H) {
            weight *= ratio(G, H);
            weights += weight;
            sum += weight * rows(H + 1);
        }
        weight = 1;
        for (std::int64_t H = middle; H > first && weight > least; --H) {
            weight /= ratio(G, H - 1);
            weights += weight;
            sum += weight * rows(H - 1);
        }
        return sum / weights;
    }

  private:
    /// How much likelier H + 1 long ones are than H.
    [[nodiscard]] double ratio(std::int64_t G, std::int64_t H) const
    {
        return static_cast<double>(G - H) * static_cast<double>(M - H) /
               (static_cast<double>(H + 1) * static_cast<double>(n - G - M + H + 1));
    }
};

/// The mean of the cells of a pool.
double cellsOf(const Pool &pool, const LengthHistogram &lengths)
{
    double cells = 0;
    std::int64_t before = 0, longEnough = pool.n;
    for (const auto &[length, count] : lengths.counts()) {
        cells += static_cast<double>(length - before) * pool.meanRows(longEnough);
        longEnough -= count;
        before = length;
    }
    return cells;
}

std::int64_t poolOf(BatchOrder order, std::int64_t b, std::int64_t n)
{
    if (order == BatchOrder::sorted || b >= n)
        return n;
    if (order == BatchOrder::random)
        return b;
    return b >= n / poolBatches ? n : b * poolBatches;
}

} // namespace

double paddedCells(const LengthHistogram &lengths, BatchOrder order, std::int64_t b)
{
    const std::int64_t n = lengths.sequences();
    assert(n >= 1 && b >= 1);
    const std::int64_t M = poolOf(order, b, n), pools = n / M, rest = n % M;
    double cells = static_cast<double>(pools) * cellsOf({n, M, b}, lengths);
    if (rest > 0)
        cells += cellsOf({n, rest, b}, lengths);
    return cells;
}

} // namespace core
