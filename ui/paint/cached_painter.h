// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/paint_cache.h"
#include "ui/paint/pixel_painter.h"
#include "ui/paint/theme.h"

namespace ui {

/// Paints items as paintScene does, with what a cache remembers and by filling pixels.
class CachedPainter {
  public:
    /// Requires: PixelPainter::canPaint(painter); all live longer.
    CachedPainter(QPainter &painter, const Theme &theme, PaintCache &cache);

    void paint(const Item &item);

    void operator()(const Box &box);
    void operator()(const Slits &slits);
    void operator()(const Label &label);
    void operator()(const Stroke &stroke);
    void operator()(const Picture &picture);

  private:
    /// The colour with the item's opacity in it.
    [[nodiscard]] QColor colourOf(const Colour &colour) const;
    void paintDashed(const Box &box, const QColor &colour);
    [[nodiscard]] PaintCache::Outline drawn(const Box &box, const QRect &pixels,
                                            const QColor &colour) const;
    /// Paints something opaque beside the picture and lays it over as translucent as the item is: text and
    /// smooth shapes in translucent colours take QPainter thirty times as long.
    template <class Paint>
    void paintThrough(const QRectF &area, double opacity, const Paint &paint);
    void paintText(QPainter &painter, const Label &label);
    /// Hands the painter itself out, in logical pixels and with the item's opacity.
    [[nodiscard]] QPainter &logical();

    QPainter &m_painter;
    const Theme &m_theme;
    PaintCache &m_cache;
    PixelPainter m_pixels;
    double m_opacity = 1;
};

} // namespace ui
