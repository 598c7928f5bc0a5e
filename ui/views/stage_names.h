// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/stage.h"

#include <QString>

namespace ui {

/// What a person calls the stage: "Batch", "GRU", …
[[nodiscard]] QString stageName(core::Stage stage);

} // namespace ui
