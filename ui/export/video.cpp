// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/video.h"

#include "ui/state/whole_file.h"

#include <QColor>
#include <QFileInfo>
#include <QStandardPaths>

namespace ui {

namespace {

constexpr qint64 mostWaiting = 1 << 26; ///< bytes on their way to ffmpeg

/// How ffmpeg writes each kind; sizes of H.264 and VP9 in this form of colour are even, so a line is added.
QStringList codecOf(const QString &suffix, const QColor &ground)
{
    const QString even =
        QStringLiteral("pad=ceil(iw/2)*2:ceil(ih/2)*2:color=0x") + ground.name().mid(1);
    const QStringList evenSize{"-vf", even, "-pix_fmt", "yuv420p"};
    if (suffix == QLatin1String("mp4"))
        return QStringList{"-c:v", "libx264", "-crf", "16", "-movflags", "+faststart"} + evenSize;
    return QStringList{"-c:v", "libvpx-vp9", "-crf", "24", "-b:v", "0", "-row-mt", "1"} + evenSize;
}

} // namespace

bool VideoWriter::isPossible()
{
    return !QStandardPaths::findExecutable(QStringLiteral("ffmpeg")).isEmpty();
}

VideoWriter::VideoWriter(QString fileName, double framesPerSecond)
    : m_fileName(std::move(fileName)),
      m_folder(templateBeside(QFileInfo(m_fileName).absolutePath())),
      m_framesPerSecond(framesPerSecond)
{
}

void VideoWriter::start(const QImage &frame)
{
    m_started = true;
    const QString suffix = QFileInfo(m_fileName).suffix().toLower();
    m_unfinished = m_folder.filePath(QStringLiteral("film.") + suffix);
    QStringList arguments{"-hide_banner", "-loglevel", "error", "-f", "rawvideo"};
    arguments << "-pixel_format"
              << "bgr0"
              << "-framerate" << QString::number(m_framesPerSecond);
    arguments << "-video_size" << QStringLiteral("%1x%2").arg(frame.width()).arg(frame.height());
    arguments << "-i"
              << "pipe:0" << codecOf(suffix, frame.pixelColor(0, 0));
    // Nothing of this machine or of this moment goes into the file.
    arguments << "-map_metadata"
              << "-1"
              << "-fflags"
              << "+bitexact"
              << "-flags:v"
              << "+bitexact";
    m_ffmpeg.start(QStringLiteral("ffmpeg"), arguments << m_unfinished);
}

VideoWriter::~VideoWriter()
{
    m_ffmpeg.kill();
    m_ffmpeg.waitForFinished();
}

core::Result<core::Done> VideoWriter::add(const std::vector<PaintedFrame> &frames)
{
    for (const PaintedFrame &frame : frames)
        if (const auto added = add(frame.image); !added)
            return added;
    return core::Done{};
}

core::Result<core::Done> VideoWriter::add(const QImage &frame)
{
    if (!m_folder.isValid())
        return cannotWrite(m_fileName, m_folder.errorString());
    if (!m_started)
        start(frame);
    if (!m_ffmpeg.waitForStarted())
        return core::Error{m_fileName.toStdString() +
                               ": this is written by the program ffmpeg, which is not installed",
                           {}};
    const QImage pixels = frame.convertToFormat(QImage::Format_RGB32);
    m_ffmpeg.write(reinterpret_cast<const char *>(pixels.constBits()), pixels.sizeInBytes());
    while (m_ffmpeg.bytesToWrite() > mostWaiting)
        if (!m_ffmpeg.waitForBytesWritten(-1))
            return failure();
    return core::Done{};
}

core::Result<core::Done> VideoWriter::finish()
{
    while (m_ffmpeg.bytesToWrite() > 0)
        if (!m_ffmpeg.waitForBytesWritten(-1))
            return failure();
    m_ffmpeg.closeWriteChannel();
    m_ffmpeg.waitForFinished(-1);
    if (m_ffmpeg.exitStatus() != QProcess::NormalExit || m_ffmpeg.exitCode() != 0)
        return failure();
    return putInPlace(m_unfinished, m_fileName);
}

/// The last line that ffmpeg has to say.
core::Error VideoWriter::failure()
{
    m_ffmpeg.waitForFinished(-1);
    const QString said = QString::fromLocal8Bit(m_ffmpeg.readAllStandardError()).trimmed();
    return cannotWrite(m_fileName,
                       QStringLiteral("ffmpeg says: ") + said.section(QLatin1Char('\n'), -1));
}

} // namespace ui
