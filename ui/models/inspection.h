// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"
#include "ui/state/view_state.h"

#include <QString>

#include <optional>
#include <vector>

namespace ui {

/// One step back on the way of a number: what it was before, and how it came from there.
struct Origin {
    QString name; ///< "x[0, 2]"
    QString how;  ///< "sorted_indices[2] = 0"

    bool operator==(const Origin &) const = default;
};

/// All that can be said in words and numbers about one thing in the picture.
struct Inspection {
    QString kind;      ///< "Packed row"
    QString name;      ///< "packed.data[12]", as PyTorch is asked for it
    core::Shape shape; ///< of what the name stands for
    core::SequenceIndex sequence{0};
    QString token; ///< "i"; empty for dense input or what belongs to no token
    QString place; ///< "in knight, t = 2, unit 1"
    std::vector<Origin> origins;
    /// Where a packed row lands: "offset[t] + rank", "offset[2] + 2 = 10 + 2 = 12".
    std::vector<QString> landing;
    std::vector<double> values;
    double range = 1;                ///< where the ramp of the values ends
    std::optional<Role> gate;        ///< the colour of values between 0 and 1
    int unit = -1;                   ///< the value that is looked at
    std::vector<QString> valueNames; ///< instead of numbers of units: the classes of a readout
};

/// What a target is. Requires: a target of a picture of this trace.
[[nodiscard]] Inspection inspect(const core::Trace &trace, const Target &target);

} // namespace ui
