// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shown_window.h"
#include "tests/support/test_program.h"
#include "ui/plots/plot.h"
#include "ui/state/view_state.h"
#include "ui/views/plot_docks.h"

#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QTest>

using ui::Plot;
using ui::PlotDocks;
using ui::PlotKind;

namespace {

class PlotWindow : public tests::ShownWindow {
  public:
    explicit PlotWindow(std::string_view example = "words") : ShownWindow(example) {}

    PlotDocks &docks() const { return view<PlotDocks>(); }
    Plot &plot(PlotKind kind) const { return docks().plot(kind); }
    /// Brings a plot in front, drawn.
    Plot &shown(PlotKind kind)
    {
        docks().show(kind);
        Plot &front = plot(kind);
        if (!QTest::qWaitFor([&] {
                return front.isVisible() && (!front.view().figure().panels.empty() ||
                                             !front.view().figure().empty.isEmpty());
            }))
            qFatal("the plot does not come");
        QTest::qWait(30);
        return front;
    }
    void send(Plot &plot, QEvent::Type type, QPointF at, Qt::MouseButton button = Qt::NoButton)
    {
        QMouseEvent event(type, at, plot.view().mapToGlobal(at), button,
                          type == QEvent::MouseButtonRelease ? Qt::NoButton
                                                             : Qt::MouseButtons(button),
                          Qt::NoModifier);
        QCoreApplication::sendEvent(plot.view().findChild<QWidget *>(), &event);
    }
    const ui::Target &litTarget() const
    {
        static ui::Target none;
        const auto target = canvas().view().hover;
        none.identity = target.value_or(ui::Identity{});
        none.unit = canvas().view().hoveredUnit;
        return none;
    }
    QLineEdit &field(PlotKind kind, const QString &name) const
    {
        for (QDockWidget *dock : findChildren<QDockWidget *>(ui::nameOf(kind)))
            for (QLineEdit *candidate : dock->titleBarWidget()->findChildren<QLineEdit *>())
                if (candidate->accessibleName() == name)
                    return *candidate;
        qFatal("no such field");
    }
    int shownDocks() const
    {
        int shown = 0;
        for (const QDockWidget *dock : findChildren<QDockWidget *>())
            shown += !dock->isHidden();
        return shown;
    }
};

} // namespace

class TestPlotDocks : public QObject {
    Q_OBJECT

