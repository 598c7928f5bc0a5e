// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/export/film.h"
#include "ui/export/gif.h"

#include <QDir>
#include <QImageReader>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using core::Stage;

namespace {

/// Of an odd size, of one stage, ten frames a second.
ui::Film smallFilm()
{
    ui::Film film;
    film.view.size = QSizeF(321, 181);
    film.from = film.to = Stage::pack;
    film.framesPerSecond = 10;
    return film;
}

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

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

    void videosHaveEveryFrame_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<QSize>("size");
        for (const char *suffix : {"mp4", "webm"}) // whose sizes are even
            QTest::newRow(suffix) << QString(suffix) << QSize(322, 182);
        QTest::newRow("apng") << "apng" << QSize(321, 181);
    }
    void videosHaveEveryFrame()
    {
        if (QStandardPaths::findExecutable("ffprobe").isEmpty())
            QSKIP("ffmpeg is not installed");
        QFETCH(const QString, suffix);
        const QTemporaryDir folder;
        const QString file = folder.filePath("film." + suffix),
                      again = folder.filePath("2." + suffix);
        const auto trace = tests::traceOf("article");
        const ui::Film film = smallFilm();
        QVERIFY(ui::writeVideo(file, *trace, film));
        QVERIFY(ui::writeVideo(again, *trace, film));
        QCOMPARE(contentOf(file), contentOf(again));
        QCOMPARE(QDir(folder.path())
                     .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)
                     .size(),
                 2);
        QProcess probe;
        probe.start("ffprobe", {"-v", "error", "-count_frames", "-show_entries",
                                "stream=width,height,nb_read_frames", "-of", "csv=p=0", file});
        QVERIFY(probe.waitForFinished());
        QFETCH(const QSize, size);
        const auto frames = ui::framesOf(film, ui::Timeline(*trace)).size();
        QCOMPARE(QString::fromUtf8(probe.readAll()).trimmed(),
                 QString("%1,%2,%3").arg(size.width()).arg(size.height()).arg(frames));
    }

    void webpHoldsThePixels()
    {
        if (QStandardPaths::findExecutable("ffmpeg").isEmpty())
            QSKIP("ffmpeg is not installed");
        const QTemporaryDir folder;
        const QString file = folder.filePath("film.webp");
        const auto trace = tests::traceOf("article");
        QVERIFY(ui::writeVideo(file, *trace, smallFilm()));
        const QByteArray bytes = contentOf(file);
        QVERIFY(bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP");
        const auto frames = ui::framesOf(smallFilm(), ui::Timeline(*trace)).size();
        QVERIFY(bytes.count("ANMF") > 1 && bytes.count("ANMF") <= static_cast<qsizetype>(frames));
    }

    void withoutFfmpegThereIsASentence()
    {
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/nowhere");
        const QTemporaryDir folder;
        const auto written =
            ui::writeVideo(folder.filePath("a.mp4"), *tests::traceOf("article"), smallFilm());
        qputenv("PATH", path);
        QVERIFY(!written);
        QVERIFY(written.error().message.ends_with("ffmpeg, which is not installed"));
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void aFolderThatIsNotThereIsRefused()
    {
        const auto written =
            ui::writeVideo("/nowhere/a.mp4", *tests::traceOf("article"), smallFilm());
        QVERIFY(!written);
        QVERIFY(written.error().message.starts_with("/nowhere/a.mp4"));
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

    void aGifIsAsLongAsItsFilm_data()
    {
        QTest::addColumn<int>("framesPerSecond");
        for (const int rate : {10, 30, 50, 60, 100, 120})
            QTest::addRow("%d frames a second", rate) << rate;
    }
    void aGifIsAsLongAsItsFilm()
    {
        QFETCH(const int, framesPerSecond);
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("second.gif"));
        QImage frame(16, 8, QImage::Format_RGB32);
        frame.fill(Qt::white);
        ui::GifWriter gif(file, frame.size(),
                          ui::paletteOf(ui::themeOf(ui::ThemeName::light), {frame}));
        for (int i = 0; i < framesPerSecond; ++i) {
            frame.fill(Qt::white);
            frame.setPixelColor(i % 16, i / 16, Qt::black);
            QVERIFY(gif.add(frame, (i + 1.0) / framesPerSecond).ok());
        }
        QVERIFY(gif.finish().ok());

        constexpr int rest = 1500; // before it begins again
        QImageReader reader(file);
        int milliseconds = 0;
        QImage last;
        for (QImage shown = reader.read(); !shown.isNull(); shown = reader.read()) {
            milliseconds += reader.nextImageDelay();
            QVERIFY(reader.nextImageDelay() >= 20);
            last = shown;
        }
        QCOMPARE(milliseconds, 1000 + rest);
        QVERIFY(reader.imageCount() <= 50);
        for (int x = 0; x < 16; ++x) // a frame that was left out has left nothing behind
            for (int y = 0; y < 8; ++y)
                QVERIFY(farthest(last.pixelColor(x, y), frame.pixelColor(x, y)) <= 6);
    }

    void aFrameTooShortToBeSeenIsLeftOut()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("flash.gif"));
        std::vector<QImage> frames(2, QImage(4, 4, QImage::Format_RGB32));
        frames[0].fill(Qt::white);
        frames[1].fill(Qt::black);
        ui::GifWriter gif(file, {4, 4}, ui::paletteOf(ui::themeOf(ui::ThemeName::light), frames));
        QVERIFY(gif.add(frames[0], 0.5).ok());
        QVERIFY(gif.add(frames[1], 0.51).ok());
        QVERIFY(gif.add(frames[0], 1.0).ok());
        QVERIFY(gif.finish().ok());
        QImageReader reader(file);
        for (int i = 0; i < reader.imageCount(); ++i)
            QVERIFY(farthest(reader.read().pixelColor(1, 1), Qt::white) <= 6);
    }

    void aShorterFilmLeavesNothingOfALongerOne()
    {
        const QTemporaryDir folder;
        const auto trace = tests::traceOf("one");
        ui::Film film;
        film.view.size = {400, 300};
        film.onePerStep = true;
        QVERIFY(ui::writeFrames(folder.path(), *trace, film).ok());
        QFile note(folder.filePath(QStringLiteral("1.png")));
        QVERIFY(note.open(QIODevice::WriteOnly));
        const auto all = QDir(folder.path()).entryList(QDir::Files);
        film.from = film.to = Stage::gru;
        QVERIFY(ui::writeFrames(folder.path(), *trace, film).ok());
        const auto files =
            QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        QVERIFY(all.size() > files.size());
        QCOMPARE(files.size(), trace->packed.steps() + 1);
        QVERIFY(files.contains(QStringLiteral("1.png")));
    }

    void aFilmThatFailsLeavesNothing()
    {
        const QTemporaryDir folder;
        const auto trace = tests::traceOf("one");
        ui::Film film;
        film.view.size = {400, 300};
        film.scale = 1e6; // there is no memory for this
        film.onePerStep = true;
        const QString frames = folder.filePath(QStringLiteral("frames"));
        const auto done = ui::writeFrames(frames, *trace, film);
        QVERIFY(!done.ok());
        QVERIFY(QDir(folder.path()).isEmpty());
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

PACKSCOPE_WIDGET_TEST(TestFilm)
#include "tst_film.moc"
