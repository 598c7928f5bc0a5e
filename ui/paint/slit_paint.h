// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/theme.h"
#include "ui/scene/scene.h"

namespace ui {

/// What one slit is made of, the same for pixels and for vectors. Units: pixels.
struct SlitPaint {
    QRectF ground;
    /// So far a ground that is no pixels' goes on under the next one, where both are opaque: else there would be
    /// a seam between them.
    double reach = 0;
    QColor groundColour;
    QRectF bar; ///< empty where the ground itself carries the value
    QColor barColour;
    QString number;      ///< empty where it is not printed
    QPointF numberRight; ///< the end of its baseline
    QColor numberColour;
};

/// How wide the lines are that say "computed on padding": finer under numbers, which must stay readable.
[[nodiscard]] inline double onPaddingWidth(const Slits &slits)
{
    return slits.textSize > 0 ? 0.7 : 1.2;
}

[[nodiscard]] SlitPaint slitPaint(const Slits &slits, int index, const Theme &theme);

} // namespace ui
