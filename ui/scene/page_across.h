// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/page_layout.h"

namespace ui {

// Where the columns of a page stand from left to right.

/// Both lanes, but for the boxes of the padded one and what comes after them.
void placePageAcross(PageLayout &page, const core::Trace &trace);
/// The boxes of the padded lane, its outputs and the gathered states. Requires: what is above.
void placePaddedAcross(PageLayout &page, const core::Trace &trace);

[[nodiscard]] inline double real(core::Index n)
{
    return static_cast<double>(n);
}

} // namespace ui
