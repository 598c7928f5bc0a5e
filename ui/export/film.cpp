// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/film.h"

#include "ui/export/gif.h"
#include "ui/export/picture.h"
#include "ui/export/video.h"
#include "ui/paint/paint_cache.h"
#include "ui/scene/scene_at.h"
#include "ui/state/whole_file.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <cmath>

namespace ui {

namespace {

constexpr const char *noRoomForFrames = "there is no memory for frames of this size";
constexpr double stepShown = 1.0; ///< how long a film with one frame a step shows each

/// Paints the frames of one film, with what they have in common kept from one to the next.
class Studio {
  public:
    Studio(const core::Trace &trace, const Film &film, const Timeline &timeline)
        : m_trace(trace), m_film(film), m_timeline(timeline), m_view(film.view)
    {
        m_view.rasters = rastersOfLarge(trace);
    }

    [[nodiscard]] Scene sceneAt(double t) const
    {
        return ui::sceneAt(m_trace, m_view, m_timeline, t);
    }

    [[nodiscard]] QImage frameAt(double t)
    {
        return imageOf(sceneAt(t), themeOf(m_film.theme), m_film.scale, &m_cache);
    }

  private:
    const core::Trace &m_trace;
    const Film &m_film;
    const Timeline &m_timeline;
    View m_view;
    PaintCache m_cache;
};

/// A few pictures from all over the film, from which its colours are taken.
std::vector<QImage> samplesOf(Studio &studio, const std::vector<FilmFrame> &frames)
{
    constexpr std::size_t wanted = 12;
    std::vector<QImage> samples;
    const std::size_t stride = std::max<std::size_t>(1, frames.size() / wanted);
    for (std::size_t i = 0; i < frames.size(); i += stride)
        samples.push_back(studio.frameAt(frames[i].time));
    return samples;
}

QString numbered(int number)
{
    return QStringLiteral("%1.png").arg(number, 5, 10, QLatin1Char('0'));
}

/// Puts the frames 1 to `count` from one folder in their places in another, and takes away those that
/// a longer film has left there.
core::Result<core::Done> putFramesInPlace(const QDir &from, const QDir &to, int count)
{
    for (int number = 1; number <= count; ++number) {
        const QString name = numbered(number);
        if (const auto put = putInPlace(from.filePath(name), to.filePath(name)); !put)
            return put.error();
    }
    static const QRegularExpression frame(QStringLiteral("^[0-9]{5}[.]png$"));
    for (const QString &name : to.entryList(QDir::Files))
        if (frame.match(name).hasMatch() && name.left(5).toInt() > count)
            QFile::remove(to.filePath(name));
    return core::Done{};
}

core::Result<core::Done> writeFramesInto(const QDir &folder, const core::Trace &trace,
                                         const Film &film)
{
    // In the same folder, so that a frame is put in place by its name alone.
    const QTemporaryDir prepared(templateBeside(folder.path()));
    if (!prepared.isValid())
        return cannotWrite(folder.path(), prepared.errorString());
    const Timeline timeline(trace);
    const Studio studio(trace, film, timeline);
    int count = 0;
    for (const FilmFrame &frame : framesOf(film, timeline)) {
        const auto written =
            writePicture(prepared.filePath(numbered(++count)), studio.sceneAt(frame.time),
                         themeOf(film.theme), film.scale);
        if (!written)
            return written.error();
    }
    return putFramesInPlace(QDir(prepared.path()), folder, count);
}

} // namespace

std::vector<FilmFrame> framesOf(const Film &film, const Timeline &timeline)
{
    std::vector<FilmFrame> frames;
    if (film.onePerStep) {
        for (const Segment &segment : timeline.segments())
            if (segment.stage >= film.from && segment.stage <= film.to)
                frames.push_back({segment.start + segment.duration - segment.rest,
                                  stepShown * static_cast<double>(frames.size() + 1)});
        return frames;
    }
    const double start = timeline.startOf(film.from);
    // The pause after the last stage belongs to the film.
    double end = start;
    for (const Segment &segment : timeline.segments())
        if (segment.stage == film.to)
            end = segment.start + segment.duration;
    const double seconds = (end - start) / film.speed;
    const auto count = static_cast<std::size_t>(std::ceil(seconds * film.framesPerSecond));
    for (std::size_t i = 0; i < count; ++i)
        frames.push_back({start + static_cast<double>(i) / film.framesPerSecond * film.speed,
                          static_cast<double>(i + 1) / film.framesPerSecond});
    return frames;
}

core::Result<core::Done> writeGif(const QString &fileName, const core::Trace &trace,
                                  const Film &film)
{
    const Timeline timeline(trace);
    const auto frames = framesOf(film, timeline);
    Studio studio(trace, film, timeline);
    const auto samples = samplesOf(studio, frames);
    if (samples.empty() || samples.front().isNull())
        return core::Error{fileName.toStdString() + ": " + noRoomForFrames, {}};
    GifWriter gif(fileName, samples.front().size(), paletteOf(themeOf(film.theme), samples));
    for (const FilmFrame &frame : frames)
        if (const auto added = gif.add(studio.frameAt(frame.time), frame.end); !added)
            return added.error();
    return gif.finish();
}

core::Result<core::Done> writeVideo(const QString &fileName, const core::Trace &trace,
                                    const Film &film)
{
    const Timeline timeline(trace);
    Studio studio(trace, film, timeline);
    VideoWriter video(fileName, film.onePerStep ? 1 / stepShown : film.framesPerSecond);
    for (const FilmFrame &frame : framesOf(film, timeline)) {
        const QImage picture = studio.frameAt(frame.time);
        if (picture.isNull())
            return core::Error{fileName.toStdString() + ": " + noRoomForFrames, {}};
        if (const auto added = video.add(picture); !added)
            return added.error();
    }
    return video.finish();
}

core::Result<core::Done> writeFrames(const QString &folder, const core::Trace &trace,
                                     const Film &film)
{
    const bool isNew = !QFileInfo::exists(folder);
    if (!QDir().mkpath(folder))
        return cannotWrite(folder, QStringLiteral("the folder cannot be made"));
    auto done = writeFramesInto(folder, trace, film);
    if (!done && isNew)
        QDir().rmdir(folder); // only if it is empty
    return done;
}

} // namespace ui
