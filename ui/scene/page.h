// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"
#include "ui/scene/view.h"

namespace ui {

/// Unless somebody wants another size. Units: logical pixels.
inline constexpr QSizeF wantedPage(1440, 900);
/// On a smaller page the least text would not find room.
inline constexpr int leastPageWidth = 880;
inline constexpr int leastPageHeight = 525;

/// The whole pipeline on one page, both lanes from the batch to the answer: a figure for a paper.
/// A pure function. What is too much to be read is left out from the end, and the page says so.
/// Units: logical pixels; text is not smaller than 9. Requires: not less than the least size. Of the view
/// its size, lanes, title and ground count.
[[nodiscard]] Scene pipelinePage(const core::Trace &trace, const View &view);

} // namespace ui
