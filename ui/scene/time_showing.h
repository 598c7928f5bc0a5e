// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"
#include "ui/scene/timeline.h"

namespace ui {

/// A time at whose picture a target stands still and can be seen, if there is one and there is room
/// for its row; the first such, where there are several.
[[nodiscard]] std::optional<double> timeShowing(const core::Trace &trace, const Timeline &timeline,
                                                const Target &target);

} // namespace ui
