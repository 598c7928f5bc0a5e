// SPDX-License-Identifier: GPL-3.0-or-later
// Batch, embed, sort, pack and unpack: the stages in which a lane is a grid of tokens.
#include "ui/scene/easing.h"
#include "ui/scene/frame.h"
#include "ui/scene/grid_pictures.h"
#include "ui/scene/grid_prose.h"
#include "ui/scene/text.h"

namespace ui {

namespace {

using core::Index;
using core::Lane;
using core::SequenceIndex;
using core::SlotIndex;
using core::Stage;
using core::StepIndex;

class GridStage {
  public:
    explicit GridStage(Frame &frame)
        : m_frame(frame), m_layout(frame.layout), m_stage(frame.moment.stage),
          m_t(frame.moment.fraction)
    {
    }

    void draw()
    {
        if (m_layout.showPacked)
            drawPacked();
        if (m_layout.showPadded)
            drawPadded();
        if (m_layout.showPacked && m_layout.showPadded)
            m_frame.divider(m_layout.paddedTop - 12);
    }

  private:
    [[nodiscard]] bool packing() const { return m_stage == Stage::pack; }
    [[nodiscard]] bool unpacking() const { return m_stage == Stage::unpack; }
    [[nodiscard]] bool stepped() const { return packing() || unpacking(); }
    [[nodiscard]] Index step() const { return m_frame.moment.step.value(); }
    /// How far the picture of the GRU has given way, in the first move of unpacking.
    [[nodiscard]] double arrival() const
    {
        return unpacking() && m_frame.isFirstMove() ? smooth(phase(m_t, 0, 0.3)) : 1;
    }
    /// How far the copies of this step have come; the stage's first move of unpacking starts later.
    [[nodiscard]] double copyPhase(Index j) const
    {
        const Index live = m_frame.trace.packed.liveRows(step());
        const double begin = unpacking() && m_frame.isFirstMove() ? 0.35 : 0.28;
        return smooth(staggered(phase(m_t, begin, 0.92), j, live, live > 1 ? 0.55 : 1));
    }

    [[nodiscard]] bool sorted() const { return m_stage >= Stage::sort; }
    [[nodiscard]] double travel(SlotIndex slot) const
    {
        if (m_stage != Stage::sort)
            return m_stage > Stage::sort;
        return smooth(staggered(phase(m_t, 0, 0.8), slot.value(), m_frame.trace.B(), 0.6));
    }

    // Where a token of the packed lane stands in the grid.
    [[nodiscard]] QRectF gridCell(SequenceIndex sequence, Index column) const
    {
        const SlotIndex slot = m_frame.trace.slotOf(sequence);
        const QRectF typed = m_layout.packedGrid.cell(column, sequence.value());
        if (!sorted())
            return typed;
        return mix(typed, m_layout.packedGrid.cell(column, slot.value()), travel(slot));
    }

    [[nodiscard]] bool isVisible(SequenceIndex sequence) const
    {
        const QRectF first = gridCell(sequence, 0);
        return first.bottom() > m_layout.viewport.top() && first.top() < m_layout.viewport.bottom();
    }
    /// Whether a row of a grid has room for its number.
    [[nodiscard]] bool isLabelled(Index row, const GridPlace &grid) const
    {
        return row % labelEvery(grid.rowPitch, 14) == 0;
    }

    [[nodiscard]] double rowAppears(Index row) const
    {
        return m_stage == Stage::batch ? staggered(phase(m_t, 0, 0.6), row, m_frame.trace.B(), 0.5)
                                       : 1;
    }
    [[nodiscard]] double hatchReveal() const
    {
        return m_stage == Stage::batch ? smooth(phase(m_t, 0.5, 1)) : 1;
    }
    [[nodiscard]] double growth(Index column) const
    {
        if (m_stage == Stage::batch)
            return 0;
        return m_stage == Stage::embed
                   ? smooth(staggered(m_t, column, m_frame.trace.paddedWidth(), 0.6))
                   : 1;
    }

