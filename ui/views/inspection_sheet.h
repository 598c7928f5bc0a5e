// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/inspection.h"

namespace ui {

/// An inspection as a picture: name, owner, origins, arithmetic, values. Units: width in pixels.
[[nodiscard]] Scene inspectionSheet(const Inspection &inspection, double width);

} // namespace ui
