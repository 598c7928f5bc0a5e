// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/batch_plan.h"
#include "core/analysis/padding.h"

namespace core {

/// What the batches of a corpus cost, padded, at one batch size. Units: cells; the means of shuffled
/// orders need not be integers.
struct CorpusCost {
    std::int64_t batchSize = 1;
    std::int64_t batches = 0;
    double random = 0;
    double bucketed = 0;
    double sorted = 0;
    BatchPlan least;
};

/// Requires: a sequence; b of at least 1.
[[nodiscard]] CorpusCost costOf(const LengthHistogram &lengths, std::int64_t b);

/// Some batches of a plan, one after the other.
struct PlanPart {
    std::int64_t batches = 0;
    std::int64_t sequences = 0;
    std::int64_t longest = 0;  ///< to which the first batch is padded
    std::int64_t shortest = 0; ///< to which the last batch is padded
    std::int64_t paddedCells = 0;
    std::int64_t realCells = 0;

    bool operator==(const PlanPart &) const = default;
};

/// A plan told in at most `most` parts, each of about as many batches. Requires: the plan's own lengths;
/// `most` of at least 1.
[[nodiscard]] std::vector<PlanPart> partsOf(const BatchPlan &plan, const LengthHistogram &lengths,
                                            int most);

} // namespace core