    TileLook look(Lane lane, SequenceIndex sequence, Index column, bool output) const
    {
        TileLook tile;
        tile.sequence = sequence;
        tile.character = m_frame.character(sequence, column);
        tile.values =
            output ? m_frame.output(lane, sequence, column) : m_frame.input(sequence, column);
        tile.range = output ? m_frame.hiddenRange : m_frame.inputRange;
        tile.growth = output ? 1 : growth(column);
        tile.onPadding = column >= m_frame.trace.lengthOf(sequence);
        tile.identity = {Part::embedding, lane, sequence, StepIndex(column), 0, 0};
        if (output)
            tile.identity.part = Part::hidden, tile.identity.layer = m_frame.topLayer();
        else if (m_stage == Stage::batch && m_frame.trace.paddedIds)
            tile.identity.part = Part::token; // no numbers yet
        return tile;
    }

    // --- The packed lane ---

    void drawPacked()
    {
        if (!unpacking() || arrival() > 0)
            drawPackedHead();
        if (stepped())
            drawBand();
        if (m_layout.packedGrid.isPicture())
            drawPackedPicture(m_frame, arrival());
        else
            for (Index b = 0; b < m_frame.trace.B(); ++b)
                if (isVisible(SequenceIndex(b)))
                    drawPackedRow(SequenceIndex(b));
        drawColumns(m_layout.packedGrid,
                    unpacking() ? m_layout.visibleColumns : m_layout.visibleSteps, arrival(),
                    stepped() ? step() : -1);
        if (sorted())
            drawStaircase();
        if (m_stage == Stage::sort) {
            drawTies();
            drawPrefix();
        }
        if (stepped() || m_stage == Stage::sort)
            drawBatchSizes();
        if (packing() && m_frame.view.switches.slabs && !m_layout.packedGrid.isPicture())
            drawSlabs();
        if (stepped())
            drawStrip();
    }

    void drawPackedHead()
    {
        const double opacity = arrival();
        Prose prose = packedProse(m_frame);
        prose.bottom = stepped()             ? m_layout.packStrip.origin.y() - 26
                       : m_layout.showPadded ? m_layout.paddedTop - 20
                                             : m_layout.canvas.bottom();
        if (stepped() || m_stage == Stage::sort) { // there stands "batch_sizes"
            const bool area = m_layout.packedGrid.isPicture();
            prose.clearFrom = area ? m_layout.packedGrid.bottom(m_layout.visibleRows) + 16
                                   : m_layout.countsBaseline;
            prose.clearTo = prose.clearFrom + (area ? 14 : 0);
        }
        m_frame.prose(m_layout.packedTop, prose, opacity);
        if (unpacking())
            drawWidths();
    }

    /// The numbers of the steps; at the edge of what is seen, where the grid begins beyond it.
    void drawColumns(const GridPlace &grid, Index columns, double opacity, Index marked)
    {
        double y = grid.origin.y() - 10;
        const double highest = m_layout.viewport.top() + 18;
        const bool reachesOut = !m_frame.view.camera.isFit() && y < highest &&
                                grid.bottom(m_layout.visibleRows) > highest + 40;
        if (reachesOut) {
            y = highest;
            m_frame.scene.add(
                Box{QRectF(m_layout.viewport.topLeft(), QSizeF(m_layout.viewport.width(), 26)),
                    0,
                    Colour(Role::canvas, 0.92),
                    {}});
        }
        const double room = grid.columnPitch;
        const Index every = stepLabelEvery(room, columns);
        const Range seen = m_layout.columnsSeen(grid, columns);
        for (Index t = seen.first; t < seen.end; ++t) {
            const double x = grid.cell(t, 0).center().x();
            if (t == marked)
                m_frame.stepPill({x, y - 4}, t, opacity);
            else if (t % every == 0)
                if (marked < 0 || std::abs(t - marked) * room > 34 || room >= 44)
                    m_frame.text({x, y}, QString::number(t), Face::mono, 12, Role::ink3,
                                 Qt::AlignHCenter, opacity);
        }
        m_frame.text({m_layout.lengthsRight, y}, Frame::tr("length"), Face::prose, 12, Role::ink3,
                     Qt::AlignRight, opacity);
    }

