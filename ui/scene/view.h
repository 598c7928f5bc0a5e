// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"

namespace ui {

enum class Lanes { both, packed, padded };

/// How somebody looks at a trace: all that a scene depends on beside the trace and the time.
struct View {
    QSizeF size{924, 740}; ///< logical pixels
    Lanes lanes = Lanes::both;
    /// Title above, caption and legend below: for pictures that stand alone.
    bool standalone = false;
    bool slabs = false;       ///< pack: outline the slabs that PyTorch copies
    bool unsortTwice = false; ///< restore: index once more than needed, by mistake
    std::optional<Identity> selection;
    int selectedUnit = -1;
    std::optional<Identity> hover;
    int hoveredUnit = -1;
};

} // namespace ui
