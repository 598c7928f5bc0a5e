// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/paint/theme.h"
#include "ui/scene/timeline.h"
#include "ui/scene/view.h"

#include <QString>

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
};

/// The moments of a film. Units: seconds, of the timeline and of the film.
struct FilmFrame {
    double time;
    double end; ///< until when the film shows it
};
[[nodiscard]] std::vector<FilmFrame> framesOf(const Film &film, const Timeline &timeline);

/// Writes the film as an animated GIF.
/// Errors: a picture beyond memory; a file that cannot be written.
[[nodiscard]] core::Result<core::Done> writeGif(const QString &fileName, const core::Trace &trace,
                                                const Film &film);

/// Writes the film as .mp4, .webm, .webp or .apng, by its ending.
/// Errors: as above; ffmpeg is not installed, or what it says.
[[nodiscard]] core::Result<core::Done> writeVideo(const QString &fileName, const core::Trace &trace,
                                                  const Film &film);

/// Writes the film as numbered PNG files into a folder, which is made if it is not there. All frames
/// are prepared before the first is put in its place; those of an earlier, longer film go.
/// Errors: as above, and a folder that cannot be made.
[[nodiscard]] core::Result<core::Done> writeFrames(const QString &folder, const core::Trace &trace,
                                                   const Film &film);

} // namespace ui
