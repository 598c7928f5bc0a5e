// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/readout_path.h"
#include "core/explain/cell.h"
#include "tests/support/test_program.h"
#include "tests/support/traces.h"
#include "ui/plots/figure_of.h"
#include "ui/scene/target_cells.h"

#include <QTest>

#include <cmath>
#include <set>

using core::Index;
using ui::Figure;
using ui::PlotInput;
using ui::PlotKind;
using ui::PlotPanel;

namespace {

PlotInput inputOf(std::string_view example, QSize room = {8, 4})
{
    PlotInput input{tests::traceOf(example)};
    input.room = room;
    return input;
}

/// How many numbers of a figure were compared with the cell that they lead to.
int compareWithCells(const Figure &figure, const core::Trace &trace)
{
    int compared = 0;
    const auto compare = [&](const ui::Target &target, double value, const QString &name) {
        const auto cell = ui::cellOf(trace, target);
        if (!cell)
            return;
        const double real = core::valueOf(trace, *cell);
        if (!(value == real || (std::isnan(value) && std::isnan(real))))
            QFAIL(qPrintable(name + QStringLiteral(": %1 is not %2").arg(value).arg(real)));
        ++compared;
    };
    for (const PlotPanel &panel : figure.panels) {
        for (const ui::Curve &curve : panel.curves)
            for (std::size_t i = 0; curve.target && i < curve.x.size(); ++i)
                compare(curve.target(static_cast<Index>(i)), curve.y[i], curve.name);
        for (const ui::Tiles &tiles : panel.tiles)
            for (const ui::PlotTile &tile : tiles.tiles)
                compare(tile.target, tile.value, tile.name);
        for (Index row = 0; panel.map && row < panel.map->rows; ++row)
            for (Index column = 0; column < panel.map->columns; ++column)
                compare(
                    panel.map->targetAt(row, column),
                    panel.map->values[static_cast<std::size_t>(row * panel.map->columns + column)],
                    panel.map->name);
    }
    return compared;
}

} // namespace

class TestFigureOf : public QObject {
    Q_OBJECT

