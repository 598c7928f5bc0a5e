// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/hatch.h"

#include <algorithm>
#include <cmath>

namespace ui {

std::vector<QLineF> hatchLines(const QRectF &rect, double distance)
{
    std::vector<QLineF> lines;
    // Each line is x + y = sum; it enters at the left or bottom edge and leaves at the top or right.
    const double first = std::ceil((rect.left() + rect.top()) / distance) * distance;
    for (double sum = first; sum < rect.right() + rect.bottom(); sum += distance) {
        const double x1 = std::max(rect.left(), sum - rect.bottom());
        const double x2 = std::min(rect.right(), sum - rect.top());
        if (x2 > x1)
            lines.emplace_back(x1, sum - x1, x2, sum - x2);
    }
    return lines;
}

} // namespace ui
