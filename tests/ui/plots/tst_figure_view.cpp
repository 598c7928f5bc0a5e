// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/plots/figure_of.h"
#include "ui/plots/figure_view.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using ui::FigureView;
using ui::PlotKind;

namespace {

struct Shown {
    explicit Shown(PlotKind kind = PlotKind::hidden, ui::ThemeName theme = ui::ThemeName::light)
    {
        view.resize(900, 360);
        set(kind, theme);
        view.show();
        if (!QTest::qWaitForWindowExposed(&view))
            qFatal("the plot is not shown");
        QTest::qWait(30); // ticks are chosen anew once the panels have their size
    }
    void set(PlotKind kind, ui::ThemeName theme = ui::ThemeName::light, ui::PlotChoice choice = {})
    {
        view.setFigure(ui::figureOf(kind, {tests::traceOf("words"), std::move(choice),
                                           ui::Lanes::both, ui::roomFor(view.size())}),
                       ui::themeOf(theme));
    }
    void send(QEvent::Type type, QPointF at, Qt::MouseButton button = Qt::NoButton)
    {
        QMouseEvent event(type, at, view.mapToGlobal(at), button,
                          type == QEvent::MouseButtonRelease ? Qt::NoButton
                                                             : Qt::MouseButtons(button),
                          Qt::NoModifier);
        QCoreApplication::sendEvent(plot(), &event);
    }
    void turn(QPointF at, int by)
    {
        QWheelEvent event(at, view.mapToGlobal(at), {}, {0, by}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(plot(), &event);
    }
    QWidget *plot() { return view.findChild<QWidget *>(); }
    double span() const { return view.shownX(0).second - view.shownX(0).first; }

    FigureView view;
};

int differences(const QImage &a, const QImage &b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            count += a.pixel(x, y) != b.pixel(x, y);
    return count;
}

} // namespace

class TestFigureView : public QObject {
    Q_OBJECT

  private slots:
    void init() { QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)")); }

    void theNearestNumberIsPointedAt()
    {
        Shown shown;
        const QSignalSpy pointed(&shown.view, &FigureView::pointedAt);
        const auto &curve = shown.view.figure().panels[1].curves.back();
        shown.send(QEvent::MouseMove, shown.view.placeOf(1, {curve.x[2], curve.y[2]}));
        QCOMPARE(pointed.size(), 1);
        const auto point = pointed[0][0].value<std::optional<ui::PlotPoint>>();
        QVERIFY(point);
        QCOMPARE(point->panel, std::size_t{1});
        QCOMPARE(point->at, QPointF(curve.x[2], curve.y[2]));
        QCOMPARE(point->target, curve.target(2));
    }

    void aClickIsNoDrag()
    {
        Shown shown;
        const QSignalSpy clicked(&shown.view, &FigureView::clicked);
        const auto &curve = shown.view.figure().panels[0].curves.back();
        const QPointF at = shown.view.placeOf(0, {curve.x[1], curve.y[1]});
        shown.send(QEvent::MouseButtonPress, at, Qt::LeftButton);
        shown.send(QEvent::MouseButtonRelease, at, Qt::LeftButton);
        QCOMPARE(clicked.size(), 1);
        shown.send(QEvent::MouseButtonPress, at, Qt::LeftButton);
        shown.send(QEvent::MouseMove, at + QPointF(20, 0), Qt::LeftButton);
        shown.send(QEvent::MouseButtonRelease, at + QPointF(20, 0), Qt::LeftButton);
        QCOMPARE(clicked.size(), 1);
    }

    /// All panels over the same steps come nearer together, and nobody leaves the axes.
    void zoomingStaysWithinTheAxes()
    {
        Shown shown;
        const double all = shown.span();
        const QPointF middle = shown.view.placeOf(0, {3, 0});
        shown.turn(middle, 240);
        QVERIFY(shown.span() < all);
        QCOMPARE(shown.view.shownX(1), shown.view.shownX(0));
        shown.turn(middle, -4800);
        QCOMPARE(shown.span(), all);
        shown.turn(middle, 240);
        shown.view.showAll();
        QCOMPARE(shown.span(), all);
        shown.turn(middle, 240);
        shown.send(QEvent::MouseButtonDblClick, middle, Qt::LeftButton);
        QCOMPARE(shown.span(), all);
    }

    /// An edit or another unit does not take away what is looked at.
    void anotherFigureOfTheSameAxesStaysZoomed()
    {
        Shown shown;
        shown.turn(shown.view.placeOf(0, {3, 0}), 240);
        const double near = shown.span();
        shown.set(PlotKind::hidden, ui::ThemeName::dark, {0, 0, {5}, {}});
        QCOMPARE(shown.span(), near);
        shown.set(PlotKind::batchSizes);
        QVERIFY(shown.span() > near);
    }

    /// Only the playhead is new, and it goes without a trace.
    void thePlayheadStandsAtItsStep()
    {
        Shown shown;
        const QImage before = shown.view.grab().toImage();
        shown.view.setPlayhead(3.0);
        const QImage with = shown.view.grab().toImage();
        const int x = static_cast<int>(shown.view.placeOf(0, {3, 0}).x());
        int lit = 0;
        for (int y = 0; y < with.height(); ++y)
            lit += with.pixel(x, y) != before.pixel(x, y);
        QVERIFY(lit > 100);
        QVERIFY(differences(before, with) < 6 * 400);
        shown.view.setPlayhead(std::nullopt);
        QCOMPARE(shown.view.grab().toImage(), before);
        // In a file nothing moves.
        shown.view.setPlayhead(3.0);
        const QImage file = shown.view.image(1);
        shown.view.setPlayhead(std::nullopt);
        QCOMPARE(shown.view.image(1), file);
    }

    void everyPlotIsDrawnInEveryTheme_data()
    {
        QTest::addColumn<int>("kind");
        for (int kind = 0; kind < ui::plotKindCount; ++kind)
            QTest::newRow(qPrintable(ui::nameOf(static_cast<PlotKind>(kind)))) << kind;
    }
    void everyPlotIsDrawnInEveryTheme()
    {
        QFETCH(int, kind);
        QList<QImage> images;
        for (const auto theme : {ui::ThemeName::light, ui::ThemeName::dark, ui::ThemeName::contrast,
                                 ui::ThemeName::print}) {
            FigureView view;
            view.resize(900, 420);
            view.setFigure(ui::figureOf(static_cast<PlotKind>(kind),
                                        {tests::traceOf("words"), {}, ui::Lanes::both, {6, 3}}),
                           ui::themeOf(theme));
            const QImage image = view.image(1);
            const QColor ground = ui::themeOf(theme).resolve(ui::Role::canvas);
            QCOMPARE(image.pixelColor(2, 2), ground);
            int drawn = 0;
            for (int y = 0; y < image.height(); y += 3)
                for (int x = 0; x < image.width(); x += 3)
                    drawn += image.pixelColor(x, y) != ground;
            QVERIFY(drawn > 2000);
            QVERIFY(!images.contains(image));
            images += image;
        }
    }
};

PACKSCOPE_WIDGET_TEST(TestFigureView)
#include "tst_figure_view.moc"