  private slots:
    void init()
    {
        tests::useEmptySettings(QStringLiteral("tst_plot_docks"));
        QSettings().setValue(QStringLiteral("reduceMotion"), true);
        QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support)"));
    }

    void oneActionShowsAndHidesThemAll()
    {
        PlotWindow window;
        QCOMPARE(window.shownDocks(), 0);
        QAction &plots = window.action(QStringLiteral("&Plots"));
        plots.trigger();
        QVERIFY(window.shownDocks() >= ui::plotKindCount);
        QTRY_VERIFY(window.plot(PlotKind::hidden).isVisible());
        QVERIFY(plots.isChecked());
        plots.trigger();
        QCOMPARE(window.shownDocks(), 0);
        QVERIFY(!plots.isChecked());
    }

    /// Those that were closed stay so when the others come back.
    void theLastOnesComeBack()
    {
        PlotWindow window;
        window.shown(PlotKind::gates);
        QCOMPARE(window.shownDocks(), 1);
        QAction &plots = window.action(QStringLiteral("&Plots"));
        QVERIFY(plots.isChecked());
        plots.trigger();
        plots.trigger();
        QCOMPARE(window.shownDocks(), 1);
    }

    /// The number under the pointer is told by the canvas and the inspector, too.
    void aPointLightsItsCell()
    {
        PlotWindow window;
        Plot &plot = window.shown(PlotKind::hidden);
        const auto &curve = plot.view().figure().panels[1].curves.back();
        window.send(plot, QEvent::MouseMove, plot.view().placeOf(1, {curve.x[2], curve.y[2]}));
        QCOMPARE(window.litTarget(), curve.target(2));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(plot.view().findChild<QWidget *>(), &leave);
        QCOMPARE(window.canvas().view().hover, std::nullopt);
    }

    /// And the other way round: the last state on the canvas is lit where the plot has it.
    void aCellLightsItsPoint()
    {
        PlotWindow window;
        Plot &plot = window.shown(PlotKind::heatmap);
        QTest::keyClick(&window.canvas(), Qt::Key_End);
        const auto &items = window.canvas().scene().items;
        const auto isState = [](const ui::Item &item) {
            return item.identity.part == ui::Part::lastState &&
                   std::holds_alternative<ui::Slits>(item.shape);
        };
        QTRY_VERIFY(std::ranges::any_of(items, isState));
        const auto state = std::ranges::find_if(items, isState);
        const QPointF at = ui::slitRect(std::get<ui::Slits>(state->shape), 3).center();
        const QImage before = plot.view().grab().toImage();
        QMouseEvent move(QEvent::MouseMove, at, window.canvas().mapToGlobal(at), Qt::NoButton,
                         Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window.canvas(), &move);
        QVERIFY(window.canvas().view().hover);
        QVERIFY(plot.view().grab().toImage() != before);
    }

    void aClickPinsANumberAndItsUnit()
    {
        PlotWindow window;
        Plot &plot = window.shown(PlotKind::heatmap);
        const QPointF at = plot.view().placeOf(0, {2, 7});
        window.send(plot, QEvent::MouseButtonPress, at, Qt::LeftButton);
        window.send(plot, QEvent::MouseButtonRelease, at, Qt::LeftButton);
        const ui::View view = window.canvas().view();
        QVERIFY(view.selection || view.unseenSelection);
        QCOMPARE(window.field(PlotKind::hidden, QStringLiteral("Units")).text(),
                 QStringLiteral("7"));
    }

    void theChoiceIsSharedAndChecked()
    {
        PlotWindow window;
        Plot &plot = window.shown(PlotKind::hidden);
        QLineEdit &units = window.field(PlotKind::hidden, QStringLiteral("Units"));
        units.setText(QStringLiteral("3, 5"));
        emit units.editingFinished();
        QTRY_VERIFY(plot.view().figure().keys.front().text.contains(QLatin1Char('3')));
        QCOMPARE(window.field(PlotKind::gates, QStringLiteral("Units")).text(),
                 QStringLiteral("3, 5"));
        units.setText(QStringLiteral("99"));
        emit units.editingFinished();
        QVERIFY(units.property("refused").toBool());
        QLineEdit &sequences = window.field(PlotKind::hidden, QStringLiteral("Sequences"));
        sequences.setText(QStringLiteral("b-C"));
        emit sequences.editingFinished();
        QTRY_COMPARE(plot.view().figure().panels.size(), std::size_t{2});
        sequences.clear();
        emit sequences.editingFinished();
        QTRY_COMPARE(plot.view().figure().panels.size(), std::size_t{5});
    }

    /// A plot that nobody sees costs nothing; once it is seen, it is of the batch as it is then.
    void aPlotFollowsTheTraceWhenItIsSeen()
    {
        PlotWindow window;
        window.shown(PlotKind::hidden);
        QVERIFY(window.plot(PlotKind::paths).view().figure().panels.empty());
        window.action(QStringLiteral("Pa&dded lane")).trigger();
        QTRY_VERIFY(window.plot(PlotKind::hidden).view().figure().explanation.empty());
        QVERIFY(!window.shown(PlotKind::paths).view().figure().panels.empty());
    }

    void docksComeBackAfterARestart()
    {
        {
            PlotWindow window;
            window.shown(PlotKind::gates);
            window.close();
        }
        PlotWindow window;
        QTRY_VERIFY(window.plot(PlotKind::gates).isVisible());
        QCOMPARE(window.shownDocks(), 1);
        window.action(QStringLiteral("Rese&t layout")).trigger();
        QCOMPARE(window.shownDocks(), 0);
    }

    void aDockFloatsAndComesBack()
    {
        PlotWindow window;
        window.shown(PlotKind::readout);
        auto *dock = window.findChild<QDockWidget *>(ui::nameOf(PlotKind::readout));
        dock->setFloating(true);
        QVERIFY(dock->isFloating() && window.plot(PlotKind::readout).isVisible());
        dock->setFloating(false);
        QVERIFY(!dock->isFloating());
    }

    void pictureAndDataAreCopied()
    {
        PlotWindow window;
        Plot &plot = window.shown(PlotKind::distance);
        QWidget *drawn = plot.view().findChild<QWidget *>(); // what a person clicks on
        const QPoint at(50, 50);
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, drawn->mapToGlobal(at));
        QCoreApplication::sendEvent(drawn, &event);
        auto *menu = plot.findChild<QMenu *>();
        QVERIFY(menu);
        for (QAction *action : menu->actions()) {
            if (action->text() == QStringLiteral("Copy &data"))
                action->trigger();
        }
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("panel\tseries")));
        for (QAction *action : menu->actions()) {
            if (action->text() == QStringLiteral("Copy &picture"))
                action->trigger();
        }
        QCOMPARE(QGuiApplication::clipboard()->image().width(), 2 * plot.view().width());
    }
};

PACKSCOPE_WIDGET_TEST(TestPlotDocks)
#include "tst_plot_docks.moc"
