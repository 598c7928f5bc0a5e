// SPDX-License-Identifier: GPL-3.0-or-later
// Batch, embed, sort, pack and unpack: the stages in which a lane is a grid of tokens.
#include "ui/scene/easing.h"
#include "ui/scene/frame.h"
#include "ui/scene/text.h"

namespace ui {

namespace {

using core::Index;
using core::Lane;
using core::SequenceIndex;
using core::SlotIndex;
using core::Stage;
using core::StepIndex;

constexpr double dimmed = 0.34;

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
        const Index row = sorted() && travel(m_frame.trace.slotOf(sequence)) > 0.5
                              ? m_frame.trace.slotOf(sequence).value()
                              : sequence.value();
        return row < m_layout.visibleRows;
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
        tile.identity = {output ? Part::hidden : Part::embedding, lane, sequence, StepIndex(column),
                         m_frame.trace.shape().numLayers - 1,     0};
        return tile;
    }

    // --- The packed lane ---

    void drawPacked()
    {
        if (!unpacking() || arrival() > 0)
            drawPackedHead();
        if (stepped())
            drawBand();
        for (Index b = 0; b < m_frame.trace.B(); ++b)
            if (isVisible(SequenceIndex(b)))
                drawPackedRow(SequenceIndex(b));
        if (sorted())
            drawStaircase();
        if (stepped() || m_stage == Stage::sort)
            drawBatchSizes();
        if (stepped())
            drawStrip();
        drawMore(m_layout.packedGrid);
    }

    void drawPackedHead()
    {
        const double opacity = arrival();
        m_frame.prose(m_layout.packedTop, Frame::tr("Packed"), packedSentence(), packedFacts(),
                      opacity);
        drawColumns(m_layout.packedGrid, opacity, stepped() ? step() : -1);
    }

    std::vector<Span> packedSentence() const
    {
        const core::Trace &trace = m_frame.trace;
        const QString rows = m_frame.rowCount(trace.packed.liveRows(step()));
        const bool unsorted = !trace.srtidx.has_value();
        switch (m_stage) {
        case Stage::batch:
            return {words(Frame::tr("The sequences as typed. Hatched cells are padding: they only "
                                    "fill the grid up to the longest."))};
        case Stage::embed:
            return {words(Frame::tr("Each token becomes its row of the table: ")),
                    strong(Frame::tr("%1 numbers").arg(trace.D())),
                    words(trace.paddedIds ? Frame::tr(". Padding reads the padding row.")
                                          : Frame::tr(", as given."))};
        case Stage::sort:
            if (unsorted)
                return {words(Frame::tr("Nobody sorts: with ")),
                        code(QStringLiteral("enforce_sorted")),
                        words(Frame::tr(" the batch must come longest first."))};
            return {
                words(Frame::tr("Longest first, so that the rows that still run are always the ")),
                strong(Frame::tr("first ones")),
                words(trace.document->options.tieOrder == core::TieOrder::stable
                          ? Frame::tr(". Equal lengths keep their typed order.")
                          : Frame::tr(". Equal lengths stand as torch 1.13 leaves them."))};
        case Stage::pack:
            return {words(Frame::tr("Step ")), strong(QStringLiteral("t = %1").arg(step())),
                    words(Frame::tr(" takes one column of the sorted grid: ")), strong(rows),
                    words(Frame::tr(" still run, so as many tokens join the strip."))};
        default:
            return {words(Frame::tr("The strip fans out again: ")),
                    strong(rows),
                    words(Frame::tr(" return to column ")),
                    strong(QString::number(step())),
                    words(Frame::tr(". Cells past a length get ")),
                    code(QStringLiteral("padding_value")),
                    words(QStringLiteral("."))};
        }
    }

    std::vector<std::pair<QString, QString>> packedFacts() const
    {
        const core::Trace &trace = m_frame.trace;
        const QString order = listText(trace.srtidx);
        switch (m_stage) {
        case Stage::batch:
            return {{Frame::tr("shape"), shapeText({trace.B(), trace.paddedWidth()})},
                    {Frame::tr("lengths"), listText(trace.lengths)}};
        case Stage::embed:
            return {{Frame::tr("shape"), shapeText(trace.paddedEmbedding.shape())}};
        case Stage::sort:
            if (order.isEmpty())
                return {};
            return {{{},
                     (trace.sortedIndices ? QStringLiteral("sorted_indices = ")
                                          : QStringLiteral("srtidx = ")) +
                         order}};
        default: {
            const Index live = trace.packed.liveRows(step()), first = trace.packed.row(step(), 0);
            return {
                {Frame::tr("live"), QStringLiteral("batch_sizes[%1] = %2").arg(step()).arg(live)},
                {Frame::tr("start"), QStringLiteral("offset[%1] = %2").arg(step()).arg(first)},
                {packing() ? Frame::tr("copy") : Frame::tr("take"),
                 QStringLiteral("data[%1:%2]").arg(first).arg(first + live)}};
        }
        }
    }

