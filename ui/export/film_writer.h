// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QImage>
#include <QString>

#include <vector>

namespace ui {

/// A frame of a film. Units: seconds from the beginning of the film.
struct PaintedFrame {
    QImage image;
    double end = 0; ///< until when it is shown
    QString description{};
};

/// A file, or a folder of files, that a film is written to. Nothing is in its place before the film is
/// finished, and nothing stays of one that is given up.
class FilmWriter {
  public:
    FilmWriter() = default;
    virtual ~FilmWriter() = default;
    FilmWriter(const FilmWriter &) = delete;
    FilmWriter &operator=(const FilmWriter &) = delete;

    /// Adds frames, all of one size; those added together are encoded side by side.
    /// Errors: a size that the format does not have; a file that cannot be written.
    [[nodiscard]] virtual core::Result<core::Done> add(const std::vector<PaintedFrame> &frames) = 0;
    /// Puts the film in its place.
    /// Errors: a file that cannot be written.
    [[nodiscard]] virtual core::Result<core::Done> finish() = 0;
};

} // namespace ui
