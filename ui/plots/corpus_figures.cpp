// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/corpus_figures.h"

#include "ui/scene/count_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

class CorpusFigures {
    Q_DECLARE_TR_FUNCTIONS(CorpusFigures)
};

QString tr(const char *text)
{
    return CorpusFigures::tr(text);
}

/// A mark of this kind leads to no number of the trace, but is found by the pointer.
Target nowhere(core::Index)
{
    return {};
}

// --- Lengths ---

constexpr std::int64_t mostColumns = 48;

/// Columns of `width` lengths each, up to `last`.
struct Columns {
    std::int64_t width = 1;
    std::int64_t last = 1; ///< the longest length in a column
};

Columns columnsFor(const core::LengthHistogram &lengths)
{
    // The longest hundredth is shown if it does not press the rest together.
    const std::int64_t usual = lengths.quantile(0.99);
    const std::int64_t last = lengths.longest() <= 2 * usual ? lengths.longest() : usual;
    Columns columns;
    for (int i = 0; last / columns.width >= mostColumns; ++i) // 1, 2, 5, 10, 20, 50 …
        columns.width = i % 3 == 1 ? columns.width / 2 * 5 : columns.width * 2;
    columns.last = (last / columns.width + 1) * columns.width - 1;
    return columns;
}

Tiles tilesOf(const core::LengthHistogram &lengths, const Columns &columns)
{
    std::vector<std::int64_t> counts(static_cast<std::size_t>(columns.last / columns.width + 1));
    for (const auto &[length, count] : lengths.counts())
        if (length <= columns.last)
            counts[static_cast<std::size_t>(length / columns.width)] += count;
    Tiles tiles;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto from = static_cast<std::int64_t>(i) * columns.width;
        const std::int64_t to = from + columns.width - 1;
        const double share =
            100 * static_cast<double>(counts[i]) / static_cast<double>(lengths.sequences());
        PlotTile tile;
        tile.name = from == to
                        ? tr("length %1: %2 sequences").arg(countText(to)).arg(countText(counts[i]))
                        : tr("lengths %1 to %2: %3 sequences")
                              .arg(countText(std::max<std::int64_t>(from, 1)), countText(to),
                                   countText(counts[i]));
        tile.rect =
            QRectF(static_cast<double>(from) - 0.5, 0, static_cast<double>(columns.width), share);
        tile.fill = Role::input;
        tile.value = share;
        tiles.tiles.push_back(tile);
    }
    return tiles;
}

void addMedian(PlotPanel &panel, std::int64_t median)
{
    Curve line;
    line.name = tr("median");
    line.x.assign(2, static_cast<double>(median));
    line.y = {0, panel.y.to};
    line.dashed = true;
    panel.curves.push_back(line);
    const bool atRight = static_cast<double>(median) < panel.x.to / 2;
    panel.notes.push_back(
        {{static_cast<double>(median) + (atRight ? 0.02 : -0.02) * panel.x.to, 0.93 * panel.y.to},
         (atRight ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter,
         {tr("median %1").arg(countText(median)), Face::prose, Role::ink}});
}

// --- Padding ---

/// One order of the sequences.
struct Order {
    QString name;
    double core::CorpusCost::*cells;
    Role colour;
};

Curve cellsOver(const CountedCorpus &counted, const Order &order)
{
    Curve curve;
    curve.name = order.name;
    curve.colour = order.colour;
    curve.width = 2;
    curve.target = nowhere;
    for (const core::CorpusCost &cost : counted.costs) {
        curve.x.push_back(static_cast<double>(curve.x.size()));
        curve.y.push_back(100 *
                          core::paddingShare(cost.*order.cells, counted.corpus.lengths.cells()));
    }
    return curve;
}

/// Names at the ends of the curves, the lowest first, none on another and all within the axes.
void addNames(PlotPanel &panel)
{
    const double apart = 0.11 * panel.y.to;
    double lowest = 0.03 * panel.y.to;
    for (auto curve = panel.curves.rbegin(); curve != panel.curves.rend(); ++curve) {
        const double y = std::max(lowest, curve->y.back());
        panel.notes.push_back({{curve->x.back() + 0.2, y},
                               Qt::AlignLeft | Qt::AlignVCenter,
                               {curve->name, Face::bold, curve->colour}});
        lowest = y + apart;
    }
    double highest = 0.95 * panel.y.to;
    for (auto note = panel.notes.rbegin(); note != panel.notes.rend(); ++note) {
        note->at.setY(std::min(note->at.y(), highest));
        highest = note->at.y() - apart;
    }
}

} // namespace

Figure lengthsFigure(const CountedCorpus &counted)
{
    const core::LengthHistogram &lengths = counted.corpus.lengths;
    const Columns columns = columnsFor(lengths);
    PlotPanel panel;
    panel.playhead = Playhead::none;
    panel.tiles.push_back(tilesOf(lengths, columns));
    double highest = 0;
    std::int64_t longer = lengths.sequences();
    for (const PlotTile &tile : panel.tiles.front().tiles)
        highest = std::max(highest, tile.value);
    for (const auto &[length, count] : lengths.counts())
        longer -= length <= columns.last ? count : 0;
    const bool words = counted.unit == core::LengthUnit::words;
    panel.x = {words ? tr("words") : tr("characters"),
               -0.5,
               static_cast<double>(columns.last) + 0.5,
               {},
               true};
    panel.y = {tr("% of the sequences"), 0, 1.12 * highest};
    addMedian(panel, lengths.median());
    Figure figure;
    figure.title = tr("Lengths");
    if (longer > 0)
        figure.explanation = {{tr("%1 are longer, up to %2")
                                   .arg(percentText(static_cast<double>(longer) /
                                                    static_cast<double>(lengths.sequences())),
                                        countText(lengths.longest()))}};
    figure.panels.push_back(std::move(panel));
    return figure;
}

Figure paddingFigure(const CountedCorpus &counted)
{
    const Order orders[] = {{tr("random"), &core::CorpusCost::random, Role::ink},
                            {tr("buckets"), &core::CorpusCost::bucketed, Role::ink3},
                            {tr("sorted"), &core::CorpusCost::sorted, Role::accent}};
    PlotPanel panel;
    double highest = 5;
    for (const Order &order : orders) {
        panel.curves.push_back(cellsOver(counted, order));
        highest = std::max(highest, std::ranges::max(panel.curves.back().y));
    }
    for (const Curve &curve : panel.curves)
        for (std::size_t i = 0; i < curve.x.size(); ++i)
            panel.marks.push_back({{curve.x[i], curve.y[i]}, curve.colour, 2.5});
    panel.x = {tr("batch size"), -0.4, static_cast<double>(counted.costs.size()) + 1.1, {}, true};
    for (const core::CorpusCost &cost : counted.costs)
        panel.x.names += QString::number(cost.batchSize);
    panel.y = {tr("% of the cells"), -0.04 * highest, std::min(100.0, 1.12 * highest)};
    addNames(panel);
    Figure figure;
    figure.title = tr("Padding");
    figure.explanation = {{tr("by the order of the sequences")}};
    figure.panels.push_back(std::move(panel));
    return figure;
}

} // namespace ui
