// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/film_writer.h"

#include <QTemporaryDir>

namespace ui {

/// Writes frames as 00001.png, 00002.png, … into a folder, which is made if it is not there. All are whole before
/// the first is put in its place; those of an earlier, longer film go.
class FrameFiles : public FilmWriter {
  public:
    /// Units: `scale` pixels for each logical pixel, of which there are 96 to an inch.
    FrameFiles(QString folder, double scale);
    ~FrameFiles() override;

    [[nodiscard]] core::Result<core::Done> add(const std::vector<PaintedFrame> &frames) override;
    [[nodiscard]] core::Result<core::Done> finish() override;

  private:
    [[nodiscard]] core::Result<core::Done> prepare();

    QString m_folder;
    double m_scale;
    bool m_isNew;
    std::unique_ptr<QTemporaryDir>
        m_prepared; ///< within, so that a file is put in place by its name alone
    int m_count = 0;
};

} // namespace ui
