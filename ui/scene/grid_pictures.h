// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/frame.h"

namespace ui {

// Batch, embed, sort, pack and unpack of batches whose cells are too small for tiles: the grid and the strip
// are pictures, what has not come yet or has gone lies behind a veil, batch_sizes is an area.

void drawPackedPicture(Frame &frame, double opacity);
void drawPaddedPicture(Frame &frame, double opacity);
void drawPackedStrip(Frame &frame, double opacity);
/// How many rows run at each step; `marked`: with the step of the moment.
void drawSizesChart(Frame &frame, double opacity, bool marked);

} // namespace ui
