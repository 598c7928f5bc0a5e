// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/film_writer.h"
#include "ui/export/numbered_files.h"

namespace ui {

/// Writes frames as numbered PNG files into a folder.
class FrameFiles : public FilmWriter {
  public:
    /// Units: `scale` pixels for each logical pixel, of which there are 96 to an inch.
    FrameFiles(QString folder, double scale);

    [[nodiscard]] core::Result<core::Done> add(const std::vector<PaintedFrame> &frames) override;
    [[nodiscard]] core::Result<core::Done> finish() override;

  private:
    NumberedFiles m_files;
    double m_scale;
};

} // namespace ui