    static QString listText(const std::vector<std::int64_t> &list)
    {
        QStringList parts;
        for (std::size_t i = 0; i < std::min<std::size_t>(list.size(), 12); ++i)
            parts << QString::number(list[i]);
        if (list.size() > 12)
            parts << QStringLiteral("…");
        return QLatin1Char('[') + parts.join(QStringLiteral(", ")) + QLatin1Char(']');
    }
    static QString listText(const std::optional<std::vector<std::int64_t>> &list)
    {
        return list ? listText(*list) : QString();
    }

    void drawColumns(const GridPlace &grid, double opacity, Index marked)
    {
        const double y = grid.origin.y() - 10;
        const double room = grid.columnPitch;
        for (Index t = 0; t < m_layout.visibleSteps; ++t) {
            const double x = grid.cell(t, 0).center().x();
            if (t == marked)
                m_frame.stepPill({x, y - 4}, t, opacity);
            else if (room >= 16 || t % 5 == 0)
                if (marked < 0 || std::abs(t - marked) * room > 34 || room >= 44)
                    m_frame.text({x, y}, QString::number(t), Face::mono, 12, Role::ink3,
                                 Qt::AlignHCenter, opacity);
        }
        m_frame.text({m_layout.canvas.right(), y}, Frame::tr("length"), Face::prose, 12, Role::ink3,
                     Qt::AlignRight, opacity);
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
        m_frame.badge({first.left() - 36, first.top(), 26, first.height()}, sequence, opacity);
        m_frame.text({m_layout.canvas.right(), first.center().y() + 4.5}, QString::number(length),
                     Face::mono, 13, Role::ink, Qt::AlignRight, opacity);
        for (Index t = 0; t < m_layout.visibleSteps; ++t) {
            if (unpacking())
                drawUnpackedCell(sequence, t);
            else if (t < length)
                drawSourceCell(sequence, t, opacity);
            else
                m_frame.pad(gridCell(sequence, t), padIdentity(Lane::packed, sequence, t), opacity,
                            hatchReveal());
        }
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
        for (Index slot = 0; slot < m_layout.visibleRows; ++slot) {
            const auto length =
                static_cast<Index>(m_frame.trace.sortedLengths[static_cast<std::size_t>(slot)]);
            const QRectF last = grid.cell(std::min(length, m_layout.visibleSteps) - 1, slot);
            const double x = last.right() + out;
            if (slot == 0)
                path.moveTo(x, last.top() - down);
            else
                path.lineTo(x, last.top() - down);
            path.lineTo(x, last.bottom() + down);
        }
        m_frame.scene.add(Stroke{path, Role::ink, {}, 1.5}, {}, opacity);
    }

    void drawBatchSizes()
    {
        const double opacity = (m_stage == Stage::sort ? phase(m_t, 0.8, 1) : 1) * arrival();
        const GridPlace &grid = m_layout.packedGrid;
        const double y = m_layout.countsBaseline;
        for (Index t = 0; t < std::min(m_layout.visibleSteps, m_frame.trace.packed.steps()); ++t) {
            if (grid.columnPitch < 16 && t % 5)
                continue;
            const bool now = stepped() && t == step(), past = stepped() && t < step();
            m_frame.text({grid.cell(t, 0).center().x(), y},
                         QString::number(m_frame.trace.packed.liveRows(t)),
                         now || past ? Face::monoBold : Face::mono, 13,
                         now ? Role::accent : (past ? Role::ink : Role::ink3), Qt::AlignHCenter,
                         opacity);
        }
        m_frame.text({grid.origin.x() - 10, y}, QStringLiteral("batch_sizes"), Face::mono, 12,
                     Role::ink3, Qt::AlignRight, opacity);
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
        const double shown = packing() && m_frame.isFirstMove() ? smooth(phase(m_t, 0, 0.2)) : 1;
        const double left = m_layout.canvas.left();
        const double nameY = m_layout.packStrip.origin.y() - 14;
        const core::Shape shape =
            unpacking() ? packed.output().shape() : m_frame.trace.packedData.shape();
        m_frame.text({left, nameY},
                     {code(unpacking() ? QStringLiteral("output.data ") : QStringLiteral("data ")),
                      code(shapeText(shape), Role::ink3)},
                     13, Qt::AlignLeft, shown);
        for (Index t = 0; t < packed.steps(); ++t) {
            if (packed.row(t, 0) >= m_layout.visiblePacked)
                break;
            if (packing() && t == step())
                drawWires(t);
            for (Index slot = 0; slot < packed.liveRows(t); ++slot)
                if (packed.row(t, slot) < m_layout.visiblePacked)
                    drawStripCell(t, slot, shown);
            drawBracket(t, shown);
        }
        const double y = m_layout.packStrip.origin.y() + m_layout.packStrip.tile.height() + 46;
        if (m_layout.canvas.height() >= 560)
            m_frame.text({left, y},
                         {code(QStringLiteral("batch_sizes ")),
                          code(shapeText({packed.steps()}), Role::ink3)},
                         13, Qt::AlignLeft, shown);
        if (m_layout.visiblePacked < m_frame.trace.N())
            m_frame.text(
                {m_layout.canvas.right(), nameY},
                Frame::tr("… and %1 more rows").arg(m_frame.trace.N() - m_layout.visiblePacked),
                Face::prose, 12, Role::ink3, Qt::AlignRight, shown);
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
        const double drawn = phase(m_t, 0.1, 0.3);
        if (live > 10 || drawn <= 0 || t >= m_layout.visibleSteps ||
            m_layout.packedGrid.rowPitch < 14)
            return;
        const double lanesTop = m_layout.countsBaseline + 8;
        for (Index slot = 0; slot < std::min(live, m_layout.visibleRows); ++slot) {
            const SequenceIndex sequence = m_frame.trace.sequenceOf(SlotIndex(slot));
            const QRectF from = gridCell(sequence, t), to = stripCell(t, slot);
            // The wire of the lowest row turns first, so that wires do not cross.
            const double lane = 3.0 * static_cast<double>(slot + 1);
            const double gutter = from.left() - 3 - static_cast<double>(live - 1 - slot) * 2.5;
            const double y =
                lanesTop +
                (to.center().x() < gutter ? lane : 3.0 * static_cast<double>(live - slot));
            const auto path = roundedPath({{from.left(), from.center().y()},
                                           {gutter, from.center().y()},
                                           {gutter, y},
                                           {to.center().x(), y},
                                           {to.center().x(), to.top()}},
                                          6);
            m_frame.scene.add(Stroke{path, Colour::hue(sequence), {}, 1.75}, {}, drawn);
        }
    }

