// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/page_parts.h"

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

void Page::head(const GridPlace &grid, double right, const PageHead &head)
{
    constexpr double size = 12.5, line = 17;
    const double left = grid.origin.x();
    auto lines = wrapped(head.words, size, right - left);
    lines.resize(std::min<std::size_t>(lines.size(), 3));
    double y = grid.origin.y() - 16 - line * std::max(1.0, static_cast<double>(lines.size()) - 1);
    text({left, y - 20}, {words(head.number + QStringLiteral("  "), Role::ink3), strong(head.name)},
         15, Qt::AlignLeft, 1, right - left);
    for (auto &spans : lines) {
        text({left, y}, std::move(spans), size, Qt::AlignLeft, 1, right - left + 4);
        y += line;
    }
}

void Page::laneTitle(double top, const QString &name, const std::vector<Span> &facts, double right)
{
    const double left = layout.canvas.left(), indent = widthOf(name, Face::bold, 20) + 14;
    text({left, top + 18}, name, Face::bold, 20, Role::ink);
    text({left + indent, top + 18}, facts, 15, Qt::AlignLeft, 1, right - left - indent);
}

void Page::grid(const PageGrid &grid)
{
    const Identity whole{grid.part, grid.lane, SequenceIndex(0), StepIndex(0), topLayer(), 0};
    if (grid.place.isPicture()) {
        scene.add(Picture{grid.place.area(grid.columns, trace.B()), grid.picture, {}}, whole);
        return;
    }
    for (Index row = 0; row < trace.B(); ++row) {
        const SequenceIndex sequence = sequenceOfRow(grid, row);
        const QRectF first = grid.place.cell(0, row);
        badge({first.left() - PageLayout::badgeColumn, first.top(), 22, first.height()}, sequence);
        for (Index t = 0; t < grid.columns; ++t)
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
    tile.character = over ? QString() : character(sequence, column);
    tile.values = states ? output(grid.lane, sequence, column) : input(sequence, column);
    tile.range = states ? hiddenRange : inputRange;
    tile.onPadding = over;
    tile.identity = identity;
    this->tile(tile);
}

void Page::steps(const GridPlace &place, Index columns, Index marked)
{
    const double y = place.bottom(trace.B()) + 12;
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

void Page::lastState(const QRectF &cell, double from, double to)
{
    const QRectF part(cell.left() + cell.width() * from, cell.top(), cell.width() * (to - from),
                      cell.height());
    scene.add(Box{part.adjusted(-1.5, -1.5, 1.5, 1.5), 5, {}, Role::ink, 1.75});
}

void Page::answer(SequenceIndex sequence, const core::RealTensor &logits, QPointF at, Colour colour)
{
    const Reading reading = readingOf(*trace.document->readout, logits, sequence.value());
    text(at, reading.name, Face::bold, 14, colour, Qt::AlignLeft, 1, layout.answerWidth);
}

void Page::arrow(QPointF from, QPointF to, Colour colour)
{
    QPainterPath path(from);
    path.lineTo(to);
    scene.add(Stroke{path, colour, {}, 1.25, false, true});
}

} // namespace ui
