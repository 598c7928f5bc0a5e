// SPDX-License-Identifier: GPL-3.0-or-later
// From an edit to pixels: one token changes, both lanes run again, and the picture is painted.
#include "tests/bench/batches.h"
#include "tests/bench/run_benchmarks.h"
#include "ui/export/picture.h"
#include "ui/scene/scene_at.h"

#include <QGuiApplication>

namespace {

using core::Document;

/// The document with another token at the first place. Requires: tokens given as ids.
std::shared_ptr<const Document> edited(const std::shared_ptr<const Document> &document)
{
    auto copy = std::make_shared<Document>(*document);
    auto &ids = std::get<core::TokenInput>(copy->input).ids;
    ids.front().front() = ids.front().front() % 100 + 1;
    return copy;
}

void edit(benchmark::State &state, const bench::Batch &batch)
{
    auto document = batch.document();
    ui::View view;
    view.size = QSizeF(1440, 900);
    for (auto _ : state) {
        document = edited(document);
        const auto trace = *core::run(document);
        const ui::Timeline timeline(*trace);
        const ui::Scene scene =
            ui::sceneAt(*trace, view, timeline, timeline.endOf(core::Stage::batch));
        const QImage image = ui::imageOf(scene, ui::themeOf(ui::ThemeName::light), 1);
        benchmark::DoNotOptimize(image.constBits());
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QGuiApplication application(argc, argv);
    for (const bench::Batch &batch : {bench::medium, bench::large})
        benchmark::RegisterBenchmark(("edit/" + batch.name).c_str(), edit, batch)
            ->Unit(benchmark::kMillisecond);
    return bench::runBenchmarks(argc, argv);
}
