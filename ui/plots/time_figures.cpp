// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/time_figures.h"

#include "ui/scene/text.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using core::Index;
using core::Lane;
using core::SequenceIndex;

struct TimeFigures {
    Q_DECLARE_TR_FUNCTIONS(TimeFigures)

  public:
    const FigureParts &parts;

    [[nodiscard]] QString letter(SequenceIndex sequence) const
    {
        return QString::fromStdString(core::sequenceName(sequence));
    }

    /// A figure with one panel for each of the sequences that are shown.
    template <class PanelOf> [[nodiscard]] Figure eachSequence(PlotKind kind, PanelOf panelOf) const
    {
        Figure figure;
        figure.title = titleOf(kind);
        figure.columns = parts.columns();
        for (const SequenceIndex sequence : parts.shown())
            figure.panels.push_back(panelOf(sequence));
        return figure;
    }

    // --- Every unit ---

    [[nodiscard]] PlotPanel heatmap(SequenceIndex sequence, double range) const
    {
        PlotPanel panel = parts.panelOf(sequence);
        panel.hatched.clear(); // the cells have their own
        const Index H = parts.trace.H(), steps = parts.width();
        const Index end = parts.trace.lengthOf(sequence);
        panel.y = {TimeFigures::tr("unit"), -0.5, static_cast<double>(H) - 0.5, {}, true};
        panel.y.upwards = false;
        PlotMap map;
        map.name = TimeFigures::tr("%1 h").arg(letter(sequence));
        map.rows = H;
        map.columns = parts.hasPadded() ? steps : end;
        map.range = range;
        map.onPadding = end;
        map.state = {Part::hidden,       parts.hasPacked() ? Lane::packed : Lane::padded,
                     sequence,           {},
                     parts.choice.layer, parts.choice.direction};
        map.values.resize(static_cast<std::size_t>(map.rows * map.columns));
        for (const Lane lane : {Lane::padded, Lane::packed}) {
            if (lane == Lane::padded ? !parts.hasPadded() : !parts.hasPacked())
                continue;
            const auto states = core::hiddenOverTime(parts.trace, parts.run(lane), sequence);
            for (Index t = 0; t < states.extent(0); ++t)
                for (Index unit = 0; unit < H; ++unit)
                    map.values[static_cast<std::size_t>(unit * map.columns + t)] =
                        states.at(t, unit);
        }
        panel.map = std::move(map);
        if (parts.hasPacked()) {
            const double last = parts.choice.direction ? 0 : static_cast<double>(end - 1);
            panel.frames.push_back({QRectF(last - 0.5, -0.5, 1, static_cast<double>(H))});
        }
        panel.notes.push_back({QPointF(-0.5, static_cast<double>(parts.choice.units.front())),
                               Qt::AlignRight | Qt::AlignVCenter,
                               {QStringLiteral("▸"), Face::prose, Role::accent},
                               12});
        return panel;
    }

    [[nodiscard]] Figure heatmaps() const
    {
        const double range = niceAbove(parts.trace.largestOutput);
        Figure figure = eachSequence(
            PlotKind::heatmap, [&](SequenceIndex sequence) { return heatmap(sequence, range); });
        figure.explanation = {
            {parts.hasPacked() ? TimeFigures::tr("column = step, row = unit; boxed column = true "
                                                 "last state")
                               : TimeFigures::tr("column = step, row = unit")}};
        figure.keys = {{PlotKey::Look::ramp, {}, rangeText(range)}};
        if (parts.hasPadded())
            figure.keys.push_back(
                {PlotKey::Look::hatch, {}, TimeFigures::tr("computed on padding")});
        return figure;
    }

    // --- Distance ---

    [[nodiscard]] PlotPanel distance(SequenceIndex sequence) const
    {
        PlotPanel panel = parts.panelOf(sequence);
        panel.y.label = TimeFigures::tr("distance");
        const auto distances =
            core::laneDistance(parts.trace, parts.choice.layer, parts.choice.direction, sequence);
        Curve curve;
        curve.name = TimeFigures::tr("%1 |padded − packed|").arg(letter(sequence));
        for (std::size_t t = 0; t < distances.size(); ++t) {
            curve.x.push_back(static_cast<double>(t));
            curve.y.push_back(distances[t]);
        }
        curve.colour = Role::alarm;
        curve.width = 1.6;
        curve.fill = Colour(Role::alarm, 0.16);
        curve.target = parts.targets(Part::hidden, Lane::padded, sequence, 0, -1);
        const bool reverse = parts.choice.direction != 0;
        const QPointF end = reverse ? QPointF(curve.x.front(), curve.y.front())
                                    : QPointF(curve.x.back(), curve.y.back());
        if (reverse) {
            panel.marks.push_back({end, Role::alarm});
        } else if (parts.trace.lengthOf(sequence) == parts.width()) {
            panel.notes.push_back({{0, 0},
                                   Qt::AlignHCenter | Qt::AlignBottom,
                                   {TimeFigures::tr("no pads, no drift"), Face::prose, Role::ink3},
                                   11});
            panel.notes.back().at.setX((panel.x.from + panel.x.to) / 2);
        } else {
            panel.marks.push_back({end, Role::alarm});
            panel.notes.push_back({end,
                                   Qt::AlignRight | Qt::AlignBottom,
                                   {numberText(end.y(), 2), Face::monoBold, Role::alarm},
                                   12});
        }
        panel.curves.push_back(std::move(curve));
        return panel;
    }

