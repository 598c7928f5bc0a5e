// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineF>
#include <QRectF>

#include <vector>

namespace ui {

/// Parallel lines at 45 degrees, rising to the right, cut off at the edges of the rectangle.
///
/// The lines belong to the plane, not to the rectangle: hatches side by side join. They are cut by
/// geometry, so that every format shows the same.
[[nodiscard]] std::vector<QLineF> hatchLines(const QRectF &rect, double distance);

} // namespace ui
