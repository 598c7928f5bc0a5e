// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/raster_cache.h"

#include <algorithm>
#include <array>

namespace ui {

namespace {

/// More rasters than a stage shows.
constexpr std::size_t mostHeld = 24;
constexpr std::size_t mostFitted = 32;

/// Half as wide, each pixel the mean of two. The last of an odd number stands alone.
QImage halvedAcross(const QImage &image)
{
    QImage half((image.width() + 1) / 2, image.height(), image.format());
    for (int y = 0; y < half.height(); ++y) {
        const auto *from = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        auto *to = reinterpret_cast<QRgb *>(half.scanLine(y));
        for (int x = 0; x < half.width(); ++x) {
            const QRgb a = from[2 * x], b = from[std::min(2 * x + 1, image.width() - 1)];
            to[x] = qRgba((qRed(a) + qRed(b) + 1) / 2, (qGreen(a) + qGreen(b) + 1) / 2,
                          (qBlue(a) + qBlue(b) + 1) / 2, (qAlpha(a) + qAlpha(b) + 1) / 2);
        }
    }
    return half;
}

QImage halvedDown(const QImage &image)
{
    QImage half(image.width(), (image.height() + 1) / 2, image.format());
    for (int y = 0; y < half.height(); ++y) {
        const auto *a = reinterpret_cast<const QRgb *>(image.constScanLine(2 * y));
        const auto *b = reinterpret_cast<const QRgb *>(
            image.constScanLine(std::min(2 * y + 1, image.height() - 1)));
        auto *to = reinterpret_cast<QRgb *>(half.scanLine(y));
        for (int x = 0; x < half.width(); ++x)
            to[x] =
                qRgba((qRed(a[x]) + qRed(b[x]) + 1) / 2, (qGreen(a[x]) + qGreen(b[x]) + 1) / 2,
                      (qBlue(a[x]) + qBlue(b[x]) + 1) / 2, (qAlpha(a[x]) + qAlpha(b[x]) + 1) / 2);
    }
    return half;
}

/// How often `size` can be halved without falling below `place`.
int halvings(int size, int place)
{
    int count = 0;
    while (size >= 2 * std::max(place, 1)) {
        size = (size + 1) / 2;
        ++count;
    }
    return count;
}

} // namespace

QImage imageOf(const Raster &raster, const Theme &theme)
{
    std::array<QRgb, Raster::codes> colours{};
    for (int code = 0; code < Raster::codes; ++code)
        colours[static_cast<std::size_t>(code)] =
            qPremultiply(theme.resolve(Raster::colourOf(static_cast<Raster::Code>(code))).rgba());
    QImage image(raster.width, raster.height, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < raster.height; ++y) {
        const auto *codes = raster.cells.data() + static_cast<std::ptrdiff_t>(y) * raster.width;
        auto *pixels = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < raster.width; ++x)
            pixels[x] = colours[codes[x]];
    }
    return image;
}

void RasterCache::hold(const std::shared_ptr<const Raster> &raster)
{
    if (m_held.contains(raster.get()))
        return;
    if (m_held.size() >= mostHeld) {
        // Those of single steps come and go; what only the cache holds, nobody will show again.
        std::erase_if(m_held, [](const auto &held) { return held.second.use_count() == 1; });
        if (m_held.size() >= mostHeld)
            m_held.clear();
        std::erase_if(m_levels, [&](const auto &at) { return !m_held.contains(at.first.raster); });
        std::erase_if(m_fitted,
                      [&](const auto &at) { return !m_held.contains(at.first.first.raster); });
    }
    m_held.emplace(raster.get(), raster);
}

const QImage &RasterCache::level(const Raster &raster, const Theme &theme, int halvedX, int halvedY)
{
    const Key key{&raster, theme.roles[0], theme.name, halvedX, halvedY};
    if (const auto found = m_levels.find(key); found != m_levels.end())
        return found->second;
    const QImage image = halvedX > 0   ? halvedAcross(level(raster, theme, halvedX - 1, halvedY))
                         : halvedY > 0 ? halvedDown(level(raster, theme, 0, halvedY - 1))
                                       : imageOf(raster, theme);
    return m_levels.emplace(key, image).first->second;
}

const QImage &RasterCache::reduced(const std::shared_ptr<const Raster> &raster, const Theme &theme,
                                   const QSize &place)
{
    hold(raster);
    return level(*raster, theme, halvings(raster->width, place.width()),
                 halvings(raster->height, place.height()));
}

const QImage &RasterCache::fitted(const std::shared_ptr<const Raster> &raster, const Theme &theme,
                                  const QSize &place)
{
    hold(raster);
    const std::pair key{Key{raster.get(), theme.roles[0], theme.name, 0, 0},
                        std::pair{place.width(), place.height()}};
    if (const auto found = m_fitted.find(key); found != m_fitted.end())
        return found->second;
    if (m_fitted.size() >= mostFitted)
        m_fitted.clear();
    // Means where cells are smaller than pixels; where they are larger, their own colour to the edge.
    const QImage &level = reduced(raster, theme, place);
    const QSize means = level.size().boundedTo(place);
    QImage image = level.scaled(means, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                       .convertToFormat(QImage::Format_ARGB32_Premultiplied);
    if (means != place)
        image = image.scaled(place, Qt::IgnoreAspectRatio, Qt::FastTransformation);
    return m_fitted.emplace(key, image).first->second;
}

} // namespace ui
