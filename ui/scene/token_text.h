// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/trace.h"

#include <QString>

namespace ui {

/// What stands at a step of a sequence, padding included; a space as a sign that can be seen. Empty for
/// dense input.
[[nodiscard]] QString tokenAt(const core::Trace &trace, core::SequenceIndex sequence,
                              core::Index step);

/// All tokens of a sequence put together. Empty for dense input.
[[nodiscard]] QString sequenceText(const core::Trace &trace, core::SequenceIndex sequence);

} // namespace ui
