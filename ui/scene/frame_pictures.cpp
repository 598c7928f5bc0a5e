// SPDX-License-Identifier: GPL-3.0-or-later
// The pieces of a frame in which a tensor is a picture, because its cells are too small for tiles.
#include "ui/scene/frame.h"

#include <algorithm>

namespace ui {

using core::Index;
using core::SequenceIndex;

const Rasters &Frame::rasters()
{
    if (view.rasters && view.rasters->trace == &trace)
        return *view.rasters;
    if (!m_rasters)
        m_rasters = std::make_shared<const Rasters>(trace);
    return *m_rasters;
}

void Frame::gridPicture(const GridPlace &grid, const SharedRaster &raster, Identity whole,
                        double opacity)
{
    if (opacity <= 0 || raster->width == 0)
        return;
    scene.add(Picture{grid.area(raster->width, raster->height), raster, {}}, whole, opacity);
    for (const auto *asked : {&view.selection, &view.hover}) {
        if (!asked->has_value())
            continue;
        const auto row = std::ranges::find(raster->rowSequences, (*asked)->sequence);
        if (row == raster->rowSequences.end())
            continue;
        const double y = grid.cell(0, row - raster->rowSequences.begin()).center().y();
        badge({grid.origin.x() - 36, y - 12, 26, 24}, *row, opacity);
        if (asked == &view.selection || !view.selection)
            text({layout.lengthsRight, y + 4.5}, QString::number(trace.lengthOf(*row)), Face::mono,
                 13, Role::ink, Qt::AlignRight, opacity);
    }
}

void Frame::stripPicture(const StripPlace &strip, const SharedRaster &raster, Identity whole,
                         double opacity)
{
    const QRectF rect(strip.origin,
                      QSizeF(strip.pitch * static_cast<double>(trace.N()), strip.tile.height()));
    scene.add(Picture{rect, raster, {}}, whole, opacity);
    if (raster->perColumn > 1)
        text({rect.right(), rect.bottom() + 16}, tr("mean of %1 rows").arg(raster->perColumn),
             Face::prose, 12, Role::ink3, Qt::AlignRight, opacity);
}

void Frame::veil(const GridPlace &grid, Index first, Index end, double strength)
{
    if (first >= end || strength <= 0)
        return;
    QRectF rect = grid.area(end - first, trace.B());
    rect.moveLeft(grid.cell(first, 0).left());
    scene.add(Box{rect, 0, Colour(Role::canvas, strength), {}});
}

} // namespace ui
