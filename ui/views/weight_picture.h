// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cell_story.h"
#include "ui/views/sheet.h"

namespace ui {

/// W_ih and W_hh of a run as they lie in memory, 3H rows in the blocks r, z, n, with the rows lit that
/// make one unit; and where the two biases stand: b_in outside, b_hn inside the bracket that r multiplies.
void writeWeights(Sheet &sheet, const core::Trace &trace, const WeightRows &rows);

} // namespace ui
