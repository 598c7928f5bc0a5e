// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless_pictures.h"

#include "app/fonts.h"
#include "app/load.h"
#include "app/report.h"
#include "app/runtime_folder.h"
#include "core/pipeline/run.h"
#include "ui/export/film.h"
#include "ui/export/picture.h"
#include "ui/scene/scene_at.h"

#include <QGuiApplication>

namespace app {

namespace {

/// Pictures must not depend on the screen that happens to be there, nor on its settings.
void standAlone()
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_FONT_DPI", "96");
    for (const char *name : {"QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_QPA_PLATFORMTHEME"})
        qunsetenv(name);
}

ui::View viewOf(const Look &look)
{
    ui::View view;
    view.size = QSizeF(look.width, look.height);
    view.lanes = look.lane;
    view.standalone = true;
    return view;
}

int refused(const core::Error &error, int status = exitRefused)
{
    report(error);
    return status;
}

} // namespace

int renderPicture(int &argc, char **argv, const RenderOptions &options,
                  const core::Document &document)
{
    const auto trace = core::run(std::make_shared<const core::Document>(document));
    if (!trace)
        return refused(trace.error());
    standAlone();
    const RuntimeFolder runtimeFolder;
    const QGuiApplication application(argc, argv);
    warnOfMissingFonts();
    const ui::Timeline timeline(**trace);
    const auto time = timeline.timeNamed(options.at.text);
    if (!time)
        return refused(time.error(), exitUsage);
    const auto written = ui::writePicture(
        qtName(options.output), ui::sceneAt(**trace, viewOf(options.look), timeline, *time),
        ui::themeOf(options.look.theme), options.look.scale);
    return written ? exitDone : refused(written.error());
}

int animatePictures(int &argc, char **argv, const AnimateOptions &options,
                    const core::Document &document)
{
    const auto trace = core::run(std::make_shared<const core::Document>(document));
    if (!trace)
        return refused(trace.error());
    standAlone();
    const RuntimeFolder runtimeFolder;
    const QGuiApplication application(argc, argv);
    warnOfMissingFonts();
    ui::Film film;
    film.view = viewOf(options.look);
    film.theme = options.look.theme;
    film.scale = options.look.scale;
    film.from = options.from;
    film.to = options.to;
    film.framesPerSecond = options.fps;
    film.speed = options.speed;
    film.onePerStep = options.steps;
    const QString output = qtName(options.output);
    const auto written = options.format == AnimationFormat::gif
                             ? ui::writeGif(output, **trace, film)
                             : ui::writeFrames(output, **trace, film);
    return written ? exitDone : refused(written.error());
}

} // namespace app