    [[nodiscard]] Figure distances() const
    {
        if (!parts.trace.padded)
            return {titleOf(PlotKind::distance),
                    {},
                    {},
                    1,
                    {},
                    TimeFigures::tr("There is no padded lane: the dropout masks belong to packed "
                                    "rows.")};
        Figure figure = eachSequence(PlotKind::distance,
                                     [&](SequenceIndex sequence) { return distance(sequence); });
        double largest = 0;
        for (const PlotPanel &panel : figure.panels)
            for (const double y : panel.curves.front().y)
                largest = std::isfinite(y) ? std::max(largest, y) : largest;
        for (PlotPanel &panel : figure.panels) {
            // Room for the number above the last point, and for all of the line at zero.
            panel.y.to = largest > 1e-6 ? 1.3 * largest : 1;
            panel.y.from = -0.03 * panel.y.to;
        }
        figure.explanation = {
            {parts.choice.direction
                 ? TimeFigures::tr("Euclidean; read from the end, the padded lane begins on the "
                                   "pads and the packed one on the last token")
                 : TimeFigures::tr("Euclidean: zero until the last token; then the packed state "
                                   "is parked and the padded one moves on")}};
        return figure;
    }

    // --- Gates ---

    void addGates(PlotPanel &panel, Lane lane, SequenceIndex sequence) const
    {
        const Index unit = parts.choice.units.front();
        const auto gates = core::gatesOverTime(parts.trace, parts.run(lane), sequence, unit);
        const Index first = lane == Lane::padded ? parts.partingOf(sequence) : 0;
        const struct {
            const char *name;
            Part part;
            Role role;
            const std::vector<double> &values;
        } series[] = {{"r", Part::reset, Role::reset, gates.r},
                      {"z", Part::update, Role::update, gates.z},
                      {"n", Part::candidate, Role::candidate, gates.n}};
        for (const auto &[name, part, role, values] : series) {
            Curve curve;
            curve.name = TimeFigures::tr("%1 %2, unit %3, %4")
                             .arg(letter(sequence), QLatin1String(name))
                             .arg(unit)
                             .arg(lane == Lane::packed ? TimeFigures::tr("packed")
                                                       : TimeFigures::tr("padded"));
            curve.firstStep = first;
            for (Index t = first; t < std::ssize(values); ++t) {
                curve.x.push_back(static_cast<double>(t));
                curve.y.push_back(values[static_cast<std::size_t>(t)]);
            }
            curve.colour = role;
            curve.width = lane == Lane::packed ? 2 : 1.6;
            curve.dashed = lane == Lane::padded;
            curve.target = parts.targets(part, lane, sequence, first, static_cast<int>(unit));
            panel.curves.push_back(std::move(curve));
        }
    }

    [[nodiscard]] Figure gates() const
    {
        Figure figure = eachSequence(PlotKind::gates, [&](SequenceIndex sequence) {
            PlotPanel panel = parts.panelOf(sequence);
            panel.y = {TimeFigures::tr("r, z, n"), -1.05, 1.05};
            if (parts.hasPadded())
                addGates(panel, Lane::padded, sequence);
            if (parts.hasPacked())
                addGates(panel, Lane::packed, sequence);
            return panel;
        });
        figure.title = TimeFigures::tr("Gates of unit %1").arg(parts.choice.units.front());
        figure.explanation = {{parts.choice.direction
                                   ? TimeFigures::tr("h = (1 − z) n + z h(t+1)")
                                   : TimeFigures::tr("h = (1 − z) n + z h(t−1)")}};
        if (parts.hasPacked() && parts.hasPadded())
            figure.explanation.push_back({TimeFigures::tr("; padded dashed")});
        figure.keys = {{PlotKey::Look::line, Role::reset, TimeFigures::tr("reset gate r")},
                       {PlotKey::Look::line, Role::update, TimeFigures::tr("update gate z")},
                       {PlotKey::Look::line, Role::candidate, TimeFigures::tr("candidate n")}};
        return figure;
    }
};

Figure withCount(Figure figure, const FigureParts &parts)
{
    for (const Span &span : parts.notAll())
        figure.explanation.push_back(span);
    return figure;
}

} // namespace

Figure heatmapFigure(const FigureParts &parts)
{
    return withCount(TimeFigures{parts}.heatmaps(), parts);
}

Figure distanceFigure(const FigureParts &parts)
{
    return withCount(TimeFigures{parts}.distances(), parts);
}

Figure gatesFigure(const FigureParts &parts)
{
    return withCount(TimeFigures{parts}.gates(), parts);
}

Figure overviewFigure(const FigureParts &parts)
{
    PlotInput input = parts.input;
    input.room = QSize(input.room.width(), 1);
    const std::vector<Span> notAll = FigureParts(input).notAll();
    input.choice.sequences.resize(std::min<std::size_t>(
        input.choice.sequences.size(), static_cast<std::size_t>(input.room.width())));
    const FigureParts row(input);
    Figure figure = hiddenFigure(row);
    // Whose column it is stands on top; the first of a row tells what the row is.
    const auto append = [&figure](const Figure &more) {
        for (std::size_t i = 0; i < more.panels.size(); ++i) {
            PlotPanel panel = more.panels[i];
            panel.badge.reset();
            panel.head.clear();
            if (i == 0) {
                panel.head = {{more.title + QStringLiteral("   "), Face::bold, Role::ink}};
                panel.head.insert(panel.head.end(), more.explanation.begin(),
                                  more.explanation.end());
            }
            figure.panels.push_back(std::move(panel));
        }
    };
    // As many rows as can be read.
    if (parts.input.room.height() > 1)
        append(heatmapFigure(row));
    if (parts.input.room.height() > 2 && parts.trace.padded)
        append(distanceFigure(row));
    if (parts.input.room.height() > 1)
        figure.keys.push_back(
            {PlotKey::Look::ramp, {}, rangeText(niceAbove(parts.trace.largestOutput))});
    figure.explanation.insert(figure.explanation.end(), notAll.begin(), notAll.end());
    return figure;
}

} // namespace ui