    /// How wide the output becomes: the longest length, and what total_length adds to it.
    void drawWidths()
    {
        const Index longest = m_frame.trace.packed.steps(), width = m_frame.trace.unpackedWidth();
        if (width == longest || width > m_layout.visibleColumns || !m_layout.roomAboveColumns)
            return;
        const double y = m_layout.packedGrid.origin.y() - 30;
        const auto bracket = [&](Index first, Index end, const QString &name, Role role) {
            const double left = m_layout.packedGrid.cell(first, 0).left();
            const double right = m_layout.packedGrid.cell(end - 1, 0).right();
            QPainterPath path({left, y + 5});
            path.lineTo(left, y);
            path.lineTo(right, y);
            path.lineTo(right, y + 5);
            m_frame.scene.add(Stroke{path, role, {}, 1.25}, {}, arrival());
            m_frame.text({first == 0 ? left : right, y - 6}, name, Face::mono, 12, role,
                         first == 0 ? Qt::AlignLeft : Qt::AlignRight, arrival());
        };
        bracket(0, longest, Frame::tr("longest %1").arg(longest), Role::ink3);
        bracket(longest, width, QStringLiteral("total_length=%1").arg(width), Role::ink2);
    }

    void drawBand()
    {
        if (step() >= m_layout.visibleSteps)
            return;
        const double opacity = smooth(phase(m_t, 0, 0.15)) * arrival();
        const QRectF top = m_layout.packedGrid.cell(step(), 0);
        const double bottom = m_layout.packedGrid.bottom(m_layout.visibleRows);
        const QRectF band(top.left() - 3, top.top() - 4, top.width() + 6, bottom - top.top() + 6);
        m_frame.scene.add(Box{band, 8, Role::accentSoft, {}}, {}, opacity);
    }

    void drawPackedRow(SequenceIndex sequence)
    {
        const Index length = m_frame.trace.lengthOf(sequence);
        const double opacity = rowAppears(sequence.value()) * arrival();
        const QRectF first = gridCell(sequence, 0);
        drawLength(m_layout.packedGrid, first, length, opacity);
        const Index columns = unpacking() ? m_layout.visibleColumns : m_layout.visibleSteps;
        const Range seen = m_layout.columnsSeen(m_layout.packedGrid, columns);
        for (Index t = seen.first; t < seen.end; ++t) {
            if (unpacking())
                drawUnpackedCell(sequence, t);
            else if (t < length)
                drawSourceCell(sequence, t, opacity);
            else
                m_frame.pad(gridCell(sequence, t), padIdentity(Lane::packed, sequence, t), opacity,
                            hatchReveal());
        }
        drawRowBadge(first, sequence, opacity);
    }

    /// Left of its row; at the edge of what is seen, where the row begins beyond it.
    void drawRowBadge(const QRectF &first, SequenceIndex sequence, double opacity)
    {
        const double left = first.left() - 36;
        const bool whole = m_frame.view.camera.isFit();
        m_frame.badge({whole ? left : std::max(left, m_layout.viewport.left() + 6), first.top(), 26,
                       first.height()},
                      sequence, opacity);
    }

    /// Beside its row, where the rows are high enough for numbers not to overlap.
    void drawLength(const GridPlace &grid, const QRectF &first, Index length, double opacity)
    {
        if (grid.rowPitch >= 13)
            m_frame.text({m_layout.lengthsRight, first.center().y() + 4.5}, QString::number(length),
                         Face::mono, 13, Role::ink, Qt::AlignRight, opacity);
    }

    /// Where a sequence comes to rest in this stage.
    [[nodiscard]] Index rowOf(SequenceIndex sequence) const
    {
        return sorted() ? m_frame.trace.slotOf(sequence).value() : sequence.value();
    }

    static Identity padIdentity(Lane lane, SequenceIndex sequence, Index t)
    {
        return {Part::token, lane, sequence, StepIndex(t), 0, 0};
    }

    /// A token that stays where it is while its copy flies into the strip.
    void drawSourceCell(SequenceIndex sequence, Index t, double opacity)
    {
        TileLook tile = look(Lane::packed, sequence, t, false);
        tile.rect = gridCell(sequence, t);
        tile.opacity = opacity;
        if (packing() && t < step())
            tile.opacity *= dimmed;
        if (packing() && t == step())
            tile.opacity *= mix(1, dimmed, copyPhase(m_frame.trace.slotOf(sequence).value()));
        m_frame.tile(tile);
    }

