// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/film.h"

#include "ui/export/apng.h"
#include "ui/export/frame_files.h"
#include "ui/export/frame_painter.h"
#include "ui/export/gif.h"
#include "ui/export/video.h"
#include "ui/export/webp.h"
#include "ui/state/whole_file.h"

#include <QFileInfo>

#include <array>
#include <cmath>

namespace ui {

namespace {

constexpr double stepShown = 1.0; ///< how long a film with one frame a step shows each

constexpr std::array<std::pair<const char *, FilmKind>, 5> endings{{{"gif", FilmKind::gif},
                                                                    {"webp", FilmKind::webp},
                                                                    {"apng", FilmKind::apng},
                                                                    {"mp4", FilmKind::mp4},
                                                                    {"webm", FilmKind::webm}}};

/// A few pictures from all over the film, from which its colours are taken.
std::vector<QImage> samplesOf(const core::Trace &trace, const Film &film, const Timeline &timeline,
                              const std::vector<FilmFrame> &frames)
{
    constexpr std::size_t wanted = 12;
    std::vector<FilmFrame> some;
    const std::size_t stride = std::max<std::size_t>(1, frames.size() / wanted);
    for (std::size_t i = 0; i < frames.size(); i += stride)
        some.push_back(frames[i]);
    FramePainter painter(trace, film, timeline, some);
    std::vector<QImage> samples;
    for (auto painted = painter.next(); !painted.empty(); painted = painter.next())
        for (PaintedFrame &frame : painted)
            samples.push_back(std::move(frame.image));
    return samples;
}

std::unique_ptr<FilmWriter> writerOf(const QString &fileName, const Film &film,
                                     const std::function<std::vector<QImage>()> &samples)
{
    const auto animation = [&](std::unique_ptr<const AnimationFormat> format) {
        return std::make_unique<AnimationWriter>(fileName, std::move(format), film.loops);
    };
    switch (filmKindOf(fileName)) {
    case FilmKind::gif:
        return animation(std::make_unique<GifFormat>(paletteOf(themeOf(film.theme), samples())));
    case FilmKind::webp:
        return animation(std::make_unique<WebpFormat>());
    case FilmKind::apng:
        return animation(std::make_unique<ApngFormat>());
    case FilmKind::mp4:
    case FilmKind::webm:
        return std::make_unique<VideoWriter>(fileName, film.onePerStep ? 1 / stepShown
                                                                       : film.framesPerSecond);
    case FilmKind::frames:
        break;
    }
    return std::make_unique<FrameFiles>(fileName, film.scale);
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

FilmKind filmKindOf(const QString &fileName)
{
    const QString suffix = QFileInfo(fileName).suffix().toLower();
    if (QFileInfo(fileName).isDir())
        return FilmKind::frames;
    for (const auto &[ending, kind] : endings)
        if (suffix == QLatin1String(ending))
            return kind;
    return FilmKind::frames;
}

bool canWrite(FilmKind kind)
{
    return (kind != FilmKind::mp4 && kind != FilmKind::webm) || VideoWriter::isPossible();
}

core::Result<core::Done> writeFilm(const QString &fileName, const core::Trace &trace,
                                   const Film &film, const Progress &progress)
{
    const Timeline timeline(trace);
    const auto frames = framesOf(film, timeline);
    const auto writer =
        writerOf(fileName, film, [&] { return samplesOf(trace, film, timeline, frames); });
    FramePainter painter(trace, film, timeline, frames);
    std::size_t written = 0;
    for (auto painted = painter.next(); !painted.empty(); painted = painter.next()) {
        for (const PaintedFrame &frame : painted)
            if (frame.image.isNull())
                return cannotWrite(fileName,
                                   QStringLiteral("there is no memory for frames of this size"));
        if (const auto added = writer->add(painted); !added)
            return added;
        written += painted.size();
        if (progress && !progress(written, frames.size()))
            return cannotWrite(fileName, QStringLiteral("it was stopped"));
    }
    return writer->finish();
}

} // namespace ui
