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
#include "ui/export/steps.h"
#include "ui/plots/figure_view.h"
#include "ui/scene/page.h"
#include "ui/scene/scene_at.h"

#include <QApplication>
#include <QHashFunctions>

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

ui::View viewOf(const Look &look, const Ink &ink = {})
{
    ui::View view;
    view.size = QSizeF(look.width, look.height);
    view.lanes = look.lane;
    view.standalone = true;
    const auto words = [](const std::optional<std::string> &text) {
        return text ? std::optional(QString::fromStdString(*text)) : std::nullopt;
    };
    view.transparent = ink.isTransparent;
    view.title = words(look.title);
    view.caption = words(look.caption);
    return view;
}

ui::PictureStyle styleOf(const Look &look, const Ink &ink)
{
    return {look.theme, look.scale, ink.outlines ? ui::Lettering::outlines : ui::Lettering::text};
}

/// The indices in a list of an option; `fallback` where it is not given.
core::Result<std::vector<core::Index>> listOf(const std::string &option, const std::string &text,
                                              core::Index end,
                                              const std::vector<core::Index> &fallback,
                                              const QStringList &names = {})
{
    if (text.empty())
        return fallback;
    if (const auto indices = ui::readIndices(QString::fromStdString(text), end, names))
        return *indices;
    return core::Error{option + " \"" + text +
                           "\" must be a list such as 0,3-5 of numbers from 0 to " +
                           std::to_string(end - 1),
                       {}};
}

/// What the plot shows, or why the trace does not have it.
core::Result<ui::PlotChoice> choiceOf(const PlotOptions &options, const core::Trace &trace)
{
    ui::PlotChoice choice;
    const auto units = listOf("--units", options.units, trace.H(), choice.units);
    if (!units)
        return units.error();
    const auto sequences = listOf("--sequences", options.sequences, trace.B(), choice.sequences,
                                  ui::sequenceNames(trace));
    if (!sequences)
        return sequences.error();
    const core::Index layers = trace.shape().numLayers;
    if (options.layer && (*options.layer < 0 || *options.layer >= layers))
        return core::Error{"--layer " + std::to_string(*options.layer) +
                               ": the model's layers are 0 to " + std::to_string(layers - 1),
                           {}};
    if (options.reverse && trace.directions() < 2)
        return core::Error{"--reverse: the model is not bidirectional", {}};
    choice.units = *units;
    choice.sequences = *sequences;
    choice.layer = options.layer.value_or(-1);
    choice.direction = options.reverse ? 1 : 0;
    return choice;
}

/// Runs the batch and lets `draw` make a picture of its trace, whether there is a screen or not. Returns the
/// exit status.
template <class Draw>
int withTrace(int &argc, char **argv, const core::Document &document, Draw draw)
{
    const auto trace = core::run(std::make_shared<const core::Document>(document));
    if (!trace)
        return refused(trace.error());
    standAlone();
    const RuntimeFolder runtimeFolder;
    QHashSeed::setDeterministicGlobalSeed(); // the order of what a PDF holds follows from it
    const QApplication application(argc, argv);
    warnOfMissingFonts();
    return draw(*trace);
}

} // namespace

int renderPicture(int &argc, char **argv, const RenderOptions &options,
                  const core::Document &document)
{
    return withTrace(argc, argv, document, [&options](const auto &trace) {
        const ui::View view = viewOf(options.look, options.ink);
        const auto write = [&](ui::Scene scene) {
            scene.description = QString::fromStdString(options.alt);
            return statusOf(ui::writePicture(qtName(options.output), scene,
                                             styleOf(options.look, options.ink)));
        };
        if (options.at.isPage)
            return write(ui::pipelinePage(*trace, view));
        const ui::Timeline timeline(*trace);
        const auto time = timeline.timeNamed(options.at.text);
        if (!time)
            return refused(time.error(), exitUsage);
        return write(ui::sceneAt(*trace, view, timeline, *time));
    });
}

int renderPlot(int &argc, char **argv, const PlotOptions &options, const core::Document &document)
{
    return withTrace(argc, argv, document, [&options](const auto &trace) {
        const auto choice = choiceOf(options, *trace);
        if (!choice)
            return refused(choice.error(), exitUsage);
        ui::FigureView plot;
        plot.resize(options.look.width, options.look.height);
        plot.setFigure(ui::figureOf(options.kind,
                                    {trace, *choice, options.look.lane, ui::roomFor(plot.size())}),
                       ui::themeOf(options.look.theme));
        return statusOf(ui::writePlot(qtName(options.output), plot, options.look.scale));
    });
}

int animatePictures(int &argc, char **argv, const AnimateOptions &options,
                    const core::Document &document)
{
    return withTrace(argc, argv, document, [&options](const auto &trace) {
        ui::Film film;
        film.view = viewOf(options.look, options.ink);
        film.theme = options.look.theme;
        film.scale = options.look.scale;
        film.from = options.from;
        film.to = options.to;
        film.framesPerSecond = options.fps;
        film.speed = options.speed;
        film.onePerStep = options.steps;
        film.loops = options.loops;
        if (options.steps && ui::filmKindOf(qtName(options.output)) == ui::FilmKind::frames)
            return statusOf(ui::writeSteps(qtName(options.output), options.stepsKind, *trace, film,
                                           styleOf(options.look, options.ink)));
        return statusOf(ui::writeFilm(qtName(options.output), *trace, film));
    });
}

} // namespace app
