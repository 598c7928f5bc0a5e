// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/paint/painter.h"

#include <QImage>
#include <QString>

#include <optional>

namespace ui {

/// How a picture is written.
struct PictureStyle {
    ThemeName theme = ThemeName::light;
    double scale =
        1; ///< pixels for each logical pixel, of which there are 96 to an inch; of PNG alone
    Lettering lettering = Lettering::text; ///< of SVG and PDF
};

/// The scene in pixels; whoever makes many keeps a cache. Units: `scale` pixels for each logical pixel.
[[nodiscard]] QImage imageOf(const Scene &scene, const Theme &theme, double scale,
                             PaintCache *cache = nullptr);

/// A PNG file that is as large on paper as the scene is at 96 pixels to an inch, and says what it shows; empty
/// if there is no memory. Units: `scale` pixels of the image for each logical pixel.
[[nodiscard]] QByteArray pngOf(QImage image, double scale, const QString &description);

/// The scene on one page, as lines and text.
[[nodiscard]] QByteArray pdfOf(const Scene &scene, const Theme &theme,
                               Lettering lettering = Lettering::text);

enum class PictureKind { png, svg, pdf };
/// By the end of the name.
[[nodiscard]] std::optional<PictureKind> pictureKindOf(const QString &fileName);

/// The scene as a file; empty if there is no memory.
[[nodiscard]] QByteArray pictureBytes(PictureKind kind, const Scene &scene,
                                      const PictureStyle &style);

/// Writes the scene as PNG, SVG or PDF, by the end of the file's name.
/// Errors: another ending; a picture beyond memory; a file that cannot be written.
[[nodiscard]] core::Result<core::Done> writePicture(const QString &fileName, const Scene &scene,
                                                    const PictureStyle &style);

} // namespace ui
