// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

namespace ui {

/// Where in the picture somebody looks, and from how near: a point p of the whole picture is seen at
/// p * scale - offset. Tiles grow with the scale and show more; text keeps its size.
/// Units: pixels of the screen.
struct Camera {
    double scale = 1;
    QPointF offset;

    bool operator==(const Camera &) const = default;

    /// The whole picture is seen.
    [[nodiscard]] bool isFit() const { return *this == Camera(); }
    [[nodiscard]] QPointF map(QPointF point) const { return point * scale - offset; }
    [[nodiscard]] QRectF map(const QRectF &rect) const
    {
        return {map(rect.topLeft()), rect.size() * scale};
    }
    /// The part of the whole picture that a window of this size shows.
    [[nodiscard]] QRectF seen(QSizeF size) const { return {offset / scale, size / scale}; }
};

/// The camera after coming nearer by a factor, or going back by one below 1: the point `at` stays where it
/// is. It neither goes farther than the whole picture, nor nearer than `nearest`, nor off the picture.
struct Zoom {
    QPointF at;
    double factor = 1;
    double nearest = 8;
};
[[nodiscard]] Camera zoomed(const Camera &camera, const Zoom &zoom, QSizeF size);

/// The camera after the picture was dragged by `by`, but not off the picture.
[[nodiscard]] Camera dragged(const Camera &camera, QPointF by, QSizeF size);

} // namespace ui
