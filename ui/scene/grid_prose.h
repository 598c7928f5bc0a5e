// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/frame.h"

namespace ui {

/// A column of the batch as typed whose running rows are not the first ones: why packing sorts.
struct Holes {
    core::StepIndex step;
    std::vector<core::SequenceIndex> rows; ///< over, but above a row that still runs
};

/// The first such column, if the batch as typed has one.
[[nodiscard]] std::optional<Holes> firstHoles(const core::Trace &trace);

// What the grid stages (batch, embed, sort, pack, unpack) say beside each lane at the frame's moment.
[[nodiscard]] Prose packedProse(const Frame &frame);
[[nodiscard]] Prose paddedProse(const Frame &frame);

} // namespace ui
