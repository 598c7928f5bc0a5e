// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/paint/theme.h"
#include "ui/scene/timeline.h"
#include "ui/scene/view.h"

#include <QString>

#include <functional>

namespace ui {

/// A film of a trace from one stage to another.
struct Film {
    View view;
    ThemeName theme = ThemeName::light;
    double scale = 1;
    core::Stage from = core::Stage::batch;
    core::Stage to = core::Stage::answer;
    double framesPerSecond = 30;
    double speed = 1;
    bool onePerStep = false; ///< the finished picture of each move, instead of frames by the clock
    int loops = 0;           ///< how often an animated picture is shown; 0: endlessly
};

/// The moments of a film. Units: seconds, of the timeline and of the film.
struct FilmFrame {
    double time;
    double end; ///< until when the film shows it
};
[[nodiscard]] std::vector<FilmFrame> framesOf(const Film &film, const Timeline &timeline);

/// What a film is written as: an animated picture, a video, or a folder of numbered PNG files.
enum class FilmKind { gif, webp, apng, mp4, webm, frames };
/// By the end of the name, which is that of a folder where it has no ending.
[[nodiscard]] FilmKind filmKindOf(const QString &fileName);
/// Videos are written by the program ffmpeg, where that is installed.
[[nodiscard]] bool canWrite(FilmKind kind);

/// Told how many of all frames are written; returns whether to go on.
using Progress = std::function<bool(std::size_t written, std::size_t all)>;

/// Writes the film as what its name says. Frames are painted on all cores, and few are kept, however long the
/// film is. A folder is made if it is not there; frames of an earlier, longer film go from it.
/// Errors: a picture beyond memory or beyond the format; ffmpeg is not installed, or what it says; a file or
/// folder that cannot be written; it was told not to go on. Nothing is left behind then.
[[nodiscard]] core::Result<core::Done> writeFilm(const QString &fileName, const core::Trace &trace,
                                                 const Film &film, const Progress &progress = {});

} // namespace ui
