// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure.h"

#include "ui/scene/text.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

QPointF pointOf(const Curve &curve, std::size_t i)
{
    return {curve.x[i], curve.y[i]};
}

Target targetOf(const Curve &curve, std::size_t i)
{
    return curve.target ? curve.target(static_cast<core::Index>(i)) : Target{};
}

/// The same number, or one of those of a row that is pointed at as a whole.
bool isShownBy(const Target &target, const Target &shown)
{
    if (target.unseen || shown.unseen)
        return target.unseen == shown.unseen;
    return target.identity.part != Part::none && target.identity == shown.identity &&
           (target.unit < 0 || target.unit == shown.unit);
}

PlotPoint pointOf(const PlotTile &tile, std::size_t panel)
{
    return {panel, tile.rect.center(), tile.name, tile.value, tile.target, tile.rect};
}

QString numberOf(double value)
{
    return QString::number(value, 'g', 9); // a float32 reads back the same
}

} // namespace

Target PlotMap::targetAt(core::Index row, core::Index column) const
{
    Identity identity = state;
    identity.step = core::StepIndex(column);
    if (column >= onPadding)
        identity.lane = core::Lane::padded;
    return {identity, static_cast<int>(row), {}};
}

std::optional<PlotMap::Place> PlotMap::placeOf(const Target &target) const
{
    const core::Index column = target.identity.step.value();
    if (target.unseen || column >= columns || target.unit >= rows ||
        targetAt(0, column).identity != target.identity)
        return std::nullopt;
    return target.unit < 0 ? Place{column, 0, rows} : Place{column, target.unit, 1};
}

namespace {

PlotPoint pointOf(const PlotMap &map, std::size_t panel, core::Index row, core::Index column)
{
    const QRectF rect(static_cast<double>(column) - 0.5, static_cast<double>(row) - 0.5, 1, 1);
    return {panel,
            rect.center(),
            map.name,
            map.values[static_cast<std::size_t>(row * map.columns + column)],
            map.targetAt(row, column),
            rect};
}

} // namespace

std::optional<PlotPoint> nearestPoint(const Figure &figure, std::size_t panel, QPointF at,
                                      QSizeF pixels, double reach)
{
    const PlotPanel &in = figure.panels[panel];
    std::optional<PlotPoint> nearest;
    double least = reach;
    // What is drawn later lies on top, so of equals the later one is meant.
    for (const Curve &curve : in.curves)
        for (std::size_t i = 0; curve.target && i < curve.x.size(); ++i) {
            const QPointF away = pointOf(curve, i) - at;
            const double distance =
                std::hypot(away.x() * pixels.width(), away.y() * pixels.height());
            if (distance > least)
                continue;
            least = distance;
            nearest = PlotPoint{panel, pointOf(curve, i), curve.name, curve.y[i], {}, {}};
            nearest->target = targetOf(curve, i);
        }
    if (nearest)
        return nearest;
    for (const Tiles &tiles : in.tiles)
        for (const PlotTile &tile : tiles.tiles)
            if (tile.rect.contains(at))
                return pointOf(tile, panel);
    if (in.map) {
        const auto row = static_cast<core::Index>(std::lround(at.y()));
        const auto column = static_cast<core::Index>(std::lround(at.x()));
        if (row >= 0 && row < in.map->rows && column >= 0 && column < in.map->columns)
            return pointOf(*in.map, panel, row, column);
    }
    return std::nullopt;
}

std::vector<PlotPoint> pointsOf(const Figure &figure, const std::vector<Target> &targets)
{
    std::vector<PlotPoint> points;
    const auto isMeant = [&](const Target &shown) {
        return std::ranges::any_of(targets,
                                   [&](const Target &target) { return isShownBy(target, shown); });
    };
    for (std::size_t p = 0; p < figure.panels.size(); ++p) {
        const PlotPanel &panel = figure.panels[p];
        for (const Curve &curve : panel.curves)
            for (std::size_t i = 0; curve.target && i < curve.x.size(); ++i)
                if (const Target target = targetOf(curve, i); isMeant(target))
                    points.push_back({p, pointOf(curve, i), curve.name, curve.y[i], target, {}});
        for (const Tiles &tiles : panel.tiles)
            for (const PlotTile &tile : tiles.tiles)
                if (isMeant(tile.target))
                    points.push_back(pointOf(tile, p));
        for (const Target &target : targets)
            if (const auto place = panel.map ? panel.map->placeOf(target) : std::nullopt)
                for (core::Index row = 0; row < place->rows; ++row)
                    points.push_back(pointOf(*panel.map, p, place->firstRow + row, place->column));
    }
    return points;
}

QString dataText(const Figure &figure)
{
    QString text = QStringLiteral("panel\tseries\tx\ty\tvalue\n");
    const auto add = [&text](const QString &panel, const QString &series, QPointF at,
                             double value) {
        text += panel + QLatin1Char('\t') + series + QLatin1Char('\t') + numberOf(at.x()) +
                QLatin1Char('\t') + numberOf(at.y()) + QLatin1Char('\t') + numberOf(value) +
                QLatin1Char('\n');
    };
    for (const PlotPanel &panel : figure.panels) {
        const QString name =
            (panel.badge ? QString::fromStdString(core::sequenceName(*panel.badge)) + u' '
                         : QString()) +
            plainText(panel.head);
        for (const Curve &curve : panel.curves)
            for (std::size_t i = 0; !curve.isDrawnOnly && i < curve.x.size(); ++i)
                add(name, curve.name, pointOf(curve, i), curve.y[i]);
        for (const Tiles &tiles : panel.tiles)
            for (const PlotTile &tile : tiles.tiles)
                add(name, tile.name, tile.rect.center(), tile.value);
        if (!panel.map)
            continue;
        for (core::Index row = 0; row < panel.map->rows; ++row)
            for (core::Index column = 0; column < panel.map->columns; ++column) {
                const PlotPoint point = pointOf(*panel.map, 0, row, column);
                add(name, panel.map->name, point.at, point.value);
            }
    }
    return text;
}

} // namespace ui
