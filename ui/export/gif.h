// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/paint/theme.h"

#include <QImage>
#include <QString>

#include <memory>

namespace ui {

/// The 255 colours of a film: the theme's own, and those shades between them that sample pictures use most.
[[nodiscard]] std::vector<QRgb> paletteOf(const Theme &theme, const std::vector<QImage> &samples);

/// Writes an animated GIF frame by frame; memory does not grow with its length.
///
/// Each frame holds only the rectangle that changed. The film stands in a file beside its own until it
/// is finished, so that nothing half written is left.
class GifWriter {
  public:
    GifWriter(const QString &fileName, QSize size, std::vector<QRgb> palette);
    ~GifWriter();
    GifWriter(const GifWriter &) = delete;
    GifWriter &operator=(const GifWriter &) = delete;

    /// Shows `frame` until `end`. Units: seconds from the beginning of the film.
    /// Errors: a file that cannot be written.
    [[nodiscard]] core::Result<core::Done> add(const QImage &frame, double end);
    /// Puts the film in its place.
    [[nodiscard]] core::Result<core::Done> finish();

  private:
    class File;
    std::unique_ptr<File> m_file;
};

} // namespace ui
