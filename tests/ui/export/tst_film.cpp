// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/traces.h"
#include "ui/export/film.h"
#include "ui/export/gif.h"

#include <QDir>
#include <QImageReader>
#include <QTemporaryDir>
#include <QTest>

using core::Stage;

namespace {

int farthest(const QColor &a, const QColor &b)
{
    return std::max(
        {qAbs(a.red() - b.red()), qAbs(a.green() - b.green()), qAbs(a.blue() - b.blue())});
}

} // namespace

class TestFilm : public QObject {
    Q_OBJECT

  private slots:
    void framesFollowTheClock()
    {
        const auto trace = tests::traceOf("article");
        const ui::Timeline timeline(*trace);
        ui::Film film;
        film.from = Stage::sort;
        film.to = Stage::pack;
        film.framesPerSecond = 20;
        film.speed = 2;
        const auto frames = ui::framesOf(film, timeline);
        QCOMPARE(frames.front().time, timeline.startOf(Stage::sort));
        QVERIFY(frames.back().time < timeline.startOf(Stage::gru));
        for (std::size_t i = 1; i < frames.size(); ++i) {
            QVERIFY(qAbs(frames[i].time - frames[i - 1].time - 0.1) < 1e-9);
            QVERIFY(qAbs(frames[i].end - frames[i - 1].end - 0.05) < 1e-9);
        }
    }

    void oneFrameAStep()
    {
        const auto trace = tests::traceOf("article");
        const ui::Timeline timeline(*trace);
        ui::Film film;
        film.onePerStep = true;
        QCOMPARE(ui::framesOf(film, timeline).size(), timeline.segments().size());
    }

    void gifShowsWhatWasPainted()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("three.gif"));
        const ui::Theme &theme = ui::themeOf(ui::ThemeName::light);
        std::vector<QImage> frames(3, QImage(64, 48, QImage::Format_RGB32));
        const std::array colours{theme.resolve(ui::Role::accent),
                                 theme.resolve(ui::Colour::ramp(-0.6)),
                                 theme.resolve(ui::Colour::hue(core::SequenceIndex(2)))};
        for (std::size_t i = 0; i < frames.size(); ++i) {
            frames[i].fill(theme.resolve(ui::Role::canvas));
            for (int y = 10; y < 20; ++y)
                for (int x = 0; x < 30; ++x)
                    frames[i].setPixelColor(x, y, colours[i]);
        }
        ui::GifWriter gif(file, {64, 48}, ui::paletteOf(theme, frames));
        QVERIFY(gif.add(frames[0], 0.5).ok());
        QVERIFY(gif.add(frames[0], 0.8).ok()); // the same again: shown longer
        QVERIFY(gif.add(frames[1], 1.0).ok());
        QVERIFY(gif.add(frames[2], 1.25).ok());
        QVERIFY(!QFile::exists(file));
        QVERIFY(gif.finish().ok());

        QImageReader reader(file);
        QCOMPARE(reader.imageCount(), 3);
        for (std::size_t i = 0; i < frames.size(); ++i) {
            const QImage shown = reader.read();
            QVERIFY(!shown.isNull());
            QVERIFY(farthest(shown.pixelColor(5, 15), colours[i]) <= 6);
            QVERIFY(farthest(shown.pixelColor(50, 40), Qt::white) <= 6);
            if (i == 0)
                QCOMPARE(reader.nextImageDelay(), 800);
        }
    }

    void numberedPictures()
    {
        const QTemporaryDir folder;
        const auto trace = tests::traceOf("one");
        ui::Film film;
        film.view.size = {400, 300};
        film.onePerStep = true;
        film.from = Stage::gru;
        film.to = Stage::gru;
        const QString frames = folder.filePath(QStringLiteral("new/frames"));
        QVERIFY(ui::writeFrames(frames, *trace, film).ok());
        QCOMPARE(QDir(frames).entryList(QDir::Files).size(), trace->packed.steps());
    }

    void folderThatCannotBeMade()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto trace = tests::traceOf("one");
        QVERIFY(!ui::writeFrames(folder.filePath(QStringLiteral("file/frames")), *trace, {}).ok());
    }
};

QTEST_MAIN(TestFilm)
#include "tst_film.moc"
