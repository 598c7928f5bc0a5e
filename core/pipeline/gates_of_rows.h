// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/trace.h"

namespace core {

/// Some of the live rows of a step.
struct StepRows {
    StepIndex step{0};
    Index first = 0;
    Index count = 0;
};

/// The gates of these rows alone, the same bits as `gatesAt` has for them: for whoever looks at a few of
/// very many rows. Shapes: each [count, H]. Requires: rows that are live.
[[nodiscard]] StepGates gatesOfRows(const Trace &trace, Lane lane, Index layer, Index direction,
                                    const StepRows &rows);

} // namespace core
