// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/examples.h"
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/main_window.h"
#include "ui/scene/minimap.h"
#include "ui/state/player.h"
#include "ui/views/canvas.h"
#include "ui/views/caption.h"
#include "ui/views/code_strip.h"
#include "ui/views/cross_fade.h"
#include "ui/views/error_bar.h"
#include "ui/views/export_dialog.h"
#include "ui/views/inspector.h"
#include "ui/views/timeline_bar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace core;

namespace {

/// A window that shows an example, as a person finds it.
class Shown : public tests::ShownWindow {
  public:
    using ShownWindow::ShownWindow;

    ui::TimelineBar &timeline() const { return view<ui::TimelineBar>(); }
    ui::ErrorBar &errors() const { return view<ui::ErrorBar>(); }
    void press(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier)
    {
        QTest::keyClick(&canvas(), key, with);
    }
    bool isPlaying() const
    {
        // The menu's word for what it would do.
        return std::ranges::any_of(findChildren<QAction *>(), [](const QAction *action) {
            return action->text() == QStringLiteral("&Pause");
        });
    }
    QString caption() const { return view<ui::Caption>().text(); }
    void drop(const QString &fileName)
    {
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(fileName)});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &files, Qt::LeftButton,
                              Qt::NoModifier);
        QCoreApplication::sendEvent(this, &enter);
        QDropEvent event(QPointF(10, 10), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(this, &event);
    }
};

