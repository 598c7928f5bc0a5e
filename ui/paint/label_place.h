// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"

namespace ui {

/// Where a label's text begins and ends, and whether it is cut. Units: pixels.
struct LabelPlace {
    double left = 0;
    double right = 0;
    bool tooWide = false; ///< it must end in an ellipsis at `right`
};

/// `width` is how wide the label's spans are set.
[[nodiscard]] inline LabelPlace placeOf(const Label &label, double width)
{
    LabelPlace place;
    place.tooWide = label.maxWidth > 0 && width > label.maxWidth + 0.5;
    width = place.tooWide ? label.maxWidth : width;
    place.left = label.at.x();
    if (label.align & Qt::AlignHCenter)
        place.left -= width / 2;
    else if (label.align & Qt::AlignRight)
        place.left -= width;
    place.right = place.left + width;
    return place;
}

} // namespace ui
