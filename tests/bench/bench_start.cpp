// SPDX-License-Identifier: GPL-3.0-or-later
// From the start of a process to the first picture in its window, and to its end. The process is this
// program itself, which with `--open NAME` is what the desktop starts, closed by its first picture.
#include "core/io/examples.h"
#include "tests/bench/run_benchmarks.h"
#include "ui/main_window.h"
#include "ui/views/canvas.h"

#include <QApplication>
#include <QProcess>
#include <QStandardPaths>

#include <cstring>
#include <iostream>

namespace {

constexpr auto openFlag = "--open";

/// Ends the application once the canvas has been painted with a picture.
class CloseAfterFirstPicture : public QObject {
  public:
    explicit CloseAfterFirstPicture(ui::Canvas &canvas) : m_canvas(canvas)
    {
        canvas.installEventFilter(this);
    }

  protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !m_canvas.scene().items.empty())
            QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
        return false;
    }

  private:
    ui::Canvas &m_canvas;
};

int openWindow(int argc, char **argv, const char *example)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    ui::MainWindow window(*core::exampleDocument(example), QString());
    const CloseAfterFirstPicture closing(*window.findChild<ui::Canvas *>());
    window.show();
    return QApplication::exec();
}

void start(benchmark::State &state, const QString &example)
{
    const QString program = QCoreApplication::applicationFilePath();
    for (auto _ : state)
        if (QProcess::execute(program, {QString::fromLatin1(openFlag), example}) != 0) {
            state.SkipWithError("the window did not open");
            return;
        }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 3 && std::strcmp(argv[1], openFlag) == 0)
        return openWindow(argc, argv, argv[2]);
    const QCoreApplication application(argc, argv);
    for (const core::Example &example : core::examples())
        benchmark::RegisterBenchmark(
            ("start/" + std::string(example.name)).c_str(), start,
            QString::fromUtf8(example.name.data(), static_cast<int>(example.name.size())))
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime();
    return bench::runBenchmarks(argc, argv);
}
