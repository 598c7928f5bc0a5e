// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/page_parts.h"

#include "ui/scene/legend.h"
#include "ui/scene/rasters.h"
#include "ui/scene/reading.h"
#include "ui/scene/text.h"

namespace ui {

using core::Index;
using core::SequenceIndex;
using core::StepIndex;

const Rasters &Page::rasters()
{
    if (!m_rasters)
        m_rasters = std::make_shared<const Rasters>(trace);
    return *m_rasters;
}

SequenceIndex Page::sequenceOfRow(const PageGrid &grid, Index row) const
{
    return grid.isSorted ? trace.sequenceOf(core::SlotIndex(row)) : SequenceIndex(row);
}

void Page::heads(double bottom, const std::vector<PageHead> &heads)
{
    constexpr double size = 12, line = 17;
    for (const PageHead &head : heads) {
        const double width = head.right - head.left;
        text({head.left, bottom - line - 20},
             {words(head.number + QStringLiteral("  "), Role::ink3), strong(head.name)}, 15,
             Qt::AlignLeft, 1, width);
        text({head.left, bottom - line}, head.first, size, Qt::AlignLeft, 1, width);
        text({head.left, bottom}, head.second, size, Qt::AlignLeft, 1, width);
    }
}

void Page::laneTitle(double top, const QString &name, const std::vector<Span> &facts, double right)
{
    const double left = layout.canvas.left(), indent = widthOf(name, Face::bold, 18) + 14;
    text({left, top + 18}, name, Face::bold, 18, Role::ink);
    text({left + indent, top + 18}, facts, 14, Qt::AlignLeft, 1, right - left - indent);
}

void Page::grid(const PageGrid &grid)
{
    const Identity whole{grid.part, grid.lane, SequenceIndex(0), StepIndex(0), topLayer(), 0};
    const bool isPicture = grid.place.isPicture();
    if (isPicture)
        scene.add(Picture{grid.place.area(grid.columns, trace.B()), grid.picture, {}}, whole);
    for (Index row = 0; row < trace.B(); ++row) {
        const SequenceIndex sequence = sequenceOfRow(grid, row);
        const QRectF first = grid.place.cell(0, row);
        badge({first.left() - layout.badgeColumn, first.top(), layout.badgeColumn - 7,
               first.height()},
              sequence);
        for (Index t = 0; t < grid.columns && !isPicture; ++t)
            cell(grid, sequence, t, row);
    }
}

void Page::cell(const PageGrid &grid, SequenceIndex sequence, Index column, Index row)
{
    const QRectF rect = grid.place.cell(column, row);
    const bool over = column >= trace.lengthOf(sequence), states = grid.part != Part::embedding;
    const Identity identity{
        grid.part, grid.lane, sequence, StepIndex(column), states ? topLayer() : Index(0), 0};
    if (over && grid.beyond == PageGrid::Beyond::padding)
        return pad(rect, {Part::token, grid.lane, sequence, StepIndex(column), 0, 0});
    if (over && grid.beyond == PageGrid::Beyond::filled)
        return filled(rect, identity);
    TileLook tile;
    tile.rect = rect;
    tile.sequence = sequence;
    if (!over)
        tile.character = character(sequence, column);
    if (widthOf(tile.character, Face::mono, smallestTextOf(layout.size * layout.scale)) >
        rect.width() - 1)
        tile.character.clear(); // better none than what is cut
    tile.values = states ? output(grid.lane, sequence, column) : input(sequence, column);
    tile.range = states ? hiddenRange : inputRange;
    tile.onPadding = over;
    tile.identity = identity;
    this->tile(tile);
}

void Page::steps(const GridPlace &place, Index columns, Index marked)
{
    const double y = place.cell(0, trace.B() - 1).bottom() + 20;
    text({place.origin.x() - 8, y}, QStringLiteral("t"), Face::italic, 12, Role::ink3,
         Qt::AlignRight);
    const Index every = stepLabelEvery(place.columnPitch, columns);
    for (Index t = 0; t < columns; ++t) {
        const bool near = marked >= 0 && t != marked &&
                          std::abs(static_cast<double>(t - marked)) * place.columnPitch < 14;
        if (t == marked || (t % every == 0 && !near))
            text({place.cell(t, 0).center().x(), y}, QString::number(t),
                 t == marked ? Face::monoBold : Face::mono, 12,
                 t == marked ? Role::accent : Role::ink3, Qt::AlignHCenter);
    }
}

std::vector<LastPlace> Page::lastPlaces(SequenceIndex sequence) const
{
    const Index last = trace.lengthOf(sequence) - 1;
    if (trace.directions() == 1)
        return {{last, 0, 1}};
    return {{last, 0, 0.5}, {0, 0.5, 1}};
}

void Page::lastState(const QRectF &cell, double from, double to)
{
    const bool low = cell.height() < 10, lowest = cell.height() < 6;
    const double out = lowest ? 0 : low ? 0.75 : 1.5;
    const QRectF part(cell.left() + cell.width() * from, cell.top(), cell.width() * (to - from),
                      cell.height());
    scene.add(Box{part.adjusted(-1.5, -out, 1.5, out),
                  std::min(5.0, cell.height() / 3),
                  {},
                  Role::ink,
                  lowest ? 0.75
                  : low  ? 1.25
                         : 1.75});
}

void Page::state(const QRectF &rect, const core::RealTensor &states, const Identity &identity,
                 bool onPadding)
{
    const Index units = states.extent(1);
    Slits row;
    row.rect = rect;
    row.values = elements(states, identity.sequence.value() * units, units);
    row.range = hiddenRange;
    row.radius = std::min(3.0, rect.height() / 4);
    row.gap = rect.width() / static_cast<double>(units) >= 6 ? 1 : 0;
    row.onPadding = onPadding;
    scene.add(std::move(row), identity);
}

void Page::statePicture(double left, const GridPlace &grid, const core::RealTensor &states,
                        Part part, core::Lane lane)
{
    const QRectF rect(left, grid.origin.y(), layout.stateWidth,
                      grid.rowPitch * static_cast<double>(trace.B()));
    scene.add(Picture{rect, typedRaster(trace, states), {}},
              {part, lane, SequenceIndex(0), StepIndex(0), topLayer(), 0});
}

void Page::answer(SequenceIndex sequence, const core::RealTensor &logits, QPointF at, Colour colour)
{
    const Reading reading = readingOf(*trace.document->readout, logits, sequence.value());
    text(at, reading.name, Face::bold, 14, colour, Qt::AlignLeft, 1, layout.answerWidth);
}

void Page::notes(QPointF at, double right, const std::vector<Span> &spans)
{
    for (auto &line : wrapped(spans, 12, right - at.x())) {
        text(at, std::move(line), 12);
        at.ry() += 16;
    }
}

void Page::inputKeys(QPointF at, double right)
{
    drawLegend(*this, {{LegendEntry::Sample::ramp, QStringLiteral("x"), inputRange}}, at, right);
    if (trace.N() < trace.B() * trace.paddedWidth())
        drawLegend(*this, {{LegendEntry::Sample::padding, tr("padding"), 1}}, at + QPointF(0, 24),
                   right);
}

void Page::stateKeys(QPointF at, double right)
{
    drawLegend(*this, {{LegendEntry::Sample::ramp, QStringLiteral("h"), hiddenRange}}, at, right);
    drawLegend(*this, {{LegendEntry::Sample::lastState, tr("last state"), 1}}, at + QPointF(0, 24),
               right);
}

void Page::arrow(QPointF from, QPointF to, Colour colour)
{
    QPainterPath path(from);
    path.lineTo(to);
    scene.add(Stroke{path, colour, {}, 1.25, false, true});
}

} // namespace ui
