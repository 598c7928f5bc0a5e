// SPDX-License-Identifier: GPL-3.0-or-later
// What pictures and films cost to write, files included, in time and in memory.
#include "core/io/examples.h"
#include "core/pipeline/run.h"
#include "tests/bench/run_benchmarks.h"
#include "ui/export/film.h"
#include "ui/export/picture.h"
#include "ui/scene/scene_at.h"

#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QTemporaryDir>

namespace {

constexpr double filmFrames = 120;

std::shared_ptr<const core::Trace> traceOfWords()
{
    return *core::run(std::make_shared<const core::Document>(*core::exampleDocument("words")));
}

ui::View standaloneView()
{
    ui::View view;
    view.size = QSizeF(1280, 720);
    view.standalone = true;
    return view;
}

/// The most memory that was resident since the last call, or since the program began. Unit: 10^6 bytes.
double peakMegabytes()
{
    double kilobytes = 0;
    QFile status(QStringLiteral("/proc/self/status"));
    if (status.open(QIODevice::ReadOnly))
        for (const QByteArray &line : status.readAll().split('\n'))
            if (line.startsWith("VmHWM:"))
                kilobytes = line.mid(6).trimmed().split(' ').constFirst().toDouble();
    QFile refs(QStringLiteral("/proc/self/clear_refs"));
    if (refs.open(QIODevice::WriteOnly))
        refs.write("5"); // begins to count anew
    return kilobytes * 1024 / 1e6;
}

/// What the file is, and whether it was written at all.
void report(benchmark::State &state, const core::Result<core::Done> &written, const QString &file)
{
    if (!written)
        state.SkipWithError(written.error().message.c_str());
    state.counters["bytes"] = static_cast<double>(QFileInfo(file).size());
    state.counters["peak_mb"] = peakMegabytes();
}

void picture(benchmark::State &state, const QString &suffix)
{
    const auto trace = traceOfWords();
    const ui::Timeline timeline(*trace);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("picture.") + suffix);
    core::Result<core::Done> written = core::Done{};
    peakMegabytes();
    for (auto _ : state) {
        const ui::Scene scene =
            ui::sceneAt(*trace, standaloneView(), timeline, timeline.endOf(core::Stage::answer));
        written = ui::writePicture(file, scene, {});
    }
    report(state, written, file);
}

/// The whole of `words`, at the rate that makes the frames so many.
void film(benchmark::State &state, const QString &suffix)
{
    const auto trace = traceOfWords();
    const ui::Timeline timeline(*trace);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("film.") + suffix);
    ui::Film film;
    film.view = standaloneView();
    film.framesPerSecond = filmFrames / timeline.endOf(core::Stage::answer);
    core::Result<core::Done> written = core::Done{};
    peakMegabytes();
    for (auto _ : state)
        written = ui::writeFilm(file, *trace, film);
    report(state, written, file);
    state.counters["frames"] = static_cast<double>(ui::framesOf(film, timeline).size());
}

template <class Run> void add(const char *what, Run run, const char *suffix)
{
    benchmark::RegisterBenchmark((std::string("export/words/") + what + "/" + suffix).c_str(), run,
                                 QString::fromLatin1(suffix))
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
}

} // namespace

int main(int argc, char **argv)
{
    const QGuiApplication application(argc, argv);
    for (const char *suffix : {"gif", "webp", "apng"})
        add("film", film, suffix);
    for (const char *suffix : {"svg", "pdf", "png"})
        add("picture", picture, suffix);
    return bench::runBenchmarks(argc, argv);
}
