// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/export/film.h"
#include "ui/export/gif.h"
#include "ui/export/webp.h"

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

ui::AnimationWriter gifFilm(const QString &file, std::vector<QRgb> palette)
{
    return {file, std::make_unique<ui::GifFormat>(std::move(palette)), 0};
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
        QVERIFY(ui::writeFilm(file, *trace, film));
        QVERIFY(ui::writeFilm(again, *trace, film));
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

    void animatedPicturesHoldThePixels_data()
    {
        QTest::addColumn<QString>("suffix");
        for (const char *suffix : {"webp", "apng"})
            QTest::newRow(suffix) << suffix;
    }
    /// What another program shows of a film without loss is what was painted.
    void animatedPicturesHoldThePixels()
    {
        if (QProcess::execute("/usr/bin/python3", {"-c", "import PIL"}) != 0)
            QSKIP("python3-pil is not installed");
        QFETCH(const QString, suffix);
        const QTemporaryDir folder;
        const auto trace = tests::traceOf("article");
        ui::Film film = smallFilm();
        film.loops = 3;
        QVERIFY(ui::writeFilm(folder.filePath("film." + suffix), *trace, film));
        QVERIFY(ui::writeFilm(folder.filePath("frames"), *trace, film));
        QCOMPARE(QProcess::execute("/usr/bin/python3",
                                   {PACKSCOPE_SOURCE_DIR "/tests/ui/export/compare_film.py",
                                    folder.filePath("film." + suffix), folder.filePath("frames")}),
                 0);
    }

    void otherProgramsReadAnimatedWebp()
    {
        if (QStandardPaths::findExecutable("webpinfo").isEmpty())
            QSKIP("webpinfo (package webp) is not installed");
        const QTemporaryDir folder;
        const QString file = folder.filePath("film.webp");
        QVERIFY(ui::writeFilm(file, *tests::traceOf("article"), smallFilm()));
        QProcess info;
        info.start("webpinfo", {"-quiet", file});
        QVERIFY(info.waitForFinished());
        QCOMPARE(info.exitCode(), 0);
    }

    void filmsAreTheSameBytes_data()
    {
        QTest::addColumn<QString>("suffix");
        for (const char *suffix : {"gif", "webp", "apng"})
            QTest::newRow(suffix) << suffix;
    }
    void filmsAreTheSameBytes()
    {
        QFETCH(const QString, suffix);
        const QTemporaryDir folder;
        const auto trace = tests::traceOf("article");
        for (const char *name : {"1.", "2."})
            QVERIFY(ui::writeFilm(folder.filePath(name + suffix), *trace, smallFilm()));
        QVERIFY(!contentOf(folder.filePath("1." + suffix)).isEmpty());
        QCOMPARE(contentOf(folder.filePath("1." + suffix)),
                 contentOf(folder.filePath("2." + suffix)));
    }

    void aFilmThatIsStoppedLeavesNothing_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"a.gif", "a.webp", "a.apng", "a.mp4", "frames"})
            QTest::newRow(name) << name;
    }
    void aFilmThatIsStoppedLeavesNothing()
    {
        QFETCH(const QString, name);
        if (!ui::canWrite(ui::filmKindOf(name)))
            QSKIP("ffmpeg is not installed");
        const QTemporaryDir folder;
        std::vector<std::size_t> told;
        const auto done = ui::writeFilm(folder.filePath(name), *tests::traceOf("article"),
                                        smallFilm(), [&](std::size_t written, std::size_t all) {
                                            told.push_back(written);
                                            return written < all / 2;
                                        });
        QVERIFY(!done);
        QVERIFY(told.size() > 1 && std::ranges::is_sorted(told));
        QVERIFY(QDir(folder.path())
                    .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)
                    .isEmpty());
    }

    void aSizeBeyondTheFormatIsRefused()
    {
        ui::AnimationWriter webp("/nowhere/a.webp", std::make_unique<ui::WebpFormat>(), 0);
        const auto refused = webp.add({{QImage(20000, 1, QImage::Format_RGB32), 1}});
        QVERIFY(!refused);
        QCOMPARE(QString::fromStdString(refused.error().message),
                 "/nowhere/a.webp: cannot be written: WebP pictures have at most 16383 pixels a "
                 "side, this has 20000");
    }

    void aPatchIsWhatChanged()
    {
        QImage before(9, 7, QImage::Format_RGB32);
        before.fill(Qt::white);
        QImage now = before;
        now.setPixelColor(3, 3, Qt::red);
        now.setPixelColor(5, 4, Qt::blue);
        const auto patch = ui::Patch::between(before, now, 2);
        QCOMPARE(patch.rect, QRect(QPoint(2, 2), QPoint(5, 4)));
        QCOMPARE(patch.pixels.pixelColor(1, 1), QColor(Qt::red));
        QCOMPARE(patch.pixels.pixelColor(3, 2), QColor(Qt::blue));
        QCOMPARE(patch.pixels.pixelColor(0, 0).alpha(), 0);
        QCOMPARE(ui::Patch::between({}, now, 2).rect, now.rect());
        QCOMPARE(ui::Patch::between(now, now, 2).rect.size(), QSize(1, 1));
    }

    void withoutFfmpegThereIsASentence()
    {
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/nowhere");
        const QTemporaryDir folder;
        const auto written =
            ui::writeFilm(folder.filePath("a.mp4"), *tests::traceOf("article"), smallFilm());
        qputenv("PATH", path);
        QVERIFY(!written);
        QVERIFY(written.error().message.ends_with("ffmpeg, which is not installed"));
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void aFolderThatIsNotThereIsRefused()
    {
        const auto written =
            ui::writeFilm("/nowhere/a.mp4", *tests::traceOf("article"), smallFilm());
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
        auto gif = gifFilm(file, ui::paletteOf(theme, frames));
        QVERIFY(gif.add({{frames[0], 0.5}}).ok());
        QVERIFY(gif.add({{frames[0], 0.8}}).ok()); // the same again: shown longer
        QVERIFY(gif.add({{frames[1], 1.0}}).ok());
        QVERIFY(gif.add({{frames[2], 1.25}}).ok());
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
        auto gif = gifFilm(file, ui::paletteOf(ui::themeOf(ui::ThemeName::light), {frame}));
        for (int i = 0; i < framesPerSecond; ++i) {
            frame.fill(Qt::white);
            frame.setPixelColor(i % 16, i / 16, Qt::black);
            QVERIFY(gif.add({{frame, (i + 1.0) / framesPerSecond}}).ok());
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
        auto gif = gifFilm(file, ui::paletteOf(ui::themeOf(ui::ThemeName::light), frames));
        QVERIFY(gif.add({{frames[0], 0.5}}).ok());
        QVERIFY(gif.add({{frames[1], 0.51}}).ok());
        QVERIFY(gif.add({{frames[0], 1.0}}).ok());
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
        QVERIFY(ui::writeFilm(folder.path(), *trace, film).ok());
        QFile note(folder.filePath(QStringLiteral("1.png")));
        QVERIFY(note.open(QIODevice::WriteOnly));
        const auto all = QDir(folder.path()).entryList(QDir::Files);
        film.from = film.to = Stage::gru;
        QVERIFY(ui::writeFilm(folder.path(), *trace, film).ok());
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
        const auto done = ui::writeFilm(frames, *trace, film);
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
        QVERIFY(ui::writeFilm(frames, *trace, film).ok());
        QCOMPARE(QDir(frames).entryList(QDir::Files).size(), trace->packed.steps());
    }

    void folderThatCannotBeMade()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto trace = tests::traceOf("one");
        QVERIFY(!ui::writeFilm(folder.filePath(QStringLiteral("file/frames")), *trace, {}).ok());
    }
};

PACKSCOPE_WIDGET_TEST(TestFilm)
#include "tst_film.moc"
