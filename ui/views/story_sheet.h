// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cell_story.h"
#include "ui/models/inspection.h"
#include "ui/state/asking.h"

namespace ui {

/// Name, owner and value of a number, and its symbols. `inspection` tells whose it is, where a
/// sequence owns it. Units: width in pixels.
[[nodiscard]] Scene storyHead(const CellStory &story, const Inspection *inspection, double width);

/// Its arithmetic as closely as it is asked for, where it comes from and where it goes, each number a
/// link to its cell. Units: width in pixels.
[[nodiscard]] Scene storyBody(const core::Trace &trace, const CellStory &story,
                              const Asking &asking, double width);

} // namespace ui
