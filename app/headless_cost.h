// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "core/model/document.h"

namespace app {

// What padding costs, as a table or as JSON. Each returns the exit status.

/// Tells what both lanes of the document's batch cost.
[[nodiscard]] int tellCost(const BatchCostOptions &options, const core::Document &document);

/// Reads a corpus and tells what its batches cost.
[[nodiscard]] int tellCost(const CorpusCostOptions &options);

} // namespace app