/// As it is when one picture has faded into the next.
QImage pictureOf(const Shown &window)
{
    const auto &fade = *window.canvas().findChild<ui::CrossFade *>();
    if (!QTest::qWaitFor([&] { return !fade.isRunning(); }))
        qFatal("a picture fades for ever");
    return window.canvas().grab().toImage();
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

  private slots:
    void init()
    {
        tests::useEmptySettings(QStringLiteral("tst_main_window"));
        QSettings().setValue(QStringLiteral("reduceMotion"), true); // moves are the player's test
        // The offscreen platform says on each start that it has no hints for sizes.
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
    }

    void everyStageHasItsKeyAndItsPicture()
    {
        Shown window;
        std::vector<QString> captions;
        std::vector<QImage> pictures;
        for (int key = Qt::Key_1; key <= Qt::Key_8; ++key) {
            window.press(static_cast<Qt::Key>(key));
            for (const QString &before : captions)
                QVERIFY2(window.caption() != before, qPrintable(before));
            for (const QImage &before : pictures)
                QVERIFY(pictureOf(window) != before);
            captions.push_back(window.caption());
            pictures.push_back(pictureOf(window));
        }
    }

    /// What stands on the screen is the whole picture, wherever in the window the stage stands.
    void theStageIsWholeOnTheScreen()
    {
        Shown window("eight");
        window.press(Qt::Key_5);
        const QImage picture = pictureOf(window).convertToFormat(QImage::Format_RGB32);
        QCoreApplication::processEvents();
        window.repaint();
        const QRect place(window.canvas().mapTo(&window, QPoint(0, 0)), window.canvas().size());
        const QImage screen =
            window.screen()
                ->grabWindow(window.winId(), place.x(), place.y(), place.width(), place.height())
                .toImage()
                .convertToFormat(QImage::Format_RGB32);
        QCOMPARE(screen.size(), place.size());
        int different = 0;
        for (int y = 0; y < screen.height(); ++y)
            for (int x = 0; x < screen.width(); ++x)
                different += screen.pixel(x, y) != picture.pixel(x, y);
        QVERIFY2(different < 20, qPrintable(QString::number(different))); // ends of lines, rounded
    }

    void arrowsStepAndComeBack()
    {
        Shown window;
        window.press(Qt::Key_5);
        const int before = window.timeline().value();
        const QString caption = window.caption();
        window.press(Qt::Key_Right);
        QVERIFY(window.timeline().value() > before);
        QVERIFY(window.caption() != caption);
        window.press(Qt::Key_Left);
        QCOMPARE(window.timeline().value(), before);
        QCOMPARE(window.caption(), caption);
    }

    void homeAndEndAreTheEnds()
    {
        Shown window;
        window.press(Qt::Key_End);
        const int end = window.timeline().value();
        window.press(Qt::Key_Right);
        QCOMPARE(window.timeline().value(), end);
        window.press(Qt::Key_8);
        QCOMPARE(window.timeline().value(), end);
        window.press(Qt::Key_Home);
        const int start = window.timeline().value();
        QVERIFY(start < end);
        window.press(Qt::Key_Left);
        QCOMPARE(window.timeline().value(), start);
        window.press(Qt::Key_1);
        QCOMPARE(window.timeline().value(), start);
    }

    void spacePlaysAndPauses()
    {
        Shown window;
        window.press(Qt::Key_Home);
        const int start = window.timeline().value();
        window.press(Qt::Key_Space);
        QTRY_VERIFY(window.timeline().value() > start);
        window.press(Qt::Key_Space);
        QVERIFY(!window.isPlaying());
    }

    void theTimelineIsDragged()
    {
        Shown window;
        auto &timeline = window.timeline();
        const auto drag = [&](double t) { return timeline.handleAt(t).toPoint(); };
        const double end = timeline.maximum() / 1000.0;
        window.press(Qt::Key_Home);
        QTest::mousePress(&timeline, Qt::LeftButton, {}, drag(0));
        QTest::mouseMove(&timeline, drag(end / 2));
        const int half = timeline.value();
        QVERIFY(half > 0 && half < timeline.maximum());
        const QString caption = window.caption();
        QTest::mouseMove(&timeline, drag(end));
        QTest::mouseRelease(&timeline, Qt::LeftButton, {}, drag(end));
        QCOMPARE(timeline.value(), timeline.maximum());
        QVERIFY(window.caption() != caption);
    }

    void lanesAreChosen()
    {
        Shown window;
        window.press(Qt::Key_5);
        const QImage both = pictureOf(window);
        for (const char *name : {"Packed", "Padded"}) {
            bool found = false;
            for (auto *button : window.findChildren<QAbstractButton *>())
                if (button->accessibleName() == QLatin1String(name)) {
                    button->click();
                    found = true;
                }
            QVERIFY2(found, name);
            QVERIFY(pictureOf(window) != both);
        }
    }

    void aCellIsAskedAndLetGo()
    {
        Shown window;
        window.press(Qt::Key_4);
        const QString model = window.view<ui::Inspector>().text();
        const auto &items = window.canvas().scene().items;
        const auto hit = [&]() -> QPointF {
            for (double y = 60; y < window.canvas().height(); y += 6)
                for (double x = 60; x < window.canvas().width(); x += 6)
                    if (hitTest(window.canvas().scene(), {x, y}))
                        return {x, y};
            return {};
        }();
        QVERIFY(!items.empty() && !hit.isNull());
        QTest::mouseClick(&window.canvas(), Qt::LeftButton, {}, hit.toPoint());
        QVERIFY(window.view<ui::Inspector>().text() != model);
        QTest::mouseClick(&window.canvas(), Qt::LeftButton, {}, QPoint(1, 1));
        QTest::mouseMove(&window.canvas(), QPoint(1, 1));
        QCOMPARE(window.view<ui::Inspector>().text(), model);
    }

    void theWheelComesNearerAndZeroFits()
    {
        Shown window;
        window.press(Qt::Key_3);
        ui::Canvas &canvas = window.canvas();
        const QImage whole = pictureOf(window);
        const QPointF at(500, 300);
        QWheelEvent wheel(at, canvas.mapToGlobal(at), {}, {0, 480}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&canvas, &wheel);
        QCOMPARE(canvas.scale(), 2.0);
        const QImage near = pictureOf(window);
        QVERIFY(near != whole);
        // Dragging moves what is seen.
        QTest::mousePress(&canvas, Qt::MiddleButton, {}, QPoint(400, 300));
        QTest::mouseMove(&canvas, QPoint(330, 260));
        QTest::mouseRelease(&canvas, Qt::MiddleButton, {}, QPoint(330, 260));
        QVERIFY(pictureOf(window) != near);
        window.press(Qt::Key_0);
        QCOMPARE(canvas.scale(), 1.0);
        QTest::mouseMove(&canvas, QPoint(1, 1));
        window.action(QStringLiteral("&Zoom in")).trigger();
        QVERIFY(canvas.scale() > 1);
        window.action(QStringLiteral("Zoom &out")).trigger();
        QCOMPARE(canvas.scale(), 1.0);
    }

    void theMapLeadsToAPlace()
    {
        Shown window;
        ui::Canvas &canvas = window.canvas();
        window.action(QStringLiteral("&Zoom in")).trigger();
        const QRectF map = ui::minimapPlace(canvas.view());
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, map.bottomRight().toPoint() - QPoint(3, 3));
        const QImage corner = pictureOf(window);
        QTest::mousePress(&canvas, Qt::LeftButton, {}, map.topLeft().toPoint() + QPoint(3, 3));
        QVERIFY(pictureOf(window) != corner);
        QTest::mouseMove(&canvas, map.bottomRight().toPoint());
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, map.bottomRight().toPoint());
        QTest::mouseMove(&canvas, map.bottomRight().toPoint() - QPoint(3, 3));
        QCOMPARE(pictureOf(window), corner);
    }

    void theMenuOfACellIsAboutThatCell()
    {
        Shown window;
        window.press(Qt::Key_5);
        ui::Canvas &canvas = window.canvas();
        const auto cell = std::ranges::find_if(canvas.scene().items, [](const ui::Item &item) {
            return item.identity.part == ui::Part::hidden && std::get_if<ui::Slits>(&item.shape);
        });
        QVERIFY(cell != canvas.scene().items.end());
        const QPoint at = ui::bounds(*cell).center().toPoint();
        QTest::mouseClick(&canvas, Qt::RightButton, {}, at);
        QContextMenuEvent asked(QContextMenuEvent::Mouse, at, canvas.mapToGlobal(at));
        QApplication::sendEvent(&canvas, &asked);
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QAction *copy = menu->actions().constFirst()->menu()->actions().constFirst();
        QVERIFY(copy->isEnabled());
        copy->trigger();
        menu->close();
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("output")));
    }

    void aSequenceOfTheListIsSelectedInThePicture()
    {
        Shown window;
        const QImage before = pictureOf(window);
        auto *list = window.findChild<QListView *>(QStringLiteral("sequences"));
        QCOMPARE(list->model()->rowCount(), 2);
        list->setCurrentIndex(list->model()->index(1, 0));
        QVERIFY(pictureOf(window) != before);
    }

    void theRunningCodeIsMarkedAndLeadsToItsMoment()
    {
        Shown window("eight");
        auto &strip = window.view<ui::CodeStrip>();
        window.press(Qt::Key_4);
        QVERIFY(strip.runningText().contains(QStringLiteral("copies")));
        const int height = strip.height();
        QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(200, 14));
        QVERIFY(strip.isOpen());
        QVERIFY(strip.height() > height);
        const QString before = window.caption();
        QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(200, 16)); // the first line
        QVERIFY(window.caption() != before);
        QVERIFY(strip.runningText().startsWith(QStringLiteral("seq = pad_sequence")));
    }

    void aRefusedFileKeepsThePictureAndSaysWhy()
    {
        Shown window;
        QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("broken.packscope"));
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"format": "packscope/1", "batch": 7})");
        file.close();
        window.press(Qt::Key_4);
        const QString caption = window.caption();
        const QString title = window.windowTitle();
        QVERIFY(window.errors().isHidden());

        window.drop(name);
        QVERIFY(window.errors().isVisible());
        QVERIFY(!window.errors().text().isEmpty());
        QVERIFY(!window.canvas().scene().items.empty());
        QCOMPARE(window.caption(), caption);
        QCOMPARE(window.windowTitle(), title);
    }

    void unknownKeysAreToldAndTheViewComesBack()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("seen.packscope"));
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"input": {"kind": "tokens", "ids": [[1, 2], [3]]}, "mood": "good",
            "embedding": {"seed": 1, "V": 5, "D": 2}, "weights": {"seed": 2},
            "config": {"hidden_size": 3}, "view": {"moment": "gru:1", "lane": "padded"}})");
        file.close();
        Shown window("one");
        window.drop(name);
        QTRY_VERIFY(window.caption().startsWith(QStringLiteral("t = 1")));
        QVERIFY(window.errors().text().contains(QStringLiteral("mood")));
        for (const ui::Item &item : window.canvas().scene().items)
            QVERIFY(item.identity.part == ui::Part::none ||
                    item.identity.lane == core::Lane::padded);
    }

    void textIsOpenedByDroppingIt()
    {
        Shown window;
        QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("words.txt"));
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("one\nthree\nseventeen\n");
        file.close();
        window.drop(name);
        auto *list = window.findChild<QListView *>(QStringLiteral("sequences"));
        QTRY_COMPARE(list->model()->rowCount(), 3);
        QVERIFY(window.windowTitle().contains(QStringLiteral("words")));
        QVERIFY(window.errors().isHidden());
    }

    void everyExampleOpensFromTheMenu_data()
    {
        QTest::addColumn<QString>("title");
        QTest::addColumn<int>("sequences");
        for (const Example &example : examples()) {
            QString title = QString::fromStdString(std::string(example.name));
            title.replace(QLatin1Char('-'), QLatin1Char(' '));
            QTest::newRow(qPrintable(title))
                << title.left(1).toUpper() + title.mid(1) << int(tests::traceOf(example.name)->B());
        }
    }
    void everyExampleOpensFromTheMenu()
    {
        QFETCH(QString, title);
        QFETCH(int, sequences);
        Shown window(title == QStringLiteral("One") ? "article" : "one");
        window.action(title).trigger();
        auto *list = window.findChild<QListView *>(QStringLiteral("sequences"));
        QTRY_COMPARE(list->model()->rowCount(), sequences);
        for (int key = Qt::Key_1; key <= Qt::Key_8; ++key) {
            window.press(static_cast<Qt::Key>(key));
            QVERIFY(!window.caption().isEmpty());
        }
    }

    void thePictureIsExported_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("magic");
        QTest::newRow("PNG") << "picture.png" << QByteArray("\x89PNG");
        QTest::newRow("SVG") << "picture.svg" << QByteArray("<?xml");
        QTest::newRow("no ending is PNG") << "picture" << QByteArray("\x89PNG");
    }
    void thePictureIsExported()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, magic);
        Shown window;
        QTemporaryDir folder;
        const QString path = folder.filePath(name);
        const auto *dialog = exportTo(window, path);
        QVERIFY(dialog);
        QFile file(name.contains(QLatin1Char('.')) ? path : path + QStringLiteral(".png"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith(magic));
        QVERIFY(dialog->statusText().contains("is written"));
    }

    void anExportThatFailsIsTold()
    {
        Shown window;
        const auto *dialog = exportTo(window, QStringLiteral("/proc/picture.png"));
        QVERIFY(dialog);
        const QString said = dialog->findChild<ui::ErrorBar *>()->text();
        QVERIFY2(said.contains(QStringLiteral("/proc/picture.png")), qPrintable(said));
    }

    void theWindowMayBeSmall_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("netbook") << QSize(1024, 600);
        QTest::newRow("half a screen") << QSize(800, 700);
        QTest::newRow("projector") << QSize(1280, 720);
    }
    void theWindowMayBeSmall()
    {
        QFETCH(QSize, size);
        Shown window("eight");
        window.resize(size);
        QTRY_COMPARE(window.size(), size);
        // All menus stand in the bar, and of the sequences more than one is seen.
        auto *menus = window.findChild<QMenuBar *>();
        QTRY_VERIFY(menus->width() >= menus->sizeHint().width());
        const auto *list = window.findChild<QListView *>(QStringLiteral("sequences"));
        if (list->isVisible())
            QTRY_VERIFY(list->height() >= 2.5 * list->sizeHintForRow(0));
        for (int key = Qt::Key_1; key <= Qt::Key_8; ++key) {
            window.press(static_cast<Qt::Key>(key));
            QVERIFY(window.canvas().width() >= window.canvas().minimumWidth());
            QCOMPARE(window.canvas().scene().size.toSize(), window.canvas().size());
        }
    }

  private:
    /// Exports the picture by the dialogs of the menu; null if that does not come to an end.
    static ui::ExportDialog *exportTo(Shown &window, const QString &path)
    {
        window.action(QStringLiteral("&Export picture…")).trigger();
        auto *exporting = window.findChild<ui::ExportDialog *>();
        bool isOver = false;
        connect(exporting, &ui::ExportDialog::exported, [&isOver] { isOver = true; });
        QTimer answer;
        answer.setInterval(20);
        connect(&answer, &QTimer::timeout, [&] {
            auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            answer.stop();
            dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(path);
            QMetaObject::invokeMethod(dialog, "accept");
        });
        answer.start();
        for (auto *button : exporting->findChildren<QAbstractButton *>())
            if (button->text() == QStringLiteral("&Export…"))
                button->click();
        const bool done = QTest::qWaitFor([&isOver] { return isOver; }, 20000);
        return done ? exporting : nullptr;
    }
};

PACKSCOPE_WIDGET_TEST(TestMainWindow)
#include "tst_main_window.moc"
