// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/theme.h"
#include "ui/scene/raster.h"

#include <QImage>

#include <map>
#include <memory>

namespace ui {

/// The raster in the theme's colours, a pixel a cell.
[[nodiscard]] QImage imageOf(const Raster &raster, const Theme &theme);

/// Rasters in colour, and reduced: each pixel of a smaller one is the mean of the cells that it covers.
class RasterCache {
  public:
    /// The raster for a place of so many device pixels: no more than twice as wide or high as it is there,
    /// unless the raster itself is smaller.
    [[nodiscard]] const QImage &reduced(const std::shared_ptr<const Raster> &raster,
                                        const Theme &theme, const QSize &place);
    /// The raster in just so many pixels.
    [[nodiscard]] const QImage &fitted(const std::shared_ptr<const Raster> &raster,
                                       const Theme &theme, const QSize &place);

  private:
    /// How often each side was halved, and in which theme. Colours may be changed under one name, so the
    /// canvas they stand on counts too.
    struct Key {
        const Raster *raster;
        QRgb canvas;
        ThemeName theme;
        int halvedX, halvedY;
        auto operator<=>(const Key &) const = default;
    };
    [[nodiscard]] const QImage &level(const Raster &raster, const Theme &theme, int halvedX,
                                      int halvedY);
    void hold(const std::shared_ptr<const Raster> &raster);

    std::map<Key, QImage> m_levels;
    std::map<std::pair<Key, std::pair<int, int>>, QImage> m_fitted;
    /// What is cached stays alive, so that an address is never that of another raster.
    std::map<const Raster *, std::shared_ptr<const Raster>> m_held;
};

} // namespace ui
