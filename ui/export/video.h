// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QImage>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace ui {

/// Writes frames of one size at one rate as a film, through the program ffmpeg. What the film becomes goes by
/// the ending: .mp4 (H.264), .webm (VP9), .webp and .apng (both without loss, endlessly). A file that was there stays
/// until the new one is whole.
class VideoWriter {
  public:
    explicit VideoWriter(QString fileName, double framesPerSecond);
    ~VideoWriter();
    VideoWriter(const VideoWriter &) = delete;
    VideoWriter &operator=(const VideoWriter &) = delete;

    /// Requires: a picture of the size of the first.
    /// Errors: ffmpeg is not there, or what it says.
    [[nodiscard]] core::Result<core::Done> add(const QImage &frame);
    /// Puts the film in its place.
    /// Errors: as above; a file that cannot be written.
    [[nodiscard]] core::Result<core::Done> finish();

  private:
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
