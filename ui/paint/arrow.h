// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainterPath>
#include <QPolygonF>

namespace ui {

/// The head of an arrow at the end of a path, pointing along its last piece.
/// Units: pixels; `width` is that of the line.
[[nodiscard]] QPolygonF arrowHead(const QPainterPath &path, double width);

} // namespace ui