    void drawUnpackedCell(SequenceIndex sequence, Index t)
    {
        const Index length = m_frame.trace.lengthOf(sequence);
        const QRectF cell = gridCell(sequence, t);
        const bool last = m_frame.isLastMove();
        if (t >= length) {
            // Filled once its column has been put back; columns past the longest at the very end.
            const bool wide = t >= m_frame.trace.packed.steps();
            const double done = wide ? (last ? phase(m_t, 0.7, 1) : 0)
                                     : (t < step()    ? 1
                                        : t == step() ? phase(m_t, 0.6, 1)
                                                      : 0);
            if (t < m_frame.trace.unpackedWidth())
                m_frame.filled(cell, {Part::unpacked, Lane::packed, sequence, StepIndex(t), 0, 0},
                               done);
            return;
        }
        if (t > step()) {
            m_frame.scene.add(Box{cell, 4, {}, Role::line2, 1}, {}, arrival());
            return;
        }
        TileLook tile = look(Lane::packed, sequence, t, true);
        tile.identity.part = Part::unpacked;
        const Index slot = m_frame.trace.slotOf(sequence).value();
        const double way = t == step() ? copyPhase(slot) : 1;
        tile.rect = mix(stripCell(t, slot), cell, way);
        tile.letter = 1 - way;
        if (t < step() || way > 0)
            m_frame.tile(tile);
    }

    void drawStaircase()
    {
        const double opacity = (m_stage == Stage::sort ? phase(m_t, 0.78, 1) : 1) * arrival();
        const GridPlace &grid = m_layout.packedGrid;
        const double out = (grid.columnPitch - grid.tile.width()) / 2;
        const double down = (grid.rowPitch - grid.tile.height()) / 2;
        QPainterPath path;
        const Range seen = m_layout.rowsSeen(grid, m_layout.visibleRows);
        for (Index slot = seen.first; slot < seen.end; ++slot) {
            const auto length =
                static_cast<Index>(m_frame.trace.sortedLengths[static_cast<std::size_t>(slot)]);
            const QRectF last = grid.cell(std::min(length, m_layout.visibleSteps) - 1, slot);
            const double x = last.right() + out;
            if (slot == seen.first)
                path.moveTo(x, last.top() - down);
            else
                path.lineTo(x, last.top() - down);
            path.lineTo(x, last.bottom() + down);
        }
        m_frame.scene.add(Stroke{path, Role::ink, {}, 1.5}, {}, opacity);
    }

    /// How far what the sorted grid is compared with has appeared, once its rows have come to rest.
    [[nodiscard]] double comparison() const { return phase(m_t, 0.8, 1); }

    /// A bracket beside rows of equal length, which only a rule can put in order.
    void drawTies()
    {
        const core::Trace &trace = m_frame.trace;
        const double x = m_layout.lengthsRight + 6;
        if (m_layout.packedGrid.rowPitch < 8)
            return;
        for (Index first = 0, end; first < m_layout.visibleRows; first = end) {
            const auto length = trace.lengthOf(trace.sequenceOf(SlotIndex(first)));
            for (end = first + 1; end < m_layout.visibleRows; ++end)
                if (trace.lengthOf(trace.sequenceOf(SlotIndex(end))) != length)
                    break;
            if (end - first < 2 || !trace.srtidx)
                continue;
            const double top = m_layout.packedGrid.cell(0, first).top() + 4;
            const double bottom = m_layout.packedGrid.cell(0, end - 1).bottom() - 4;
            QPainterPath path({x, top});
            path.lineTo(x + 5, top);
            path.lineTo(x + 5, bottom);
            path.lineTo(x, bottom);
            m_frame.scene.add(Stroke{path, Role::ink3, {}, 1.25}, {}, comparison());
        }
    }

    /// The column that had holes as typed is a prefix of the sorted rows.
    void drawPrefix()
    {
        const auto holes = firstHoles(m_frame.trace);
        if (!holes || !m_frame.trace.srtidx || holes->step.value() >= m_layout.visibleSteps)
            return;
        const Index t = holes->step.value();
        const Index live = std::min(m_frame.trace.packed.liveRows(t), m_layout.visibleRows);
        const QRectF rect =
            m_layout.packedGrid.cell(t, 0).united(m_layout.packedGrid.cell(t, live - 1));
        m_frame.scene.add(Box{rect.adjusted(-2, -2, 2, 2), 6, {}, Role::ok, 2}, {}, comparison());
    }

    /// The same column as typed, with rings around the rows that are over.
    void drawHoles()
    {
        if (m_layout.paddedGrid.isPicture())
            return;
        const auto holes = firstHoles(m_frame.trace);
        if (!holes || !m_frame.trace.srtidx || holes->step.value() >= m_layout.visibleSteps)
            return;
        for (const SequenceIndex row : holes->rows)
            if (row.value() < m_layout.visibleRows)
                m_frame.scene.add(Box{m_layout.paddedGrid.cell(holes->step.value(), row.value())
                                          .adjusted(-1, -1, 1, 1),
                                      6,
                                      {},
                                      Role::alarm,
                                      2},
                                  {}, comparison());
    }

