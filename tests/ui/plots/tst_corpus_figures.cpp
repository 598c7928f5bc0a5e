// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/plots/corpus_figures.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace ui;

namespace {

CountedCorpus countedOf(const core::LengthHistogram &lengths)
{
    CountedCorpus counted;
    counted.corpus.lengths = lengths;
    for (const std::int64_t b : {8, 16, 32, 64, 128, 256, 512})
        counted.costs.push_back(core::costOf(lengths, b));
    return counted;
}

/// Lengths with a long tail.
core::LengthHistogram tailed(int n)
{
    std::mt19937 generator(1);
    std::lognormal_distribution<double> length(3, 0.9);
    core::LengthHistogram lengths;
    for (int i = 0; i < n; ++i)
        lengths.add(1 + static_cast<std::int64_t>(length(generator)));
    return lengths;
}

} // namespace

class TestCorpusFigures : public QObject {
    Q_OBJECT

  private slots:
    void columnsHoldAllSequences_data()
    {
        QTest::addColumn<int>("longest");
        for (const int longest : {1, 2, 47, 48, 49, 100, 400, 12'345})
            QTest::addRow("up to %d", longest) << longest;
    }
    void columnsHoldAllSequences()
    {
        QFETCH(const int, longest);
        core::LengthHistogram lengths;
        for (int length = 1; length <= longest; ++length)
            lengths.add(length, 1 + length % 7);
        const Figure figure = lengthsFigure(countedOf(lengths));
        const auto &tiles = figure.panels.front().tiles.front().tiles;
        QVERIFY(tiles.size() <= 48 + 1);
        QVERIFY(figure.explanation.empty());
        double shares = 0;
        for (const PlotTile &tile : tiles) {
            // Counted again, length by length.
            std::int64_t sequences = 0;
            for (const auto &[length, count] : lengths.counts())
                if (std::abs(static_cast<double>(length) - tile.rect.center().x()) <
                    tile.rect.width() / 2)
                    sequences += count;
            const double share =
                100 * static_cast<double>(sequences) / static_cast<double>(lengths.sequences());
            QCOMPARE(tile.value, share);
            QCOMPARE(tile.rect.height(), share);
            QVERIFY(tile.rect.height() < figure.panels.front().y.to);
            shares += share;
        }
        QVERIFY(std::abs(shares - 100) < 1e-9);
    }

    void fewThatAreMuchLongerAreTold()
    {
        core::LengthHistogram lengths = tailed(1000);
        lengths.add(100'000, 3);
        const Figure figure = lengthsFigure(countedOf(lengths));
        const PlotPanel &panel = figure.panels.front();
        QVERIFY(panel.x.to < 1000);
        QCOMPARE(figure.explanation.size(), std::size_t{1});
        QVERIFY(figure.explanation.front().text.contains("are longer, up to 100\u2009000"));
        double shares = 0;
        for (const PlotTile &tile : panel.tiles.front().tiles)
            shares += tile.value;
        QVERIFY(shares >= 99 && shares < 100);
    }

    void curvesAreTheCosts()
    {
        const CountedCorpus counted = countedOf(tailed(5000));
        const Figure figure = paddingFigure(counted);
        const PlotPanel &panel = figure.panels.front();
        QCOMPARE(panel.curves.size(), std::size_t{3});
        QCOMPARE(panel.x.names, QStringList({"8", "16", "32", "64", "128", "256", "512"}));
        const auto real = static_cast<double>(counted.corpus.lengths.cells());
        for (std::size_t i = 0; i < counted.costs.size(); ++i) {
            const core::CorpusCost &cost = counted.costs[i];
            const double cells[] = {cost.random, cost.bucketed, cost.sorted};
            for (std::size_t order = 0; order < 3; ++order) {
                QCOMPARE(panel.curves[order].x[i], static_cast<double>(i));
                QCOMPARE(panel.curves[order].y[i], 100 * (1 - real / cells[order]));
                QVERIFY(panel.curves[order].y[i] <= panel.y.to);
            }
        }
    }

    /// Also where the curves end in one point.
    void namesStandApart()
    {
        core::LengthHistogram same;
        same.add(7, 1000);
        for (const core::LengthHistogram &lengths : {tailed(20'000), tailed(300), same}) {
            const Figure figure = paddingFigure(countedOf(lengths));
            const PlotPanel &panel = figure.panels.front();
            QCOMPARE(panel.notes.size(), std::size_t{3});
            for (std::size_t i = 1; i < panel.notes.size(); ++i)
                QVERIFY(panel.notes[i].at.y() - panel.notes[i - 1].at.y() >=
                        0.1 * (panel.y.to - panel.y.from));
            QVERIFY(panel.notes.back().at.y() < panel.y.to);
            QVERIFY(panel.notes.front().at.x() < panel.x.to);
        }
    }
};

PACKSCOPE_WIDGET_TEST(TestCorpusFigures)
#include "tst_corpus_figures.moc"
