// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/raster_cache.h"
#include "ui/scene/scene.h"

class QPainter;

namespace ui {

/// Paints a tensor as an image: its cells as they are where they are magnified, their means where several
/// fall on one pixel.
void paintPicture(QPainter &painter, const Picture &picture, const Theme &theme,
                  RasterCache &cache);

} // namespace ui