  private slots:
    void everyNumberIsThatOfItsCell_data()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<int>("kind");
        for (const core::Example &example : core::examples())
            for (const PlotKind kind : {PlotKind::overview, PlotKind::hidden, PlotKind::heatmap,
                                        PlotKind::gates, PlotKind::batchSizes}) {
                const auto name = QString::fromUtf8(example.name.data(), std::ssize(example.name));
                QTest::newRow(qPrintable(name + u' ' + ui::nameOf(kind)))
                    << name << static_cast<int>(kind);
            }
        QTest::newRow("words readout") << "words" << static_cast<int>(PlotKind::readout);
    }
    /// Asked as the inspector asks, in every lane, layer and direction.
    void everyNumberIsThatOfItsCell()
    {
        QFETCH(QString, example);
        QFETCH(int, kind);
        PlotInput input = inputOf(example.toStdString());
        const auto &shape = input.trace->shape();
        int compared = 0;
        for (Index layer = 0; layer < shape.numLayers; ++layer)
            for (Index direction = 0; direction < shape.directions; ++direction)
                for (const auto lanes : {ui::Lanes::both, ui::Lanes::packed, ui::Lanes::padded}) {
                    input.lanes = lanes;
                    input.choice = {layer, direction, {0, shape.hiddenSize - 1}, {}};
                    compared += compareWithCells(ui::figureOf(static_cast<PlotKind>(kind), input),
                                                 *input.trace);
                }
        QVERIFY(compared > 0);
    }

    /// The packed curve ends at the last state; the padded one goes on from there to the last pad.
    void thePaddedCurveLeavesThePackedOne()
    {
        const Figure figure = ui::figureOf(PlotKind::hidden, inputOf("words"));
        const auto trace = tests::traceOf("words");
        QCOMPARE(std::ssize(figure.panels), trace->B());
        for (const PlotPanel &panel : figure.panels) {
            const core::SequenceIndex b = *panel.badge;
            const ui::Curve &packed = panel.curves.back();
            QCOMPARE(std::ssize(packed.x), trace->lengthOf(b));
            QCOMPARE(packed.y.back(), trace->lastStates.at(b.value(), 0));
            const auto padded = std::ranges::find_if(panel.curves, [](const ui::Curve &curve) {
                return curve.dashed && curve.width > 1;
            });
            QVERIFY(padded != panel.curves.end());
            QCOMPARE(padded->x.front(), packed.x.back());
            QCOMPARE(padded->x.back(), static_cast<double>(trace->paddedWidth() - 1));
            QCOMPARE(padded->y.back(), trace->naiveStates.at(b.value(), 0));
            QCOMPARE(panel.hatched.empty(), trace->lengthOf(b) == trace->paddedWidth());
        }
    }

    /// What stands on top of each other sums to one, at each step of both lanes.
    void probabilitiesFillTheirColumn()
    {
        const Figure figure = ui::figureOf(PlotKind::readout, inputOf("words"));
        const auto trace = tests::traceOf("words");
        for (const PlotPanel &panel : figure.panels) {
            std::map<double, double> sums;
            for (const ui::PlotTile &tile : panel.tiles.front().tiles) {
                QVERIFY(std::abs(tile.rect.top() - sums[tile.rect.left()]) < 1e-12);
                sums[tile.rect.left()] += tile.rect.height();
            }
            QCOMPARE(std::ssize(sums), trace->paddedWidth());
            for (const auto &[left, sum] : sums)
                QVERIFY(std::abs(sum - 1) < 1e-12);
        }
    }

    /// All words of the example are read rightly, and all shorter ones are led astray by the pads.
    void theReadoutSaysWhereThePadsLead()
    {
        const Figure figure = ui::figureOf(PlotKind::readout, inputOf("words"));
        const auto trace = tests::traceOf("words");
        for (const PlotPanel &panel : figure.panels) {
            const bool isShorter = trace->lengthOf(*panel.badge) < trace->paddedWidth();
            QCOMPARE(std::ssize(panel.head), isShorter ? 2 : 1);
        }
    }
    void withoutAReadoutItSaysSo()
    {
        const Figure figure = ui::figureOf(PlotKind::readout, inputOf("article"));
        QVERIFY(figure.panels.empty() && !figure.empty.isEmpty());
    }

    /// The heights sum to N, and so do the widths.
    void theStaircaseHasTheLengthsAndTheBatchSizes()
    {
        const auto trace = tests::traceOf("eight");
        const PlotPanel panel = ui::figureOf(PlotKind::batchSizes, inputOf("eight")).panels.front();
        double widths = 0, heights = 0;
        for (const ui::PlotTile &tile : panel.tiles.front().tiles)
            widths += tile.rect.width();
        const ui::Curve &steps = panel.curves.front();
        for (std::size_t i = 0; i + 1 < steps.x.size(); ++i)
            heights += steps.y[i] * (steps.x[i + 1] - steps.x[i]);
        QCOMPARE(widths, static_cast<double>(trace->N()));
        QCOMPARE(heights, static_cast<double>(trace->N()));
    }

    /// In the plane, states that are one number apart in the trace stand in one place.
    void pathsPartOnThePads()
    {
        const PlotPanel panel = ui::figureOf(PlotKind::paths, inputOf("words")).panels.front();
        const auto trace = tests::traceOf("words");
        std::vector<ui::Curve> curves;
        std::ranges::copy_if(panel.curves, std::back_inserter(curves),
                             [](const ui::Curve &curve) { return !curve.isDrawnOnly; });
        QCOMPARE(std::ssize(curves), 2 * trace->B());
        for (std::size_t i = 0; i < curves.size(); i += 2) {
            const ui::Curve &padded = curves[i], &packed = curves[i + 1];
            QVERIFY(padded.dashed && !packed.dashed);
            QVERIFY(std::hypot(padded.x.front() - packed.x.back(),
                               padded.y.front() - packed.y.back()) < 1e-4);
        }
    }

    /// With less room the figure shows less, and says how much.
    void thereIsNoMoreThanThereIsRoomFor()
    {
        const Figure heatmap = ui::figureOf(PlotKind::heatmap, inputOf("eight", {3, 1}));
        QCOMPARE(std::ssize(heatmap.panels), 3);
        QVERIFY(heatmap.explanation.back().text.contains(QStringLiteral("3 of 8")));
        const Figure hidden = ui::figureOf(PlotKind::hidden, inputOf("eight", {3, 1}));
        QCOMPARE(std::ssize(hidden.panels), 1);
        QVERIFY(std::ssize(hidden.panels.front().curves) >= 8);
        QCOMPARE(std::ssize(ui::figureOf(PlotKind::overview, inputOf("eight", {3, 2})).panels), 6);
    }

    /// A thousand sequences are neither drawn nor told apart at once.
    void manyLinesAreLimited()
    {
        PlotInput input{tests::randomTrace("B=100,T=4,V=20,D=2,H=2,high=20")};
        input.room = {3, 1};
        for (const PlotKind kind : {PlotKind::hidden, PlotKind::paths}) {
            const Figure figure = ui::figureOf(kind, input);
            std::set<core::Index> drawn;
            for (const ui::Curve &curve : figure.panels.front().curves)
                if (curve.target)
                    drawn.insert(curve.target(0).identity.sequence.value());
            QCOMPARE(drawn.size(), std::size_t{64});
            QVERIFY(std::ranges::any_of(figure.explanation, [](const ui::Span &span) {
                return span.text.contains(QStringLiteral("64 of 100"));
            }));
        }
    }

    void thePlayheadFollowsTheRunThatIsShown()
    {
        using core::Stage;
        const ui::PlotChoice forward{0, 0, {0}, {}}, reverse{0, 1, {0}, {}};
        const auto at = [](Stage stage, Index direction, Index step, double fraction) {
            return ui::Moment{stage, 0, direction, core::StepIndex(step), fraction};
        };
        QCOMPARE(ui::playheadStep(at(Stage::gru, 0, 3, 1), forward), std::optional(3.0));
        QCOMPARE(ui::playheadStep(at(Stage::gru, 0, 3, 0.5), forward), std::optional(2.5));
        QCOMPARE(ui::playheadStep(at(Stage::gru, 1, 3, 0.5), reverse), std::optional(3.5));
        QCOMPARE(ui::playheadStep(at(Stage::gru, 1, 3, 0.5), forward), std::nullopt);
        QCOMPARE(ui::playheadStep(at(Stage::batch, 0, 0, 0.5), forward), std::nullopt);
        QCOMPARE(ui::playheadStep(at(Stage::unpack, 0, 2, 0.5), reverse), std::optional(2.0));
    }
};

PACKSCOPE_WIDGET_TEST(TestFigureOf)
#include "tst_figure_of.moc"