    void drawBracket(Index t, double shown)
    {
        const core::LaneTrace &packed = m_frame.trace.packed;
        const Index last = packed.liveRows(t) - 1;
        if (packed.row(t, last) >= m_layout.visiblePacked)
            return;
        const QRectF a = stripCell(t, 0), b = stripCell(t, last);
        const double y = a.bottom() + 6;
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
        const double opacity = unpacking() ? arrival() : 1;
        m_frame.prose(m_layout.paddedTop, Frame::tr("Padded"), paddedSentence(), {}, opacity);
        drawColumns(m_layout.paddedGrid, opacity, -1);
        for (Index b = 0; b < m_layout.visibleRows; ++b)
            drawPaddedRow(SequenceIndex(b), opacity);
        drawMore(m_layout.paddedGrid);
    }

    std::vector<Span> paddedSentence() const
    {
        const Index cells = m_frame.trace.B() * m_frame.trace.paddedWidth();
        switch (m_stage) {
        case Stage::batch:
            return {
                words(Frame::tr("The same batch for the other way of doing it: a rectangle of ")),
                strong(Frame::tr("%1 cells").arg(cells)), words(QStringLiteral("."))};
        case Stage::embed:
            return {words(Frame::tr("Padding is embedded too: ")),
                    strong(shapeText(m_frame.trace.paddedEmbedding.shape())),
                    words(QStringLiteral("."))};
        case Stage::unpack:
            return {
                words(Frame::tr(
                    "Nothing to unpack: the output is a grid already. Its striped cells were ")),
                strong(Frame::tr("computed on padding")), words(QStringLiteral("."))};
        default:
            return {
                words(Frame::tr("No packing: the grid stays as typed. The GRU will compute all ")),
                strong(Frame::tr("%1 cells").arg(cells)), words(QStringLiteral(", ")),
                strong(QString::number(cells - m_frame.trace.N())),
                words(Frame::tr(" of them padding."))};
        }
    }

    void drawPaddedRow(SequenceIndex sequence, double laneOpacity)
    {
        const Index length = m_frame.trace.lengthOf(sequence);
        const GridPlace &grid = m_layout.paddedGrid;
        const double opacity = rowAppears(sequence.value()) * laneOpacity;
        const QRectF first = grid.cell(0, sequence.value());
        m_frame.badge({first.left() - 36, first.top(), 26, first.height()}, sequence, opacity);
        m_frame.text({m_layout.canvas.right(), first.center().y() + 4.5}, QString::number(length),
                     Face::mono, 13, Role::ink, Qt::AlignRight, opacity);
        for (Index t = 0; t < m_layout.visibleSteps; ++t) {
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
    }

    void drawMore(const GridPlace &grid)
    {
        const Index rows = m_frame.trace.B() - m_layout.visibleRows;
        const Index steps = m_frame.trace.paddedWidth() - m_layout.visibleSteps;
        QStringList parts;
        if (rows > 0)
            parts << Frame::tr("… and %1 more sequences").arg(rows);
        if (steps > 0)
            parts << Frame::tr("… and %1 more steps").arg(steps);
        if (!parts.isEmpty())
            m_frame.text({m_layout.canvas.right(), grid.bottom(m_layout.visibleRows) + 12},
                         parts.join(QStringLiteral("   ")), Face::prose, 12, Role::ink3,
                         Qt::AlignRight);
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
