// SPDX-License-Identifier: GPL-3.0-or-later
// A cache makes painting fast and never changes the picture.
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/export/picture.h"
#include "ui/paint/paint_cache.h"
#include "ui/paint/painter.h"
#include "ui/scene/scene_at.h"
#include "ui/scene/text.h"

#include <QPainter>
#include <QTest>
#include <QWidget>

#include <cmath>

namespace {

struct Difference {
    double mean = 0;  ///< of a channel, in levels of 255
    double share = 0; ///< of pixels of which a channel differs by more than `visible`
    int visible = 40;
};

int apart(QRgb a, QRgb b)
{
    return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)),
                     std::abs(qBlue(a) - qBlue(b))});
}

Difference differenceOf(const QImage &a, const QImage &b)
{
    Difference difference;
    double sum = 0;
    qint64 visible = 0;
    for (int y = 0; y < a.height(); ++y) {
        const auto *left = reinterpret_cast<const QRgb *>(a.constScanLine(y));
        const auto *right = reinterpret_cast<const QRgb *>(b.constScanLine(y));
        for (int x = 0; x < a.width(); ++x) {
            const int d = apart(left[x], right[x]);
            sum += d;
            visible += d > difference.visible;
        }
    }
    const auto pixels = static_cast<double>(a.width()) * a.height();
    difference.mean = sum / pixels;
    difference.share = static_cast<double>(visible) / pixels;
    return difference;
}

/// Shows a scene, painted from a cache or not.
class SceneWidget : public QWidget {
  public:
    SceneWidget(const ui::Scene &scene, ui::PaintCache *cache, QWidget *parent)
        : QWidget(parent), m_scene(scene), m_cache(cache)
    {
        resize(scene.size.toSize());
    }

  protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        ui::paintScene(painter, m_scene, ui::themeOf(ui::ThemeName::light), m_cache);
    }

  private:
    const ui::Scene &m_scene;
    ui::PaintCache *m_cache;
};

} // namespace

class TestPaintCache : public QObject {
    Q_OBJECT

  private slots:
    /// As in the program, whose own font has a size that pictures use too.
    void initTestCase() { QGuiApplication::setFont(ui::fontOf(ui::Face::prose, 13)); }

    void samePicture_data()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<double>("scale");
        for (const core::Example &example : core::examples())
            for (const double scale : {1.0, 1.25, 2.0}) {
                const auto name = QString::fromUtf8(example.name.data(), std::ssize(example.name));
                QTest::addRow("%s %g", qPrintable(name), scale) << name << scale;
            }
    }
    void samePicture()
    {
        QFETCH(QString, example);
        QFETCH(double, scale);
        const auto trace = tests::traceOf(example.toStdString());
        const ui::Timeline timeline(*trace);
        ui::PaintCache cache;
        for (const core::Stage stage : core::allStages)
            for (const double part : {0.45, 1.0}) {
                const double t =
                    timeline.startOf(stage) * (1 - part) + timeline.endOf(stage) * part;
                const ui::Scene scene = ui::sceneAt(*trace, {}, timeline, t);
                const auto &theme = ui::themeOf(ui::ThemeName::light);
                const QImage plain = ui::imageOf(scene, theme, scale);
                // The first frame fills the cache, the second reads from it.
                const QImage first = ui::imageOf(scene, theme, scale, &cache);
                QCOMPARE(ui::imageOf(scene, theme, scale, &cache), first);
                // Corners and lines at 45 degrees are smoothed by a formula instead of by counting; that
                // moves a few of their pixels by a few levels, and nothing else.
                const Difference difference = differenceOf(plain, first);
                const QString what = QStringLiteral("%1 at %2: mean %3, share %4")
                                         .arg(core::name(stage).data())
                                         .arg(part)
                                         .arg(difference.mean)
                                         .arg(difference.share);
                QVERIFY2(difference.mean < 1 && difference.share < 0.005, qPrintable(what));
            }
    }

    /// A widget paints into its window, somewhere in the middle of it.
    void samePictureWithinAWindow()
    {
        const auto trace = tests::traceOf("eight");
        const ui::Timeline timeline(*trace);
        ui::View view;
        view.camera = {1.5, {300, 200}};
        const ui::Scene scene = ui::sceneAt(*trace, view, timeline, *timeline.timeNamed("pack:3"));
        ui::PaintCache cache;
        const auto shown = [&](ui::PaintCache *from) {
            QWidget window;
            window.resize(1300, 1000);
            SceneWidget widget(scene, from, &window);
            widget.move(310, 130);
            return window.grab().toImage().convertToFormat(QImage::Format_RGB32);
        };
        const Difference difference = differenceOf(shown(nullptr), shown(&cache));
        QVERIFY(difference.mean < 1);
        QVERIFY(difference.share < 0.004);
    }

    void aChangedColourIsSeen()
    {
        ui::PaintCache cache;
        ui::Scene scene;
        scene.size = {40, 40};
        scene.add(ui::Box{QRectF(5, 5, 30, 30), 4, {}, ui::Role::ink, 2, true});
        const auto picture = [&](ui::ThemeName name) {
            return ui::imageOf(scene, ui::themeOf(name), 1, &cache);
        };
        const QImage light = picture(ui::ThemeName::light);
        QVERIFY(picture(ui::ThemeName::dark) != light);
        QCOMPARE(picture(ui::ThemeName::light), light);
    }
};

PACKSCOPE_WIDGET_TEST(TestPaintCache)
#include "tst_paint_cache.moc"
