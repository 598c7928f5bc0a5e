// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"
#include "ui/scene/view.h"

namespace ui {

/// Lights what is selected and hovered wherever the scene shows it: rings around the cell itself,
/// thinner ones around the cells that it comes from, joined by a line under their row, and pale ones
/// around those that it goes into. What comes in between and is in no picture is seen through.
/// What the picture itself tells about, `told`, is lit with its sources alone.
/// Requires: a scene of this trace and view.
void drawLights(Scene &scene, const core::Trace &trace, const View &view,
                const std::optional<Target> &told = {});

} // namespace ui
