// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/index.h"

#include <QRectF>

#include <algorithm>

namespace ui {

/// 0 … 1 with a soft start and a soft end: t²(3-2t).
[[nodiscard]] inline double smooth(double t)
{
    t = std::clamp(t, 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

/// How far a part of a move has come that runs from `begin` to `end` of the whole: 0 … 1.
[[nodiscard]] inline double phase(double t, double begin, double end)
{
    return std::clamp((t - begin) / (end - begin), 0.0, 1.0);
}

/// The same for the i-th of n things that start one after the other, each taking `share` of the move.
[[nodiscard]] inline double staggered(double t, core::Index i, core::Index n, double share)
{
    const double begin =
        n > 1 ? (1 - share) * static_cast<double>(i) / static_cast<double>(n - 1) : 0;
    return phase(t, begin, begin + share);
}

[[nodiscard]] inline double mix(double a, double b, double t)
{
    return a + (b - a) * t;
}

[[nodiscard]] inline QPointF mix(QPointF a, QPointF b, double t)
{
    return a + (b - a) * t;
}

/// The rectangle at `t` of the way from a to b.
[[nodiscard]] inline QRectF mix(const QRectF &a, const QRectF &b, double t)
{
    return {mix(a.x(), b.x(), t), mix(a.y(), b.y(), t), mix(a.width(), b.width(), t),
            mix(a.height(), b.height(), t)};
}

} // namespace ui
