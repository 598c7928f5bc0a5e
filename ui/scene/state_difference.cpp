// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/state_difference.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ui {

StateDifference differenceOf(const core::RealTensor &a, const core::RealTensor &b, core::Index row)
{
    StateDifference difference;
    for (core::Index u = 0; u < a.extent(1); ++u) {
        const double x = a.at(row, u), y = b.at(row, u);
        if (x == y || (std::isnan(x) && std::isnan(y)))
            continue;
        const double d = std::isfinite(x) && std::isfinite(y)
                             ? std::abs(x - y)
                             : std::numeric_limits<double>::infinity();
        difference.largest = std::max(difference.largest, d);
        difference.distance += d * d;
    }
    difference.distance = std::sqrt(difference.distance);
    return difference;
}

} // namespace ui
