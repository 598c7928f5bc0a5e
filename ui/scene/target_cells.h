// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"

namespace ui {

/// The cell whose number a target shows; nothing for a whole row, or where the number is one of the
/// formula itself, as a zero h_0.
[[nodiscard]] std::optional<core::Cell> cellOf(const core::Trace &trace, const Target &target);

/// Everything in the pictures that shows a cell, the most telling first; nothing where none does.
/// For each of them `cellOf` gives the cell again.
[[nodiscard]] std::vector<Target> targetsOf(const core::Trace &trace, const core::Cell &cell);

/// The first of these, or the cell itself as one that no picture shows.
[[nodiscard]] Target targetOf(const core::Trace &trace, const core::Cell &cell);

} // namespace ui
