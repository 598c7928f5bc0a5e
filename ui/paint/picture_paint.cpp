// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/picture_paint.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

/// Larger pictures, which reach far beyond the screen, are not kept in every size.
constexpr double largestKept = 4e6;

} // namespace

void paintPicture(QPainter &painter, const Picture &picture, const Theme &theme, RasterCache &cache)
{
    const Raster &raster = *picture.raster;
    const QRect cells = cellsOf(picture);
    if (cells.isEmpty() || picture.rect.isEmpty())
        return;
    const QTransform device = painter.deviceTransform();
    const auto pixels = [](double length) {
        return std::max(1, static_cast<int>(std::lround(length)));
    };
    // As many pixels as the whole raster would take.
    const double wide = picture.rect.width() * device.m11() * raster.width / cells.width();
    const double high = picture.rect.height() * device.m22() * raster.height / cells.height();
    const bool across = wide < raster.width, down = high < raster.height;
    if ((across || down) && wide * high < largestKept && picture.part.isEmpty()) {
        const QImage &image = cache.fitted(picture.raster, theme, {pixels(wide), pixels(high)});
        painter.drawImage(picture.rect, image, image.rect());
        return;
    }
    const bool huge = wide > 1e6 || high > 1e6;
    const QImage &image = cache.reduced(picture.raster, theme,
                                        huge ? QSize(raster.width, raster.height)
                                             : QSize(pixels(wide), pixels(high)));
    // Only what is seen: an image magnified far beyond the screen would be a long way for nothing.
    const QRectF seen =
        picture.rect & painter.worldTransform().inverted().mapRect(QRectF(painter.viewport()));
    if (seen.isEmpty())
        return;
    // From the picture to the cells, and from cells to the pixels of the image.
    const double toX = cells.width() / picture.rect.width() * image.width() / raster.width;
    const double toY = cells.height() / picture.rect.height() * image.height() / raster.height;
    const double left = static_cast<double>(cells.x()) * image.width() / raster.width;
    const double top = static_cast<double>(cells.y()) * image.height() / raster.height;
    const QRectF source(left + (seen.x() - picture.rect.x()) * toX,
                        top + (seen.y() - picture.rect.y()) * toY, seen.width() * toX,
                        seen.height() * toY);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, across || down);
    painter.drawImage(seen, image, source);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
}

} // namespace ui