    /// PyTorch copies the columns between two lengths at once, as one slab of the rows that run there.
    void drawSlabs()
    {
        const core::LaneTrace &packed = m_frame.trace.packed;
        const Index steps = std::min(packed.steps(), m_layout.visibleSteps);
        int number = 0;
        for (Index first = 0, end; first < steps; first = end, ++number) {
            for (end = first + 1; end < steps; ++end)
                if (packed.liveRows(end) != packed.liveRows(first))
                    break;
            const Index rows = std::min(packed.liveRows(first), m_layout.visibleRows);
            const QRectF rect = m_layout.packedGrid.cell(first, 0)
                                    .united(m_layout.packedGrid.cell(end - 1, rows - 1))
                                    .adjusted(-1, -1, 1, 1);
            m_frame.scene.add(Box{rect, 6, {}, Role::ink2, 1.5, true});
            const QRectF chip(rect.center().x() - 9, rect.bottom() - 9, 18, 16);
            m_frame.scene.add(Box{chip, 8, Role::ink2, {}});
            m_frame.text({chip.center().x(), chip.bottom() - 4}, QString::number(number),
                         Face::monoBold, 11, Role::canvas, Qt::AlignHCenter);
        }
    }

    void drawBatchSizes()
    {
        const double opacity = (m_stage == Stage::sort ? phase(m_t, 0.8, 1) : 1) * arrival();
        const GridPlace &grid = m_layout.packedGrid;
        const double y = m_layout.countsBaseline;
        if (grid.isPicture())
            return drawSizesChart(m_frame, opacity, stepped());
        const Index every =
            labelEvery(grid.columnPitch,
                       9 * static_cast<double>(QString::number(m_frame.trace.B()).size()) + 4);
        const Range seen = m_layout.columnsSeen(
            grid, std::min(m_layout.visibleSteps, m_frame.trace.packed.steps()));
        for (Index t = seen.first; t < seen.end; ++t) {
            if (t % every && !(stepped() && t == step() && every == 1))
                continue;
            const bool now = stepped() && t == step(), past = stepped() && t < step();
            m_frame.text({grid.cell(t, 0).center().x(), y},
                         QString::number(m_frame.trace.packed.liveRows(t)),
                         now || past ? Face::monoBold : Face::mono, 13,
                         now ? Role::accent : (past ? Role::ink : Role::ink3), Qt::AlignHCenter,
                         opacity);
        }
        // Clear of the wires of the first column where the words leave room.
        const double x = grid.origin.x() - (m_layout.proseAside ? 24 : 10);
        m_frame.text({x, y}, QStringLiteral("batch_sizes"), Face::mono, 12, Role::ink3,
                     Qt::AlignRight, opacity);
    }

    // --- The strip ---

    /// At the beginning of unpacking the strip comes down from where the GRU had it.
    QRectF stripCell(Index t, Index slot) const
    {
        const Index row = m_frame.trace.packed.row(t, slot);
        const QRectF here = m_layout.packStrip.cell(t, row);
        return arrival() < 1 ? mix(m_layout.gruStrip.cell(t, row), here, arrival()) : here;
    }

    void drawStrip()
    {
        const core::LaneTrace &packed = m_frame.trace.packed;
        // It appears where the layout has made room for it.
        const double shown =
            packing() && m_frame.isFirstMove() ? smooth(phase(m_t, 0.15, 0.28)) : 1;
        const double left = m_layout.canvas.left();
        const double nameY = m_layout.packStrip.origin.y() - 14;
        const core::Shape shape =
            unpacking() ? packed.output().shape() : m_frame.trace.packedData.shape();
        if (m_layout.packStrip.isPicture())
            drawPackedStrip(m_frame, shown * arrival());
        for (Index t = 0; t < packed.steps() && !m_layout.packStrip.isPicture(); ++t) {
            if (packing() && t == step())
                drawWires(t);
            for (Index slot = 0; slot < packed.liveRows(t); ++slot)
                drawStripCell(t, slot, shown);
            drawIndices(t, shown);
            drawBracket(t, shown);
        }
        const std::vector<Span> name{
            code(unpacking() ? QStringLiteral("output.data ") : QStringLiteral("data ")),
            code(shapeText(shape), Role::ink3)};
        // On ground of its own, for the wires of the first slots pass there.
        m_frame.scene.add(
            Box{QRectF(left, nameY - 12, widthOf(name, 13) + 6, 16), 3, Role::canvas, {}}, {},
            shown);
        m_frame.text({left, nameY}, name, 13, Qt::AlignLeft, shown);
        const double y = m_layout.packStrip.origin.y() + m_layout.packStrip.tile.height() +
                         m_layout.stripIndices + 46;
        if (m_layout.canvas.height() >= 560)
            m_frame.text({left, y},
                         {code(QStringLiteral("batch_sizes ")),
                          code(shapeText({packed.steps()}), Role::ink3)},
                         13, Qt::AlignLeft, shown);
    }

