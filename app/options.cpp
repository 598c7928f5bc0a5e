// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include "app/arguments.h"
#include "ui/export/film.h"
#include "ui/scene/page.h"

#include <CLI/CLI.hpp>
#include <QString>

namespace app {

namespace {

using core::Error;
using core::Result;

/// The arguments as they were typed.
struct Typed {
    std::string file, example, output;
    std::optional<std::string> random;
    std::string at, theme = "light", lane = "both";
    std::optional<std::string> size, scale, dpi, title, caption;
    std::string background = "theme", letters = "text", stepsFormat = "png", alt, fps = "30",
                speed = "1", loop = "0";
    std::string from = "batch", to = "answer";
    std::string plot, units, sequences;
    std::optional<int> layer;
    bool reverse = false;
    bool steps = false;
    std::optional<std::string> batchSize, unit;
    bool json = false;
};

void addSource(CLI::App &command, Typed &typed)
{
    command.add_option(
        "FILE", typed.file,
        "a .packscope, .json or .txt file (one sequence a line), a model: .pt, .pth, "
        ".safetensors, .npz, or a document as text: packscope:1:…");
    command.add_option("--example", typed.example, "a built-in example")->type_name("NAME");
    command
        .add_option("--random", typed.random,
                    "the notebook's random batch: seed=0,B=2,T=3,V=1000,D=10,H=5,low=0,high=100")
        ->type_name("SPEC");
}

void addOutput(CLI::App &command, Typed &typed, const char *what)
{
    command.add_option("-o,--output", typed.output, what)->required()->type_name("PATH");
}

void addLook(CLI::App &command, Typed &typed)
{
    command.add_option("--size", typed.size, "pixels: 1600x900, of a page 1440x900")
        ->type_name("WxH");
    auto *scale =
        command.add_option("--scale", typed.scale, "magnification of the pixels, 0.1 to 8")
            ->type_name("NUMBER");
    command
        .add_option("--dpi", typed.dpi, "the same as dots per inch, 9.6 to 768; 96 is --scale 1")
        ->type_name("NUMBER")
        ->excludes(scale);
    command.add_option("--theme", typed.theme, "light, dark, contrast or print")->type_name("NAME");
    command.add_option("--lane", typed.lane, "both, packed or padded")->type_name("NAME");
}

/// What a picture or film says besides.
void addWords(CLI::App &command, Typed &typed)
{
    command.add_option("--title", typed.title, "instead of the document's; \"\": none")
        ->type_name("TEXT");
    command.add_option("--caption", typed.caption, "instead of the moment's; \"\": none")
        ->type_name("TEXT");
}

Result<Ink> inkOf(const Typed &typed)
{
    const auto transparent = isSecond("--background", typed.background, "theme", "transparent");
    const auto outlines = isSecond("--letters", typed.letters, "text", "outlines");
    if (!transparent || !outlines)
        return transparent ? outlines.error() : transparent.error();
    return Ink{*transparent, *outlines};
}

void addInk(CLI::App &command, Typed &typed)
{
    command.add_option("--background", typed.background, "theme or transparent")->type_name("NAME");
    command
        .add_option("--letters", typed.letters,
                    "text or outlines, which need no font; of SVG and PDF")
        ->type_name("NAME");
}

Result<double> scaleOf(const Typed &typed)
{
    if (!typed.dpi)
        return numberBetween("--scale", typed.scale.value_or("1"), 0.1, 8);
    const auto dpi = numberBetween("--dpi", *typed.dpi, 9.6, 768);
    return dpi ? Result<double>(*dpi / 96) : dpi.error();
}

/// `size`: where none was given.
Result<Look> lookOf(const Typed &typed, const char *size = "1600x900")
{
    Look look;
    if (const auto done = parseSize(typed.size.value_or(size), look); !done)
        return done.error();
    const auto scale = scaleOf(typed);
    if (!scale)
        return scale.error();
    const auto theme = themeNamed(typed.theme);
    if (!theme)
        return theme.error();
    const auto lane = laneNamed(typed.lane);
    if (!lane)
        return lane.error();
    look.scale = *scale;
    look.theme = *theme;
    look.lane = *lane;
    look.title = typed.title;
    look.caption = typed.caption;
    return look;
}

/// Options that begin with a source; `make` adds the rest.
template <class Make> Result<Options> withSource(const Typed &typed, Make make)
{
    const auto source = sourceOf(typed.file, typed.example, typed.random);
    return source ? make(*source) : Result<Options>(source.error());
}

Result<Options> runOptions(const Typed &typed)
{
    const auto format = numbersFormat(typed.output);
    if (!format)
        return format.error();
    return withSource(typed, [&](const Source &source) -> Result<Options> {
        return Options(RunOptions{source, typed.output, *format});
    });
}

Result<Options> saveOptions(const Typed &typed)
{
    const auto format = savedFormat(typed.output);
    if (!format)
        return format.error();
    return withSource(typed, [&](const Source &source) -> Result<Options> {
        return Options(SaveOptions{source, typed.output, *format});
    });
}

Result<Options> scriptOptions(const Typed &typed)
{
    if (const auto named = checkScriptName(typed.output); !named)
        return named.error();
    return withSource(typed, [&](const Source &source) -> Result<Options> {
        return Options(ScriptOptions{source, typed.output});
    });
}

Result<Options> linkOptions(const Typed &typed)
{
    if (const auto named = checkLinkName(typed.output); !named)
        return named.error();
    return withSource(typed, [&](const Source &source) -> Result<Options> {
        return Options(LinkOptions{source, typed.output});
    });
}

Result<Options> renderOptions(const Typed &typed)
{
    const auto format = pictureFormat(typed.output);
    if (!format)
        return format.error();
    const auto at = parseMoment(typed.at);
    if (!at)
        return at.error();
    const auto look = at->isPage ? lookOf(typed, "1440x900") : lookOf(typed);
    if (!look)
        return look.error();
    const auto ink = inkOf(typed);
    if (!ink)
        return ink.error();
    if (at->isPage && typed.caption)
        return Error{"--caption is for a moment; a page has no caption", {}};
    if (at->isPage && (look->width < ui::leastPageWidth || look->height < ui::leastPageHeight))
        return Error{"--size is \"" + *typed.size + "\"; a page needs at least " +
                         std::to_string(ui::leastPageWidth) + "x" +
                         std::to_string(ui::leastPageHeight) + " pixels",
                     {}};
    return withSource(typed, [&](const Source &source) -> Result<Options> {
        return Options(RenderOptions{source, typed.output, *format, *at, *look, *ink, typed.alt});
    });
}

Result<Options> plotOptions(const Typed &typed)
{
    const auto kind = plotNamed(typed.plot);
    if (!kind)
        return kind.error();
    const auto format = pictureFormat(typed.output);
    if (!format)
        return format.error();
    const auto look = lookOf(typed);
    if (!look)
        return look.error();
    return withSource(typed, [&](const Source &source) -> Result<Options> {
        return Options(PlotOptions{source, typed.output, *format, *kind, typed.units,
                                   typed.sequences, typed.layer, typed.reverse, *look});
    });
}

Result<Options> animateOptions(const Typed &typed)
{
    if (const auto named = checkFilmName(typed.output); !named)
        return named.error();
    const auto from = stageOf(typed.from), to = stageOf(typed.to);
    if (!from || !to)
        return from ? to.error().at("--to") : from.error().at("--from");
    if (*from > *to)
        return Error{"--from " + typed.from + " comes after --to " + typed.to +
                         "; it must not come later",
                     {}};
    const auto fps = numberBetween("--fps", typed.fps, 1, 120);
    const auto speed = numberBetween("--speed", typed.speed, 0.05, 100);
    if (!fps || !speed)
        return fps ? speed.error() : fps.error();
    const auto loops = integerBetween("--loop", typed.loop, 0, 0xFFFF);
    if (!loops)
        return loops.error();
    const auto kind = ui::pictureKindOf(QString::fromStdString("." + typed.stepsFormat));
    if (!kind)
        return Error{"--format is \"" + typed.stepsFormat + "\"; it must be png, svg or pdf", {}};
    const auto ink = inkOf(typed);
    if (!ink)
        return ink.error();
    const bool isFilm =
        ui::filmKindOf(QString::fromStdString(typed.output)) != ui::FilmKind::frames;
    if (ink->isTransparent && (isFilm || !typed.steps))
        return Error{"--background transparent is for --steps in a folder; a film has a ground",
                     {}};
    const auto look = lookOf(typed);
    if (!look)
        return look.error();
    return withSource(typed, [&](const Source &source) -> Result<Options> {
        return Options(AnimateOptions{source, typed.output, *from, *to, *fps, *speed, typed.steps,
                                      *kind, *ink, *loops, *look});
    });
}

Result<Options> costOptions(const Typed &typed)
{
    const auto output = costOutput(typed.output, typed.json);
    if (!output)
        return output.error();
    return withSource(typed, [&](const Source &source) -> Result<Options> {
        const auto *file = std::get_if<FileSource>(&source);
        if (!file || !isCorpus(file->path)) {
            if (typed.batchSize || typed.unit)
                return Error{"--batch-size and --unit are for a text of one sequence a line", {}};
            return Options(BatchCostOptions{source, *output});
        }
        const auto sizes = batchSizes(typed.batchSize.value_or("8,16,32,64,128,256,512"));
        if (!sizes)
            return sizes.error();
        const auto unit = unitNamed(typed.unit.value_or("characters"));
        if (!unit)
            return unit.error();
        return Options(CorpusCostOptions{file->path, *unit, *sizes, *output});
    });
}

/// Without a source the window opens what a first start shows.
Result<Options> windowOptions(Typed typed)
{
    const bool isAsked = !typed.file.empty() || !typed.example.empty() || typed.random;
    if (!isAsked)
        typed.example = "article";
    return withSource(typed, [isAsked](const Source &source) -> Result<Options> {
        return Options(WindowOptions{source, isAsked});
    });
}

/// The whole command line, and what each command makes of what was typed.
class CommandLine {
  public:
    CommandLine()
    {
        m_app.set_version_flag("--version", "packscope " PACKSCOPE_VERSION);
        m_app.require_subcommand(0, 1);
        m_app.get_formatter()->column_width(34);
        addSource(m_app, m_typed);
        addRun();
        addRender();
        addPlot();
        addAnimate();
        addSave();
        addScript();
        addLink();
        addCost();
        command("examples", "list the examples",
                [](const Typed &) -> Result<Options> { return Options(ExamplesOptions{}); });
    }

