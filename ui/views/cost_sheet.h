// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/timing.h"
#include "ui/scene/scene.h"
#include "ui/state/counted_corpus.h"

namespace ui {

// What stands in the panel Cost, as sheets. Units: widths in pixels.

/// Both lanes of the batch as bars of cells, with multiply-adds, the share of padding, and times where they
/// were measured.
[[nodiscard]] Scene batchCost(const core::Trace &trace, const std::optional<core::LaneTimes> &times,
                              double width);

/// What was read: sequences and lengths.
[[nodiscard]] Scene corpusFacts(const CountedCorpus &counted, double width);

/// What batches of one size cost in each order, and the plan with the least waste.
[[nodiscard]] Scene planSheet(const CountedCorpus &counted, const core::CorpusCost &cost,
                              double width);

} // namespace ui