    void drawStripCell(Index t, Index slot, double shown)
    {
        const SequenceIndex sequence = m_frame.trace.sequenceOf(SlotIndex(slot));
        const QRectF place = stripCell(t, slot);
        const bool waiting = packing() ? t > step() : false;
        if (waiting || (packing() && t == step())) {
            const Colour edge = waiting ? Role::line : Role::accent;
            m_frame.scene.add(Box{place.adjusted(0.5, 0.5, -0.5, -0.5),
                                  std::min(4.0, place.width() / 4),
                                  waiting ? Colour() : Colour(Role::accentSoft), edge, 1, !waiting},
                              {}, shown);
        }
        if (waiting)
            return;
        TileLook tile = look(Lane::packed, sequence, t, unpacking());
        tile.identity.part = unpacking() ? Part::hidden : Part::packedRow;
        tile.letter = 1;
        tile.rect = place;
        if (packing() && t == step()) {
            const double way = copyPhase(slot);
            if (way <= 0)
                return;
            tile.rect = mix(gridCell(sequence, t), place, way);
            tile.letter = way;
        }
        if (unpacking())
            tile.opacity =
                t < step() ? dimmed : (t == step() ? mix(1, dimmed, copyPhase(slot)) : 1);
        m_frame.tile(tile);
    }

    void drawWires(Index t)
    {
        const Index live = m_frame.trace.packed.liveRows(t);
        const double drawn = phase(m_t, m_frame.isFirstMove() ? 0.18 : 0.1, 0.3);
        if (live > 10 || drawn <= 0 || t >= m_layout.visibleSteps ||
            m_layout.packedGrid.rowPitch < 14)
            return;
        const double lanesTop = m_layout.countsBaseline + 8;
        // Left of the first column stand the badges; elsewhere the wires may lie on the tiles before.
        const double apart = t == 0 && live > 1 ? 6.0 / static_cast<double>(live - 1) : 2.5;
        // What has landed needs its wire no more, but may still be followed.
        const double opacity = drawn * mix(1, 0.3, phase(m_t, 0.92, 1));
        for (Index slot = 0; slot < std::min(live, m_layout.visibleRows); ++slot) {
            const SequenceIndex sequence = m_frame.trace.sequenceOf(SlotIndex(slot));
            const QRectF from = gridCell(sequence, t), to = stripCell(t, slot);
            // The wire of the lowest row turns first, so that wires do not cross.
            const double lane = 3.0 * static_cast<double>(slot + 1);
            const double gutter = from.left() - 3 - static_cast<double>(live - 1 - slot) * apart;
            const double y =
                lanesTop +
                (to.center().x() < gutter ? lane : 3.0 * static_cast<double>(live - slot));
            const auto path = roundedPath({{from.left(), from.center().y()},
                                           {gutter, from.center().y()},
                                           {gutter, y},
                                           {to.center().x(), y},
                                           {to.center().x(), to.top()}},
                                          6);
            m_frame.scene.add(Stroke{path, Colour::hue(sequence), {}, 1.75}, {}, opacity);
        }
    }

