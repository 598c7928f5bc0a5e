// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "ui/views/cross_fade.h"
#include "ui/views/presenter.h"

#include <QResizeEvent>
#include <QVariantAnimation>

using ui::CrossFade;

class TestCrossFade : public QObject {
    Q_OBJECT

    static CrossFade &fadeOf(QWidget &widget)
    {
        return *widget.findChild<CrossFade *>({}, Qt::FindDirectChildrenOnly);
    }
    /// The fade at a moment of its own, as long as the test looks.
    static void holdAt(CrossFade &fade, int milliseconds)
    {
        auto &clock = *fade.findChild<QVariantAnimation *>();
        clock.pause();
        clock.setCurrentTime(milliseconds);
    }
    static QImage pictureOf(QWidget &widget) { return widget.grab().toImage(); }
    /// The largest difference of a colour from what lies between two pictures.
    static int strayOf(const QImage &image, const QImage &a, const QImage &b, double share)
    {
        int worst = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                const QRgb is = image.pixel(x, y), from = a.pixel(x, y), to = b.pixel(x, y);
                for (const int shift : {0, 8, 16}) {
                    const auto channel = [shift](QRgb colour) {
                        return static_cast<int>(colour >> shift & 0xFF);
                    };
                    const double expected = channel(from) + share * (channel(to) - channel(from));
                    worst = std::max(worst, static_cast<int>(std::abs(channel(is) - expected)));
                }
            }
        return worst;
    }
    static void reduceMotion(bool reduces)
    {
        QSettings().setValue(QStringLiteral("reduceMotion"), reduces);
    }

  private slots:
    void init()
    {
        tests::useEmptySettings(QStringLiteral("tst_cross_fade"));
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
    }

    void aCutFadesFromTheOnePictureToTheOther_data()
    {
        QTest::addColumn<bool>("presenting");
        QTest::newRow("in the window") << false;
        QTest::newRow("while presenting") << true;
    }
    void aCutFadesFromTheOnePictureToTheOther()
    {
        QFETCH(bool, presenting);
        reduceMotion(true);
        tests::ShownWindow window;
        if (presenting)
            window.action(QStringLiteral("Prese&nt")).trigger();
        QWidget &picture =
            presenting ? static_cast<QWidget &>(window.view<ui::Presenter>()) : window.canvas();
        CrossFade &fade = fadeOf(picture);
        // The timeline of a presentation is a widget of its own, and does not fade.
        for (QWidget *child : picture.findChildren<QWidget *>())
            child->hide();
        const QImage before = pictureOf(picture);
        QTest::keyClick(&picture, Qt::Key_Right);
        QVERIFY(fade.isRunning());
        holdAt(fade, 0);
        QCOMPARE(strayOf(pictureOf(picture), before, before, 0), 0);
        holdAt(fade, CrossFade::duration / 2);
        const QImage between = pictureOf(picture);
        fade.findChild<QVariantAnimation *>()->resume();
        QTRY_VERIFY(!fade.isRunning());
        const QImage after = pictureOf(picture);
        QVERIFY(after != before);
        QVERIFY(strayOf(between, before, after, 0.5) <= 2);
    }

    void itTakesAnEighthOfASecond()
    {
        reduceMotion(true);
        tests::ShownWindow window;
        CrossFade &fade = fadeOf(window.canvas());
        QCOMPARE(fade.findChild<QVariantAnimation *>()->duration(), 120);
    }

    void aPictureThatStandsElsewhereIsSeenAtOnce()
    {
        reduceMotion(true);
        tests::ShownWindow window;
        CrossFade &fade = fadeOf(window.canvas());
        QTest::keyClick(&window.canvas(), Qt::Key_Right);
        QVERIFY(fade.isRunning());
        window.canvas().zoomIn();
        QVERIFY(!fade.isRunning());
        QTest::keyClick(&window.canvas(), Qt::Key_Right);
        QVERIFY(fade.isRunning());
        QResizeEvent resize({600, 500}, window.canvas().size());
        QCoreApplication::sendEvent(&window.canvas(), &resize);
        QVERIFY(!fade.isRunning());
    }

    void whatMovesDoesNotFade()
    {
        reduceMotion(false);
        tests::ShownWindow window;
        QTest::keyClick(&window.canvas(), Qt::Key_Right);
        QTest::keyClick(&window.canvas(), Qt::Key_Right);
        QVERIFY(!fadeOf(window.canvas()).isRunning());
    }

    void lookingAtACellDoesNotFade()
    {
        reduceMotion(true);
        tests::ShownWindow window;
        const QPoint cell = tests::cellOf(window.canvas().scene()).toPoint();
        QTest::mouseClick(&window.canvas(), Qt::LeftButton, {}, cell);
        QVERIFY(!fadeOf(window.canvas()).isRunning());
    }
};

PACKSCOPE_WIDGET_TEST(TestCrossFade)
#include "tst_cross_fade.moc"
