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

/// The scene on one page, as lines and text.
[[nodiscard]] QByteArray pdfOf(const Scene &scene, const Theme &theme);

/// Writes the scene as PNG, SVG or PDF, by the end of the file's name.
/// Errors: another ending; a picture beyond memory; a file that cannot be written.
[[nodiscard]] core::Result<core::Done> writePicture(const QString &fileName, const Scene &scene,
                                                    const Theme &theme, double scale);

} // namespace ui
