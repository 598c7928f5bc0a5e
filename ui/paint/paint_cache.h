// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/raster_cache.h"
#include "ui/paint/text_cache.h"

#include <QImage>

#include <vector>

namespace ui {

/// What painting one frame leaves behind for the next: texts set, dashed outlines drawn, memory to work in.
/// It belongs to whoever paints again and again: a widget, a film. It never changes the picture.
class PaintCache {
  public:
    TextCache texts;
    RasterCache rasters;
    std::vector<QRgb> scratch;

    /// An outline drawn once. Its pieces leave out the empty middle.
    struct Outline {
        struct Piece {
            QPoint at; ///< from the top left of the whole
            QImage image;
        };
        std::vector<Piece> pieces;
    };
    struct OutlineKey {
        QSize size;    ///< in 1/64 of a device pixel
        QPoint within; ///< the place of the corner in its device pixel, in 1/64
        int radius = 0;
        int width = 0;
        QRgb colour = 0;
        bool operator==(const OutlineKey &) const = default;
    };
    friend size_t qHash(const OutlineKey &key, size_t seed)
    {
        return qHashMulti(seed, key.size.width(), key.size.height(), key.within.x(), key.within.y(),
                          key.radius, key.width, key.colour);
    }
    QHash<OutlineKey, Outline> outlines;
};

} // namespace ui
