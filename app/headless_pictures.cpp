// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless_pictures.h"

#include "app/fonts.h"
#include "app/load.h"
#include "app/report.h"
#include "app/runtime_folder.h"
#include "core/pipeline/run.h"
#include "ui/export/film.h"
#include "ui/export/picture.h"
#include "ui/export/plot_file.h"
#include "ui/plots/figure_view.h"
#include "ui/scene/scene_at.h"

#include <QApplication>
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

/// What the plot shows, or why the trace does not have it.
core::Result<ui::PlotChoice> choiceOf(const PlotOptions &options, const core::Trace &trace)
{
    ui::PlotChoice choice;
    const struct {
        const char *option;
        const std::string &text;
        core::Index end;
        QStringList names;
        std::vector<core::Index> &into;
    } lists[] = {
        {"--units", options.units, trace.H(), {}, choice.units},
        {"--sequences", options.sequences, trace.B(), ui::sequenceNames(trace), choice.sequences}};
    for (const auto &[option, text, end, names, into] : lists) {
        if (text.empty())
            continue;
        const auto indices = ui::readIndices(QString::fromStdString(text), end, names);
        if (!indices)
            return core::Error{std::string(option) + " \"" + text +
                                   "\" must be a list such as 0,3-5 of numbers from 0 to " +
                                   std::to_string(end - 1),
                               {}};
        into = *indices;
    }
    if (options.layer && (*options.layer < 0 || *options.layer >= trace.shape().numLayers))
        return core::Error{"--layer " + std::to_string(*options.layer) +
                               ": the model's layers are 0 to " +
                               std::to_string(trace.shape().numLayers - 1),
                           {}};
    if (options.reverse && trace.directions() < 2)
        return core::Error{"--reverse: the model is not bidirectional", {}};
    choice.layer = options.layer.value_or(-1);
    choice.direction = options.reverse ? 1 : 0;
    return choice;
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

int renderPlot(int &argc, char **argv, const PlotOptions &options, const core::Document &document)
{
    const auto trace = core::run(std::make_shared<const core::Document>(document));
    if (!trace)
        return refused(trace.error());
    const auto choice = choiceOf(options, **trace);
    if (!choice)
        return refused(choice.error(), exitUsage);
    standAlone();
    const RuntimeFolder runtimeFolder;
    const QApplication application(argc, argv);
    warnOfMissingFonts();
    ui::FigureView plot;
    plot.resize(options.look.width, options.look.height);
    plot.setFigure(
        ui::figureOf(options.kind, {*trace, *choice, options.look.lane, ui::roomFor(plot.size())}),
        ui::themeOf(options.look.theme));
    const auto written = ui::writePlot(qtName(options.output), plot, options.look.scale);
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
