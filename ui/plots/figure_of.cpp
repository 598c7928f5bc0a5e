// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_of.h"

#include "ui/plots/batch_figures.h"
#include "ui/plots/time_figures.h"

namespace ui {

namespace {

// Units: pixels.
constexpr QSize smallestPanel(112, 104);
constexpr QSize aroundPanels(60, 60);

struct Plots {
    Q_DECLARE_TR_FUNCTIONS(Plots)
};

/// Which run is meant is not said yet.
Figure figureOf(PlotKind kind, const FigureParts &parts);

} // namespace

QString titleOf(PlotKind kind)
{
    switch (kind) {
    case PlotKind::overview:
        return Plots::tr("States side by side");
    case PlotKind::hidden:
        return Plots::tr("Hidden state over time");
    case PlotKind::heatmap:
        return Plots::tr("Every unit");
    case PlotKind::distance:
        return Plots::tr("Distance between the lanes");
    case PlotKind::gates:
        return Plots::tr("Gates over time");
    case PlotKind::batchSizes:
        return Plots::tr("Batch sizes and lengths");
    case PlotKind::readout:
        return Plots::tr("Readout over time");
    case PlotKind::paths:
        break;
    }
    return Plots::tr("Paths of the states");
}

QString nameOf(PlotKind kind)
{
    constexpr std::array names{"overview", "hidden",      "heatmap", "distance",
                               "gates",    "batch_sizes", "readout", "paths"};
    static_assert(names.size() == plotKindCount);
    return QLatin1String(names[static_cast<std::size_t>(kind)]);
}

QSize roomFor(const QSize &size)
{
    const QSize inside = size - aroundPanels;
    return {std::max(1, inside.width() / smallestPanel.width()),
            std::max(1, inside.height() / smallestPanel.height())};
}

Figure figureOf(PlotKind kind, const PlotInput &asked)
{
    PlotInput input = asked;
    input.choice = within(asked.choice, *asked.trace);
    const FigureParts parts(input);
    Figure figure = figureOf(kind, parts);
    const bool isOfRun =
        kind != PlotKind::batchSizes && kind != PlotKind::readout && kind != PlotKind::paths;
    if (const QString run = parts.runText(); isOfRun && !run.isEmpty())
        figure.title += QStringLiteral(", ") + run;
    if (const QString why = parts.whyNoPadded(); !why.isEmpty() && figure.empty.isEmpty())
        figure.explanation = {{why, Face::prose, Role::ink3}};
    return figure;
}

namespace {

Figure figureOf(PlotKind kind, const FigureParts &parts)
{
    switch (kind) {
    case PlotKind::overview:
        return overviewFigure(parts);
    case PlotKind::hidden:
        return hiddenFigure(parts);
    case PlotKind::heatmap:
        return heatmapFigure(parts);
    case PlotKind::distance:
        return distanceFigure(parts);
    case PlotKind::gates:
        return gatesFigure(parts);
    case PlotKind::batchSizes:
        return batchSizesFigure(parts);
    case PlotKind::readout:
        return readoutFigure(parts);
    case PlotKind::paths:
        break;
    }
    return pathsFigure(parts);
}

} // namespace

std::optional<double> playheadStep(const Moment &moment, const PlotChoice &choice)
{
    const double step = static_cast<double>(moment.step.value());
    switch (moment.stage) {
    case core::Stage::pack:
    case core::Stage::unpack:
        return step;
    case core::Stage::gru:
        if (moment.layer != choice.layer || moment.direction != choice.direction)
            return std::nullopt;
        return moment.direction ? step + 1 - moment.fraction : step - 1 + moment.fraction;
    default:
        return std::nullopt;
    }
}

} // namespace ui
