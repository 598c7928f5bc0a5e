// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/corpus_cost.h"

#include <algorithm>
#include <cassert>

namespace core {

namespace {

/// Hands out the sequences of a corpus from the longest on.
class FromLongest {
  public:
    explicit FromLongest(const LengthHistogram &lengths) : m_at(lengths.counts().rbegin()) {}

    /// The cells of the next sequences. Requires: there are so many.
    std::int64_t take(std::int64_t sequences)
    {
        std::int64_t cells = 0;
        while (sequences > 0) {
            const std::int64_t taken = std::min(sequences, m_at->second - m_used);
            cells += taken * m_at->first;
            sequences -= taken;
            m_used += taken;
            if (m_used == m_at->second) {
                ++m_at;
                m_used = 0;
            }
        }
        return cells;
    }

  private:
    std::map<std::int64_t, std::int64_t>::const_reverse_iterator m_at;
    std::int64_t m_used = 0; ///< of the sequences of this length
};

} // namespace

CorpusCost costOf(const LengthHistogram &lengths, std::int64_t b)
{
    CorpusCost cost;
    cost.batchSize = b;
    cost.batches = (lengths.sequences() - 1) / b + 1;
    cost.random = paddedCells(lengths, BatchOrder::random, b);
    cost.bucketed = paddedCells(lengths, BatchOrder::bucketed, b);
    cost.sorted = paddedCells(lengths, BatchOrder::sorted, b);
    cost.least = leastPadded(lengths, b);
    return cost;
}

std::vector<PlanPart> partsOf(const BatchPlan &plan, const LengthHistogram &lengths, int most)
{
    assert(most >= 1);
    std::int64_t batches = 0;
    for (const EqualBatches &equal : plan.batches)
        batches += equal.batches;
    const std::int64_t each = (batches + most - 1) / most;
    FromLongest sequences(lengths);
    std::vector<PlanPart> parts;
    for (EqualBatches equal : plan.batches)
        while (equal.batches > 0) {
            if (parts.empty() || parts.back().batches == each)
                parts.push_back({.longest = equal.length});
            PlanPart &part = parts.back();
            const std::int64_t taken = std::min(equal.batches, each - part.batches);
            part.batches += taken;
            part.sequences += taken * equal.rows;
            part.shortest = equal.length;
            part.paddedCells += taken * equal.rows * equal.length;
            part.realCells += sequences.take(taken * equal.rows);
            equal.batches -= taken;
        }
    return parts;
}

} // namespace core
