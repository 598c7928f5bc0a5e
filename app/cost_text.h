// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/cost.h"
#include "ui/state/counted_corpus.h"

#include <string>

namespace app {

// As a person reads it, in aligned columns, and as programs do, as one JSON object.

[[nodiscard]] std::string costTable(const std::string &name, const core::Cost &cost);
[[nodiscard]] std::string costJson(const core::Cost &cost);

/// The shares of padding, then the cells; at a single batch size also the plan with the least waste.
[[nodiscard]] std::string costTable(const ui::CountedCorpus &counted);
[[nodiscard]] std::string costJson(const ui::CountedCorpus &counted);

} // namespace app
