// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/film_writer.h"

#include <QProcess>
#include <QTemporaryDir>

namespace ui {

/// Writes frames of one size at one rate as a film, through the program ffmpeg: .mp4 (H.264) or .webm (VP9), by
/// the ending. A file that was there stays until the new one is whole.
class VideoWriter : public FilmWriter {
  public:
    /// Whether ffmpeg is installed.
    [[nodiscard]] static bool isPossible();

    VideoWriter(QString fileName, double framesPerSecond);
    ~VideoWriter() override;

    /// Errors: also that ffmpeg is not there, or what it says.
    [[nodiscard]] core::Result<core::Done> add(const std::vector<PaintedFrame> &frames) override;
    [[nodiscard]] core::Result<core::Done> finish() override;

  private:
    [[nodiscard]] core::Result<core::Done> add(const QImage &frame);
    void start(const QImage &frame);
    [[nodiscard]] core::Error failure();

    QString m_fileName;
    QTemporaryDir m_folder; ///< beside the file, so that the film is put in place by its name alone
    QString m_unfinished;
    double m_framesPerSecond;
    bool m_started = false;
    QProcess m_ffmpeg;
};

} // namespace ui
