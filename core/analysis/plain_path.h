// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/trace.h"

namespace core {

/// One sequence through all layers and directions by itself, on the plain path: what the trace's own
/// outputs are compared with.
/// Shapes: one tensor for each layer, [steps, H*dirs]; steps is the sequence's length in the packed lane
/// and t_pad in the padded one.
/// Returns nothing while dropout masks are in use, which belong to rows of the whole batch, or where it
/// would take more than `mostMultiplyAdds`. Requires: the padded lane if `lane` asks for it.
[[nodiscard]] std::optional<std::vector<RealTensor>>
plainOutputs(const Trace &trace, Lane lane, SequenceIndex sequence,
             std::int64_t mostMultiplyAdds = 4'000'000);

} // namespace core
