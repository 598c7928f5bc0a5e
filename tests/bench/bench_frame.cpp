// SPDX-License-Identifier: GPL-3.0-or-later
// One frame of the window, by the CPU time of the painting thread: sceneAt and paintScene at 1440 x 900, and
// the plots at 1200 x 500 and, as a dock has, 920 x 280.
#include "tests/bench/batches.h"
#include "tests/bench/run_benchmarks.h"
#include "ui/paint/paint_cache.h"
#include "ui/paint/painter.h"
#include "ui/plots/figure_of.h"
#include "ui/plots/figure_view.h"
#include "ui/scene/scene_at.h"

#include <QApplication>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <ctime>

namespace {

using core::Stage;

constexpr int framesOfStage = 60;

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// The trace of a batch and its clock; the one of the last call is kept, for a large one takes seconds.
struct Subject {
    std::shared_ptr<const core::Trace> trace;
    ui::Timeline timeline;
    std::shared_ptr<const ui::Rasters> rasters;
};
const Subject &subjectOf(const bench::Batch &batch)
{
    static std::string name;
    static std::optional<Subject> subject;
    if (name != batch.name) {
        subject.reset();
        const auto trace = *core::run(batch.document());
        subject.emplace(
            Subject{trace, ui::Timeline(*trace), std::make_shared<const ui::Rasters>(*trace)});
        name = batch.name;
    }
    return *subject;
}

/// The value that a share of the others do not exceed. Units: those of the values.
double percentile(std::vector<double> &values, double share)
{
    const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return values[static_cast<std::size_t>(at)];
}

/// A number whose sources and uses are lit: a candidate of the padded lane, in its own picture.
void pin(ui::View &view)
{
    view.selection = {ui::Part::candidate, core::Lane::padded, core::SequenceIndex(0),
                      core::StepIndex(1)};
    view.selectedUnit = 1;
}

enum class Asked { nothing, number };

void frame(benchmark::State &state, const bench::Batch &batch, Stage stage, int ratio, Asked asked)
{
    const Subject &subject = subjectOf(batch);
    ui::View view;
    if (asked == Asked::number)
        pin(view);
    view.size = QSizeF(1440, 900);
    view.rasters = subject.rasters;
    const ui::Theme &theme = ui::themeOf(ui::ThemeName::light);
    QImage image((view.size * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    const double start = subject.timeline.startOf(stage), end = subject.timeline.endOf(stage);
    std::vector<double> seconds;
    ui::PaintCache cache; // as a window has
    int number = 0;
    for (auto _ : state) {
        const double t = start + (end - start) * (number++ % framesOfStage) / (framesOfStage - 1.0);
        const double before = threadSeconds();
        const ui::Scene scene = ui::sceneAt(*subject.trace, view, subject.timeline, t);
        QPainter painter(&image);
        ui::paintScene(painter, scene, theme, &cache);
        painter.end();
        seconds.push_back(threadSeconds() - before);
        state.SetIterationTime(seconds.back());
    }
    state.counters["median_ms"] = 1e3 * percentile(seconds, 0.5);
    state.counters["p99_ms"] = 1e3 * percentile(seconds, 0.99);
}

/// A plot of a batch, and what of it is painted again.
struct PlotCase {
    std::string name;
    bench::Batch batch;
    ui::PlotKind kind;
    core::Index units;
    enum class Painted { all, moving } painted = Painted::all;
    QSize size{1200, 500};
};

void plot(benchmark::State &state, const PlotCase &asked)
{
    const Subject &subject = subjectOf(asked.batch);
    ui::PlotInput input{subject.trace};
    input.choice.units.clear();
    for (core::Index unit = 0; unit < asked.units; ++unit)
        input.choice.units.push_back(unit);
    ui::FigureView view;
    view.resize(asked.size);
    view.show();
    input.room = ui::roomFor(view.size());
    view.setFigure(ui::figureOf(asked.kind, input), ui::themeOf(ui::ThemeName::light));
    QApplication::processEvents();
    std::vector<double> seconds;
    int number = 0;
    for (auto _ : state) {
        const double before = threadSeconds();
        if (asked.painted == PlotCase::Painted::all)
            view.replotNow();
        else
            view.setPlayhead(number++ % 100);
        seconds.push_back(threadSeconds() - before);
        state.SetIterationTime(seconds.back());
    }
    state.counters["median_ms"] = 1e3 * percentile(seconds, 0.5);
    state.counters["p99_ms"] = 1e3 * percentile(seconds, 0.99);
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    for (const bench::Batch &batch : {bench::article, bench::words, bench::eight, bench::large})
        for (const Stage stage : core::allStages)
            for (const int ratio : {1, 2}) {
                const std::string name = "frame/" + batch.name + "/" +
                                         std::string(core::name(stage)) + "/ratio" +
                                         std::to_string(ratio);
                benchmark::RegisterBenchmark(name.c_str(), frame, batch, stage, ratio,
                                             Asked::nothing)
                    ->Unit(benchmark::kMillisecond)
                    ->UseManualTime()
                    ->Iterations(4 * framesOfStage);
            }
    for (const bench::Batch &batch : {bench::eight, bench::large})
        benchmark::RegisterBenchmark(("frame/" + batch.name + "/gru pinned/ratio1").c_str(), frame,
                                     batch, Stage::gru, 1, Asked::number)
            ->Unit(benchmark::kMillisecond)
            ->UseManualTime()
            ->Iterations(4 * framesOfStage);
    const bench::Batch many{"B64_T200", "B=64,T=200,D=8,H=16"},
        few{"B8_T200", "B=8,T=200,D=8,H=16"}, wide{"B1_T512_H512", "B=1,T=512,D=8,H=512"};
    using enum PlotCase::Painted;
    for (const PlotCase &asked :
         {PlotCase{"64 sequences of 200 steps, 1 unit", many, ui::PlotKind::hidden, 1},
          PlotCase{"8 sequences of 200 steps, 16 units", few, ui::PlotKind::hidden, 16},
          PlotCase{"cursor over 64 sequences", many, ui::PlotKind::hidden, 1, moving},
          PlotCase{"cursor over 8 sequences", few, ui::PlotKind::hidden, 16, moving},
          PlotCase{"heatmap of 512 units, 512 steps", wide, ui::PlotKind::heatmap, 1},
          PlotCase{"heatmap of 512 units, 512 steps, a pixel a cell", wide, ui::PlotKind::heatmap,
                   1, all, QSize(600, 620)},
          PlotCase{"heatmap of 512 units, 512 steps, in a dock", wide, ui::PlotKind::heatmap, 1,
                   all, QSize(920, 280)}})
        benchmark::RegisterBenchmark(("plot/" + asked.name).c_str(), plot, asked)
            ->Unit(benchmark::kMillisecond)
            ->UseManualTime()
            ->Iterations(100);
    return bench::runBenchmarks(argc, argv);
}
