// SPDX-License-Identifier: GPL-3.0-or-later
// What a picture and a film cost to write, files included.
#include "tests/bench/batches.h"
#include "tests/bench/run_benchmarks.h"
#include "ui/export/film.h"
#include "ui/export/picture.h"
#include "ui/scene/scene_at.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QTemporaryDir>

namespace {

ui::View standaloneView()
{
    ui::View view;
    view.size = QSizeF(1600, 900);
    view.standalone = true;
    return view;
}

/// How large the file is, and whether it was written at all.
void report(benchmark::State &state, const core::Result<core::Done> &written, const QString &file)
{
    if (!written)
        state.SkipWithError(written.error().message.c_str());
    state.counters["bytes"] = static_cast<double>(QFileInfo(file).size());
}

void picture(benchmark::State &state, const bench::Batch &batch, const QString &extension)
{
    const auto trace = *core::run(batch.document());
    const ui::Timeline timeline(*trace);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("picture.") + extension);
    core::Result<core::Done> written = core::Done{};
    for (auto _ : state) {
        const ui::Scene scene =
            ui::sceneAt(*trace, standaloneView(), timeline, timeline.endOf(core::Stage::answer));
        written = ui::writePicture(file, scene, ui::themeOf(ui::ThemeName::light), 1);
    }
    report(state, written, file);
}

void gif(benchmark::State &state, const bench::Batch &batch)
{
    const auto trace = *core::run(batch.document());
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("film.gif"));
    ui::Film film;
    film.view = standaloneView();
    core::Result<core::Done> written = core::Done{};
    for (auto _ : state)
        written = ui::writeFilm(file, *trace, film);
    report(state, written, file);
    state.counters["frames"] = static_cast<double>(ui::framesOf(film, ui::Timeline(*trace)).size());
}

} // namespace

int main(int argc, char **argv)
{
    const QGuiApplication application(argc, argv);
    for (const bench::Batch &batch : {bench::article, bench::eight})
        for (const char *extension : {"png", "svg"})
            benchmark::RegisterBenchmark(("export/" + batch.name + "/" + extension).c_str(),
                                         picture, batch, QString::fromLatin1(extension))
                ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("export/article/gif", gif, bench::article)
        ->Unit(benchmark::kMillisecond);
    return bench::runBenchmarks(argc, argv);
}
