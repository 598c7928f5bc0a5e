// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/paint/theme.h"
#include "ui/scene/scene.h"

#include <QImage>
#include <QString>

namespace ui {

class PaintCache;

/// The scene in pixels; whoever makes many keeps a cache. Units: `scale` pixels for each logical pixel.
[[nodiscard]] QImage imageOf(const Scene &scene, const Theme &theme, double scale,
                             PaintCache *cache = nullptr);

/// A PNG file that is as large on paper as the scene is at 96 pixels to an inch, and says what it shows; empty
/// if there is no memory. Units: `scale` pixels of the image for each logical pixel.
[[nodiscard]] QByteArray pngOf(QImage image, double scale, const QString &description);

/// The scene on one page, as lines and text.
[[nodiscard]] QByteArray pdfOf(const Scene &scene, const Theme &theme);

/// Writes the scene as PNG, SVG or PDF, by the end of the file's name.
/// Errors: another ending; a picture beyond memory; a file that cannot be written.
[[nodiscard]] core::Result<core::Done> writePicture(const QString &fileName, const Scene &scene,
                                                    const Theme &theme, double scale);

} // namespace ui