    Result<Options> parse(int argc, const char *const *argv)
    {
        try {
            m_app.parse(argc, argv);
        } catch (const CLI::CallForHelp &) {
            return Options(Printed{m_app.help()});
        } catch (const CLI::CallForVersion &) {
            return Options(Printed{m_app.version() + "\n"});
        } catch (const CLI::ParseError &error) {
            return Error{error.what(), {}};
        }
        for (const auto &[app, make] : m_commands)
            if (app->parsed())
                return make(m_typed);
        return windowOptions(m_typed);
    }

  private:
    using Make = Result<Options> (*)(const Typed &);

    CLI::App *command(const char *name, const char *description, Make make)
    {
        CLI::App *app = m_app.add_subcommand(name, description);
        m_commands.emplace_back(app, make);
        return app;
    }
    void addRun()
    {
        CLI::App *run = command("run", "compute all numbers and write them", runOptions);
        addSource(*run, m_typed);
        addOutput(*run, m_typed, "numbers.json, numbers.npz or numbers.csv/ (a folder)");
    }
    void addRender()
    {
        CLI::App *render =
            command("render", "draw one moment, or the whole pipeline on one page", renderOptions);
        addSource(*render, m_typed);
        addOutput(*render, m_typed, "figure.png, figure.svg or figure.pdf");
        render
            ->add_option("--at", m_typed.at,
                         "STAGE, STAGE:STEP, STAGE:STEP.FRACTION, gru:l1_reverse:3, or page: the "
                         "whole pipeline on one")
            ->required()
            ->type_name("MOMENT");
        addLook(*render, m_typed);
        addWords(*render, m_typed);
        render->add_option("--alt", m_typed.alt, "for who cannot see it; the caption if not given")
            ->type_name("TEXT");
        addInk(*render, m_typed);
    }
    void addPlot()
    {
        CLI::App *plot = command("plot", "draw a plot of the states", plotOptions);
        addSource(*plot, m_typed);
        addOutput(*plot, m_typed, "figure.png, figure.svg or figure.pdf");
        plot->add_option("--kind", m_typed.plot,
                         "overview, hidden, heatmap, distance, gates, batch_sizes, readout, paths")
            ->required()
            ->type_name("KIND");
        plot->add_option("--units", m_typed.units, "which units, as 0,3-5")->type_name("LIST");
        plot->add_option("--sequences", m_typed.sequences, "which sequences, as A,C-E or 0,2-4")
            ->type_name("LIST");
        plot->add_option("--layer", m_typed.layer, "which layer; the top one if not given")
            ->type_name("NUMBER");
        plot->add_flag("--reverse", m_typed.reverse, "the run from the end to the beginning");
        addLook(*plot, m_typed);
    }
    void addAnimate()
    {
        CLI::App *animate = command("animate", "draw an animation", animateOptions);
        addSource(*animate, m_typed);
        addOutput(*animate, m_typed,
                  "film.gif, .webp, .apng, DIR/ (numbered PNG files), or with ffmpeg .mp4, .webm");
        animate->add_option("--from", m_typed.from, "the first stage")->type_name("STAGE");
        animate->add_option("--to", m_typed.to, "the last stage")->type_name("STAGE");
        animate->add_option("--fps", m_typed.fps, "frames a second, 1 to 120")->type_name("NUMBER");
        animate->add_option("--speed", m_typed.speed, "1 is the speed of the window")
            ->type_name("NUMBER");
        animate->add_flag("--steps", m_typed.steps, "one frame a step");
        animate
            ->add_option("--format", m_typed.stepsFormat,
                         "of the files of --steps in a folder: png, svg or pdf")
            ->type_name("NAME");
        animate
            ->add_option("--loop", m_typed.loop,
                         "how often an animated picture is shown; 0: endlessly")
            ->type_name("NUMBER");
        addLook(*animate, m_typed);
        addWords(*animate, m_typed);
        addInk(*animate, m_typed);
    }
    void addSave()
    {
        CLI::App *save =
            command("save",
                    "convert, complete and normalise a document; or write its model alone "
                    "(.safetensors, .npz)",
                    saveOptions);
        addSource(*save, m_typed);
        addOutput(*save, m_typed, "document.packscope");
    }
    void addScript()
    {
        CLI::App *script =
            command("script", "a PyTorch program that computes every tensor again, and compares",
                    scriptOptions);
        addSource(*script, m_typed);
        addOutput(*script, m_typed, "reproduce.py");
    }
    void addLink()
    {
        CLI::App *link =
            command("link", "a document as one word of text, which is taken wherever a FILE is",
                    linkOptions);
        addSource(*link, m_typed);
        link->add_option("-o,--output", m_typed.output, "link.txt, instead of standard output")
            ->type_name("PATH");
    }
    void addCost()
    {
        CLI::App *cost = command(
            "cost",
            "what padding costs a document's batch; or a text of one sequence a line, in batches",
            costOptions);
        addSource(*cost, m_typed);
        cost->add_option("--batch-size", m_typed.batchSize,
                         "of a text: sequences in a batch, as 32,64,128")
            ->type_name("NUMBERS");
        cost->add_option("--unit", m_typed.unit,
                         "of a text: what is counted in a line, characters or words")
            ->type_name("NAME");
        cost->add_flag("--json", m_typed.json, "JSON instead of a table");
        cost->add_option("-o,--output", m_typed.output, "cost.json, instead of standard output")
            ->type_name("PATH");
    }

    CLI::App m_app{
        "Packscope shows, number by number, how PyTorch packs, runs and unpacks a padded "
        "batch.\nWithout a command it opens the window.",
        "packscope"};
    Typed m_typed;
    std::vector<std::pair<CLI::App *, Make>> m_commands;
};

} // namespace

Result<Options> parseOptions(int argc, const char *const *argv)
{
    // Names of files are kept as UTF-16 by Qt, which has no place for other bytes.
    for (int i = 1; i < argc; ++i)
        if (const QByteArray argument(argv[i]); QString::fromUtf8(argument).toUtf8() != argument)
            return Error{"argument " + std::to_string(i) + " is not UTF-8", {}};
    return CommandLine().parse(argc, argv);
}

} // namespace app