    /// The rows of `data` that a step fills: all their indices, or the first where they are too narrow.
    void drawIndices(Index t, double shown)
    {
        if (m_layout.stripIndices <= 0)
            return;
        const core::LaneTrace &packed = m_frame.trace.packed;
        const auto digits = static_cast<double>(QString::number(m_frame.trace.N()).size());
        const bool all = m_layout.packStrip.pitch >= 7 * digits + 4;
        for (Index slot = 0; slot < packed.liveRows(t); ++slot) {
            const Index row = packed.row(t, slot);
            const QRectF cell = stripCell(t, slot);
            if (row >= m_layout.visiblePacked || (slot > 0 && !all))
                break;
            if (!all &&
                m_layout.packStrip.pitch * static_cast<double>(packed.liveRows(t)) < 7 * digits)
                break;
            m_frame.text({all ? cell.center().x() : cell.left(), cell.bottom() + 13},
                         QString::number(row), Face::mono, 11,
                         t == step() ? Role::ink2 : Role::ink3,
                         all ? Qt::AlignHCenter : Qt::AlignLeft, shown * arrival());
        }
    }

    void drawBracket(Index t, double shown)
    {
        const core::LaneTrace &packed = m_frame.trace.packed;
        const Index last = packed.liveRows(t) - 1;
        if (packed.row(t, last) >= m_layout.visiblePacked)
            return;
        const QRectF a = stripCell(t, 0), b = stripCell(t, last);
        const double y = a.bottom() + 6 + m_layout.stripIndices * arrival();
        const bool now = t == step();
        const bool done = packing() ? t < step() || (now && m_t > 0.85) : true;
        const Colour colour = now ? Role::accent : (done ? Role::ink3 : Role::ink4);
        QPainterPath path({a.left(), y});
        path.lineTo(a.left(), y + 6);
        path.lineTo(b.right(), y + 6);
        path.lineTo(b.right(), y);
        m_frame.scene.add(Stroke{path, colour, {}, now ? 1.75 : 1.25}, {}, shown);
        if (b.right() - a.left() >= 9)
            m_frame.text({(a.left() + b.right()) / 2, y + 21}, QString::number(packed.liveRows(t)),
                         now ? Face::monoBold : Face::mono, 13, now ? Role::accent : Role::ink3,
                         Qt::AlignHCenter, shown);
    }

    // --- The padded lane ---

    void drawPadded()
    {
        const double there = unpacking() ? arrival() : 1;
        const double opacity = there * m_layout.paddedShown;
        Prose prose = paddedProse(m_frame);
        prose.bottom = m_layout.canvas.bottom();
        m_frame.prose(m_layout.paddedTop, prose, there * phase(m_layout.paddedShown, 0.5, 1));
        prose.oneLine = true;
        m_frame.prose(m_layout.paddedTop, prose, there * phase(m_layout.paddedShown, 0.5, 0));
        if (opacity > 0)
            drawPaddedGrid(opacity);
    }

    void drawPaddedGrid(double opacity)
    {
        if (m_layout.paddedGrid.isPicture())
            drawPaddedPicture(m_frame, opacity);
        const Range rows = m_layout.paddedGrid.isPicture()
                               ? Range()
                               : m_layout.rowsSeen(m_layout.paddedGrid, m_layout.visibleRows);
        for (Index b = rows.first; b < rows.end; ++b)
            drawPaddedRow(SequenceIndex(b), opacity);
        drawColumns(m_layout.paddedGrid, m_layout.visibleSteps, opacity, -1);
        if (m_stage == Stage::sort)
            drawHoles();
    }

    void drawPaddedRow(SequenceIndex sequence, double laneOpacity)
    {
        const Index length = m_frame.trace.lengthOf(sequence);
        const GridPlace &grid = m_layout.paddedGrid;
        const double opacity = rowAppears(sequence.value()) * laneOpacity;
        const QRectF first = grid.cell(0, sequence.value());
        drawLength(grid, first, length, opacity);
        const Range seen = m_layout.columnsSeen(grid, m_layout.visibleSteps);
        for (Index t = seen.first; t < seen.end; ++t) {
            const QRectF cell = grid.cell(t, sequence.value());
            if (t >= length && !unpacking()) {
                m_frame.pad(cell, padIdentity(Lane::padded, sequence, t), opacity, hatchReveal());
                continue;
            }
            TileLook tile = look(Lane::padded, sequence, t, unpacking());
            tile.rect = cell;
            tile.opacity = opacity;
            if (t >= length)
                tile.character.clear();
            m_frame.tile(tile);
        }
        drawRowBadge(first, sequence, opacity);
    }

    Frame &m_frame;
    const Layout &m_layout;
    Stage m_stage;
    double m_t;
};

} // namespace

void drawGridStage(Frame &frame)
{
    GridStage(frame).draw();
}

} // namespace ui
