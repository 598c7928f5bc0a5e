// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/plots/figure_of.h"

#include <QTest>

using ui::Figure;
using ui::PlotKind;
using ui::PlotPoint;

namespace {

Figure figure(PlotKind kind)
{
    return ui::figureOf(kind, {tests::traceOf("words"), {}, ui::Lanes::both, {8, 2}});
}

} // namespace

class TestFigure : public QObject {
    Q_OBJECT

  private slots:
    /// What is pointed at is found again by what it stands for.
    void aPointAndItsTargetFindEachOther_data()
    {
        QTest::addColumn<int>("kind");
        for (const PlotKind kind : {PlotKind::hidden, PlotKind::heatmap, PlotKind::gates,
                                    PlotKind::readout, PlotKind::batchSizes, PlotKind::paths})
            QTest::newRow(qPrintable(ui::nameOf(kind))) << static_cast<int>(kind);
    }
    void aPointAndItsTargetFindEachOther()
    {
        QFETCH(int, kind);
        const Figure shown = figure(static_cast<PlotKind>(kind));
        const ui::PlotPanel &panel = shown.panels.back();
        const QSizeF pixels(200 / (panel.x.to - panel.x.from), 100 / (panel.y.to - panel.y.from));
        int found = 0;
        for (double x = panel.x.from; x < panel.x.to; x += (panel.x.to - panel.x.from) / 40)
            for (double y = panel.y.from; y < panel.y.to; y += (panel.y.to - panel.y.from) / 20) {
                const auto point =
                    ui::nearestPoint(shown, shown.panels.size() - 1, {x, y}, pixels, 14);
                if (!point)
                    continue;
                const auto back = ui::pointsOf(shown, {point->target});
                QVERIFY(std::ranges::any_of(back, [&](const PlotPoint &other) {
                    return other.panel == point->panel && other.at == point->at;
                }));
                ++found;
            }
        QVERIFY(found > 20);
    }

    void nothingIsFoundFarAway()
    {
        const Figure shown = figure(PlotKind::hidden);
        QVERIFY(ui::nearestPoint(shown, 0, {0, 0}, {20, 100}, 14)); // grey lines are everywhere
        QVERIFY(!ui::nearestPoint(shown, 0, {0, 50}, {20, 100}, 14));
    }

    /// A whole state lights all of its units.
    void aStateIsAllOfItsUnits()
    {
        const Figure shown = figure(PlotKind::heatmap);
        const ui::Target state{
            {ui::Part::hidden, core::Lane::packed, core::SequenceIndex(1), core::StepIndex(2)},
            -1,
            {}};
        const auto points = ui::pointsOf(shown, {state});
        QCOMPARE(points.size(), std::size_t{32});
        for (const PlotPoint &point : points) {
            QCOMPARE(point.panel, std::size_t{1});
            QCOMPARE(point.at.x(), 2.0);
        }
        // On a pad the packed lane has no state.
        ui::Target pad = state;
        pad.identity.step = core::StepIndex(8);
        QVERIFY(ui::pointsOf(shown, {pad}).empty());
        pad.identity.lane = core::Lane::padded;
        QCOMPARE(ui::pointsOf(shown, {pad}).size(), std::size_t{32});
    }

    /// A spreadsheet gets every number, to the last bit of a float.
    void theDataAreATable()
    {
        const auto trace = tests::traceOf("words");
        const QStringList lines =
            ui::dataText(figure(PlotKind::heatmap)).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 1 + trace->B() * trace->paddedWidth() * trace->H());
        for (const QString &line : lines)
            QCOMPARE(line.count(u'\t'), 4);
        const QStringList last = lines.constLast().split(u'\t');
        QCOMPARE(last[4].toFloat(),
                 static_cast<float>(trace->naiveStates.at(trace->B() - 1, trace->H() - 1)));
    }
};

PACKSCOPE_WIDGET_TEST(TestFigure)
#include "tst_figure.moc"
