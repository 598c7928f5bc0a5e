// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/coverage.h"
#include "ui/paint/slit_paint.h"

#include <QImage>
#include <QTransform>

#include <vector>

class QPainter;

namespace ui {

/// Paints boxes and slits by filling pixels, where QPainter would make a path of each and rasterise it
/// again in every frame. What it paints is what QPainter paints, up to the rounding of a corner pixel.
///
/// A shape is composed in a scratch image and then blended once; opacities are multiplied into its colours,
/// for layers that are laid over one another may be merged first.
/// Units: arguments in the painter's logical pixels.
class PixelPainter {
  public:
    /// Whether the painter's pixels stand square to its units, so that filling them is all there is to do.
    [[nodiscard]] static bool canPaint(const QPainter &painter);
    /// Requires: canPaint(painter); `scratch` lives longer.
    PixelPainter(QPainter &painter, std::vector<QRgb> &scratch);

    void fill(const QRectF &rect, double radius, const QColor &colour);
    void outline(const QRectF &rect, double radius, const QColor &colour, double width);
    /// Parallel lines at 45 degrees, as hatchLines has them, cut off by a rectangle with rounded corners.
    struct Hatch {
        QRectF rect;
        double radius = 0;
        double distance = 6;
        double width = 1;
        QColor colour;
    };
    void hatch(const Hatch &hatch);

    struct SlitRow {
        QRectF rect;
        double radius = 0;
        double opacity = 1;
    };
    void slits(const std::vector<SlitPaint> &paints, const SlitRow &row);
    /// An image whose pixels are device pixels, with its top left corner at the one given.
    void image(QPoint at, const QImage &image, double opacity = 1);
    /// An image in the scratch memory, until the next thing is painted.
    [[nodiscard]] QImage besides(const QSize &size);
    /// The pixels of the device.
    [[nodiscard]] QRect clip() const { return m_clip; }

    /// Back to logical pixels, for whoever paints with the painter itself.
    void leave();

    [[nodiscard]] QRectF toDevice(const QRectF &rect) const;
    [[nodiscard]] double scale() const { return m_scale; }

  private:
    /// Lays the colour over the pixels, as much as `coverage` says; all of `plain` is covered alike.
    template <class Coverage>
    void paint(const QRect &whole, const QRect &inside, QRgb colour, const Coverage &coverage);
    template <class Coverage>
    void paintPiece(const QRect &piece, const QRect &plain, QRgb colour, const Coverage &coverage);
    void enter();
    [[nodiscard]] QRgb *scratchFor(const QSize &size);
    struct Fill {
        QRect rect;
        QRgb colour = 0;
    };
    void blend(const QRgb *bits, const QRect &area);
    /// Composes the fills inside `piece`, cut by the shape where `rounded`.
    void compose(const std::vector<Fill> &fills, const QRect &piece, const RoundedCoverage *shape);

    QPainter &m_painter;
    std::vector<QRgb> &m_scratch;
    QTransform m_logical; ///< the painter's own
    QTransform m_device;  ///< the one under which its units are device pixels
    double m_scale;
    QPointF m_origin;
    QRect m_clip; ///< the pixels of the device
    bool m_entered = false;
};

} // namespace ui
