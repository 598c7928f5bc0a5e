// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/timing.h"
#include "ui/scene/camera.h"
#include "ui/scene/rasters.h"
#include "ui/scene/scene.h"

namespace ui {

enum class Lanes { both, packed, padded };

/// What is shown besides, when it is asked for.
struct Switches {
    bool slabs = false;       ///< pack: the slabs in which PyTorch copies
    bool unsortTwice = false; ///< restore: indexed once more than needed, by mistake

    bool operator==(const Switches &) const = default;
};

/// A tensor that is framed in the picture, for a line of code reads or writes it.
struct Framed {
    Part part = Part::none;
    core::Lane lane = core::Lane::packed;
    bool written = false;

    bool operator==(const Framed &) const = default;
};

/// How somebody looks at a trace: all that a scene depends on beside the trace and the time.
struct View {
    QSizeF size{924, 740}; ///< logical pixels
    Lanes lanes = Lanes::both;
    /// Title above, caption and legend below: for pictures that stand alone.
    bool standalone = false;
    /// What stands there instead of the document's title and of the moment's caption; empty: nothing.
    std::optional<QString> title, caption;
    bool transparent = false; ///< without a ground behind everything
    Camera camera;
    /// The trace's rasters, made before; a scene that needs them and does not have them makes its own.
    std::shared_ptr<const Rasters> rasters;
    Switches switches;
    std::vector<Framed> framed;
    /// Of this trace, where it was measured.
    std::optional<core::LaneTimes> times;
    /// For a class: everything large, the caption on top, the legend at the bottom.
    bool presenting = false;
    std::optional<Identity> selection;
    int selectedUnit = -1;
    std::optional<Identity> hover;
    int hoveredUnit = -1;
    /// What is selected or hovered where no picture shows it: its sources and uses are lit.
    std::optional<core::Cell> unseenSelection, unseenHover;
};

} // namespace ui
