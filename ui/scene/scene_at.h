// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"
#include "ui/scene/timeline.h"
#include "ui/scene/view.h"

namespace ui {

/// The picture of a trace at time t: a pure function; what was called before does not matter.
/// Units: t in seconds at speed 1; the scene in logical pixels.
[[nodiscard]] Scene sceneAt(const core::Trace &trace, const View &view, const Timeline &timeline,
                            double t);

} // namespace ui
