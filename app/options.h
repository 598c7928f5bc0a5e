// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/io/corpus_reader.h"
#include "core/io/random_document.h"
#include "core/pipeline/stage.h"
#include "ui/export/numbers.h"
#include "ui/export/picture.h"
#include "ui/plots/figure_of.h"
#include "ui/scene/view.h"

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace app {

/// Where the document comes from.
struct FileSource {
    std::filesystem::path path;
    bool operator==(const FileSource &) const = default;
};
struct ExampleSource {
    std::string name; ///< one of core::exampleNames()
    bool operator==(const ExampleSource &) const = default;
};
/// A document as text, in place of a file's name.
struct TokenSource {
    std::string token;
    bool operator==(const TokenSource &) const = default;
};
using Source = std::variant<FileSource, ExampleSource, core::RandomSpec, TokenSource>;

/// STAGE, STAGE:STEP, STAGE:STEP.FRACTION, gru:RUN:STEP.FRACTION, or the page of them all. Whether a trace has that run and
/// that step is not known yet.
struct Moment {
    core::Stage stage = core::Stage::batch;
    std::string run;                 ///< "l1_reverse", or empty
    std::optional<core::Index> step; ///< absent: the finished picture of the stage
    double fraction = 0;             ///< 0 … 1, how far the move has come
    bool isPage = false;             ///< the whole pipeline on one page; no stage then
    std::string text;                ///< as it was written

    bool operator==(const Moment &) const = default;
};

/// The whole document, or its model alone.
enum class SavedFormat { document, safetensors, npz };

/// How pictures look.
struct Look {
    int width = 1600; ///< pixels, before scaling
    int height = 900;
    double scale = 1;
    ui::ThemeName theme = ui::ThemeName::light;
    ui::Lanes lane = ui::Lanes::both;
    /// In place of the document's title and the moment's caption; empty: none.
    std::optional<std::string> title, caption;
};

/// How a picture is put on paper.
struct Ink {
    bool isTransparent = false; ///< else the theme's ground
    bool outlines = false;      ///< letters as paths, in SVG and PDF
};

struct WindowOptions {
    Source source;
    bool isAsked = true; ///< a person named the source; else it is what a first start shows
};

struct RunOptions {
    Source source;
    std::filesystem::path output;
    ui::NumbersFormat format = ui::NumbersFormat::json;
};

struct SaveOptions {
    Source source;
    std::filesystem::path output;
    SavedFormat format = SavedFormat::document;
};

struct ScriptOptions {
    Source source;
    std::filesystem::path output;
};

struct LinkOptions {
    Source source;
    std::filesystem::path output; ///< empty: standard output
};

struct RenderOptions {
    Source source;
    std::filesystem::path output;
    ui::PictureKind format = ui::PictureKind::png;
    Moment at;
    Look look;
    Ink ink;
    std::string alt; ///< for who cannot see it; empty: the moment's caption
};

struct PlotOptions {
    Source source;
    std::filesystem::path output;
    ui::PictureKind format = ui::PictureKind::png;
    ui::PlotKind kind = ui::PlotKind::overview;
    std::string units;        ///< "0, 3-5"; empty: the first
    std::string sequences;    ///< "A, C-E" or "0, 2-4"; empty: all
    std::optional<int> layer; ///< absent: the top one
    bool reverse = false;
    Look look;
};

struct AnimateOptions {
    Source source;
    std::filesystem::path output;
    core::Stage from = core::Stage::batch;
    core::Stage to = core::Stage::answer;
    double fps = 30;
    double speed = 1;
    bool steps = false; ///< one frame a step instead of `fps` a second
    ui::PictureKind stepsKind = ui::PictureKind::png; ///< of the files of steps in a folder
    Ink ink;                                          ///< of these
    int loops = 0; ///< how often an animated picture is shown; 0: endlessly
    Look look;
};

/// Where what a batch or a corpus costs is written, and how.
struct CostOutput {
    bool json = false;          ///< else a table
    std::filesystem::path file; ///< empty: standard output
};

struct BatchCostOptions {
    Source source;
    CostOutput output;
};

struct CorpusCostOptions {
    std::filesystem::path file;
    core::LengthUnit unit = core::LengthUnit::characters;
    std::vector<std::int64_t> batchSizes;
    CostOutput output;
};

struct ExamplesOptions {};

/// What --help and --version print.
struct Printed {
    std::string text;
};

using Options = std::variant<WindowOptions, RunOptions, SaveOptions, ScriptOptions, LinkOptions,
                             RenderOptions, PlotOptions, AnimateOptions, BatchCostOptions,
                             CorpusCostOptions, ExamplesOptions, Printed>;

/// Exit statuses.
inline constexpr int exitDone = 0;
inline constexpr int exitRefused = 1; ///< the input was refused, or a file not read or written
inline constexpr int exitUsage = 2;

/// Understands the command line.
/// Errors: whatever ends with exit status 2: an unknown option, command, example, stage or extension;
/// a malformed --random, --at or --size; a missing or doubled source or output.
[[nodiscard]] core::Result<Options> parseOptions(int argc, const char *const *argv);

/// Reads STAGE, STAGE:STEP, STAGE:STEP.FRACTION, gru:RUN:STEP.FRACTION or page.
[[nodiscard]] core::Result<Moment> parseMoment(const std::string &text);

} // namespace app
