// SPDX-License-Identifier: GPL-3.0-or-later
// From an edit to pixels: one token changes, both lanes run again, and the picture is painted. Once as the
// bare steps, one after the other; once in the window, from the keystroke to the painted canvas, with the
// longest time for which the window was deaf.
#include "tests/bench/batches.h"
#include "tests/bench/run_benchmarks.h"
#include "ui/export/picture.h"
#include "ui/main_window.h"
#include "ui/scene/scene_at.h"
#include "ui/state/player.h"
#include "ui/views/sequence_list.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QListView>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>

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

/// An application that knows how long its longest event took.
class Application : public QApplication {
  public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        QElapsedTimer timer;
        timer.start();
        const bool done = QApplication::notify(receiver, event);
        longest = std::max(longest, static_cast<double>(timer.nsecsElapsed()) * 1e-6);
        --m_depth;
        return done;
    }

    double longest = 0; ///< milliseconds

  private:
    int m_depth = 0;
};

/// Waits for a condition while events are handled.
template <class Condition> void waitFor(const Condition &condition)
{
    while (!condition())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 1000);
}

void typeInWindow(benchmark::State &state, const bench::Batch &batch)
{
    auto &application = *static_cast<Application *>(QCoreApplication::instance());
    ui::MainWindow window(*batch.document(), {});
    window.resize(1440, 900);
    window.show();
    waitFor([&] { return window.player().trace() != nullptr; });
    QAbstractItemModel &rows = *window.findChild<ui::SequenceList *>()->list().model();
    const QModelIndex first = rows.index(0, 0);
    const QString text = first.data(Qt::EditRole).toString();
    int count = 0;
    application.longest = 0;
    double longest = 0;
    for (auto _ : state) {
        QElapsedTimer timer;
        timer.start();
        const core::Trace *before = window.player().trace().get();
        rows.setData(first, text + QStringLiteral(" %1").arg(1 + count++ % 50));
        longest = std::max(longest, static_cast<double>(timer.nsecsElapsed()) * 1e-6);
        waitFor([&] { return window.player().trace().get() != before; });
        QCoreApplication::processEvents(); // the canvas paints
    }
    state.counters["longest_block_ms"] = std::max(longest, application.longest);
}

} // namespace

int main(int argc, char **argv)
{
    Application application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setApplicationName(QStringLiteral("bench_edit"));
    QSettings().clear();
    for (const bench::Batch &batch : {bench::medium, bench::large}) {
        benchmark::RegisterBenchmark(("edit/" + batch.name).c_str(), edit, batch)
            ->Unit(benchmark::kMillisecond);
        benchmark::RegisterBenchmark(("window/" + batch.name).c_str(), typeInWindow, batch)
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime();
    }
    return bench::runBenchmarks(argc, argv);
}
