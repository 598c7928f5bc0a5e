// SPDX-License-Identifier: GPL-3.0-or-later
// The GRU: one step at a time over the live rows, and over all rows of the padded lane.
#include "core/pipeline/gates_of_rows.h"
#include "ui/scene/formula_text.h"
#include "ui/scene/gru_parts.h"
#include "ui/scene/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

using core::Index;
using core::Lane;
using core::SequenceIndex;
using core::SlotIndex;
using core::StepIndex;

struct Quantity {
    Part part;
    Slits::Kind kind;
    Role role;
    double begin, end; ///< when it fills in, as a share of the move
};

/// Blocks 1 … 5 of the table, in the order in which a step computes them.
constexpr std::array quantities{
    Quantity{Part::hPrevious, Slits::Kind::ramp, Role::hidden, 0.0, 0.1},
    Quantity{Part::reset, Slits::Kind::bars, Role::reset, 0.3, 0.5},
    Quantity{Part::update, Slits::Kind::bars, Role::update, 0.3, 0.5},
    Quantity{Part::candidate, Slits::Kind::ramp, Role::candidate, 0.5, 0.72},
    Quantity{Part::hidden, Slits::Kind::ramp, Role::hidden, 0.72, 0.95}};

class GruStage {
  public:
    explicit GruStage(Frame &frame)
        : m_frame(frame), m_layout(frame.layout), m_clock(frame), m_layer(frame.moment.layer),
          m_direction(frame.moment.direction), m_step(frame.moment.step.value())
    {
    }

    void draw()
    {
        if (m_layout.showPacked)
            drawPacked();
        if (!m_layout.showPadded || !m_layout.gruPaddedLine.isEmpty())
            return;
        drawPadded();
        if (m_layout.showPacked)
            m_frame.divider(m_layout.gruPaddedTop - 6);
    }

  private:
    [[nodiscard]] double arrival() const { return m_clock.arrival(); }
    [[nodiscard]] double inStep(double begin, double end) const
    {
        return m_clock.inStep(begin, end);
    }
    [[nodiscard]] bool packedRuns() const { return m_step < m_frame.trace.packed.steps(); }
    [[nodiscard]] Index live() const
    {
        return packedRuns() ? m_frame.trace.packed.liveRows(m_step) : 0;
    }
    [[nodiscard]] QString runText() const
    {
        if (m_frame.trace.shape().runs() == 1)
            return {};
        QString text = Frame::tr("layer %1").arg(m_layer);
        if (m_frame.trace.directions() > 1)
            text += m_direction ? Frame::tr(", reverse") : Frame::tr(", forward");
        return text;
    }

    // --- The packed lane ---

    void drawPacked()
    {
        drawHeading();
        drawStrip();
        drawColumnHeads(m_layout.packedBlocks);
        const core::StepGates gates = packedRuns() ? gatesOf(Lane::packed) : core::StepGates{};
        const Index first = m_layout.packedBlocks.first;
        for (Index slot = first; slot < first + m_layout.tableRows; ++slot) {
            if (!m_layout.sees(m_layout.packedBlocks.row(slot)))
                continue;
            if (slot < live())
                drawRow(Lane::packed, gates, slot);
            else
                drawIdle(slot);
        }
        drawLiveBracket();
        m_frame.moreRows(moreRowsAt(), m_frame.trace.B() - m_layout.tableRows, arrival());
        drawRest(Lane::packed);
    }

    /// Beside the heading, or under the names.
    [[nodiscard]] QPointF moreRowsAt() const
    {
        if (m_layout.gruNames <= 0)
            return {m_layout.canvas.right(), m_layout.packedTop + 16};
        const BlocksPlace &blocks = m_layout.packedBlocks;
        return {blocks.cell(3, 0).right(),
                blocks.cell(0, blocks.first + m_layout.tableRows).top() + 14};
    }

    /// The states of all rows that run, those that the table leaves out too.
    void drawRest(Lane lane)
    {
        const QRectF place = lane == Lane::packed ? m_layout.packedRest : m_layout.paddedRest;
        if (place.isEmpty() || (lane == Lane::packed && live() == 0))
            return;
        const auto states =
            statesRaster(m_frame.trace, lane, m_layer, m_direction, StepIndex(m_step));
        const QRectF column = blocksOf(lane).cell(5, 0);
        // Rows that do not run leave their place empty.
        const double share =
            static_cast<double>(states->height) / static_cast<double>(m_frame.trace.B());
        m_frame.scene.add(
            Picture{QRectF(column.left(), place.top(), column.width(), place.height() * share),
                    states,
                    {}},
            identity(Part::hidden, lane, SequenceIndex(0), m_step), inStep(0.72, 0.95));
        m_frame.text({blocksOf(lane).cell(4, 0).right(), place.top() + 14},
                     Frame::tr("all %1 states").arg(states->height), Face::prose, 12, Role::ink3,
                     Qt::AlignRight, arrival());
    }

    void drawHeading()
    {
        if (m_layout.gruNames > 0)
            return drawHeadingBesideTable(m_layout.packedBlocks, Frame::tr("Packed"));
        const QString rows = m_frame.rowCount(live());
        std::vector<Span> spans{
            {Frame::tr("Packed"), Face::bold, Role::ink},
            {QStringLiteral("    "), Face::prose, Role::ink},
            {rows, Face::bold, Role::ink},
            {Frame::tr(" computed at t = %1").arg(m_step), Face::prose, Role::ink2}};
        if (!runText().isEmpty())
            spans.push_back({QStringLiteral("    ") + runText(), Face::bold, Role::accent});
        m_frame.text({m_layout.canvas.left(), m_layout.packedTop + 16}, std::move(spans), 15,
                     Qt::AlignLeft, arrival());
    }

    /// Over the names: how many rows run, bracket and caption say.
    void drawHeadingBesideTable(const BlocksPlace &blocks, const QString &lane)
    {
        const QPointF at(m_layout.canvas.left(), blocks.top - 14);
        m_frame.text(at, lane, Face::bold, 15, Role::ink, Qt::AlignLeft, arrival());
        if (!runText().isEmpty())
            m_frame.text(at - QPointF(0, 22), runText(), Face::bold, 13, Role::accent,
                         Qt::AlignLeft, arrival());
    }

    [[nodiscard]] QRectF stripCell(Index t, Index slot) const
    {
        const Index row = m_frame.trace.packed.row(t, slot);
        return mix(m_layout.packStrip.cell(t, row), m_layout.gruStrip.cell(t, row), arrival());
    }

    void drawStrip()
    {
        const core::LaneTrace &packed = m_frame.trace.packed;
        if (m_layout.gruStrip.isPicture())
            return drawStripPicture();
        for (Index t = 0; t < packed.steps(); ++t) {
            const bool now = t == m_step;
            const bool done = m_direction ? t > m_step : t < m_step;
            const QRectF a = stripCell(t, 0), b = stripCell(t, packed.liveRows(t) - 1);
            if (now)
                m_frame.scene.add(Box{QRectF(a.topLeft(), b.bottomRight()).adjusted(-4, -5, 4, 5),
                                      8,
                                      Role::accentSoft,
                                      {}},
                                  {}, inStep(0, 0.1));
            for (Index slot = 0; slot < packed.liveRows(t); ++slot)
                drawStripTile(t, slot, done ? dimmed : 1);
            drawBracket(t, a, b, now, done);
        }
    }

    void drawStripPicture()
    {
        StripPlace strip = m_layout.gruStrip;
        strip.origin = mix(m_layout.packStrip.origin, strip.origin, arrival());
        const Identity whole{Part::packedRow,
                             Lane::packed,
                             SequenceIndex(0),
                             StepIndex(0),
                             m_frame.trace.shape().numLayers - 1,
                             0};
        m_frame.stripPicture(strip, m_frame.rasters().packedData, whole, arrival());
        if (!packedRuns())
            return;
        const QRectF a = stripCell(m_step, 0), b = stripCell(m_step, live() - 1);
        const double x = strip.origin.x(), y = strip.origin.y(), height = strip.tile.height();
        const double behind = m_direction ? a.left() : b.right();
        const QRectF past = m_direction
                                ? QRectF(behind, y, m_layout.canvas.right() - behind, height)
                                : QRectF(x, y, a.left() - x, height);
        m_frame.scene.add(Box{past, 0, Colour(Role::canvas, 1 - dimmed), {}}, {}, arrival());
        drawBracket(m_step, a, {b.left(), b.top(), std::max(b.width(), 2.0), b.height()}, true,
                    false);
    }

    void drawStripTile(Index t, Index slot, double opacity)
    {
        TileLook tile = tokenLook(Lane::packed, m_frame.trace.sequenceOf(SlotIndex(slot)), t);
        tile.rect = stripCell(t, slot);
        tile.opacity = opacity;
        tile.letter = 1 - arrival();
        tile.identity.part = Part::packedRow;
        m_frame.tile(tile);
    }

    void drawBracket(Index t, const QRectF &a, const QRectF &b, bool now, bool done)
    {
        const double y = a.bottom() + 6 + m_layout.stripIndices * (1 - arrival());
        QPainterPath path({a.left(), y});
        path.lineTo(a.left(), y + 5);
        path.lineTo(b.right(), y + 5);
        path.lineTo(b.right(), y);
        m_frame.scene.add(Stroke{
            path, now ? Role::accent : (done ? Role::ink4 : Role::ink3), {}, now ? 1.75 : 1.25});
        const double x = (a.left() + b.right()) / 2;
        if (b.right() - a.left() >= 9)
            m_frame.text({x, y + 20}, QString::number(m_frame.trace.packed.liveRows(t)),
                         now ? Face::monoBold : Face::mono, 13, now ? Role::accent : Role::ink3,
                         Qt::AlignHCenter, arrival());
    }

    void drawLiveBracket()
    {
        const BlocksPlace &blocks = m_layout.packedBlocks;
        const Index start = m_layout.packedBlocks.first;
        const Index rows = std::min(live() - start, m_layout.tableRows);
        if (rows <= 0)
            return;
        const double x = m_layout.canvas.left() - 8;
        const double top = blocks.cell(0, start).top();
        const double bottom = blocks.cell(0, start + rows - 1).bottom();
        QPainterPath path({x + 5, top});
        path.lineTo(x, top);
        path.lineTo(x, bottom);
        path.lineTo(x + 5, bottom);
        m_frame.scene.add(Stroke{path, Role::accent, {}, 1.75}, {}, arrival());
        if (live() < 100) // the margin holds two digits; the heading says it too
            m_frame.text({x - 5, (top + bottom) / 2 + 4.5}, QString::number(live()), Face::monoBold,
                         13, Role::accent, Qt::AlignRight, arrival());
    }

    void drawColumnHeads(const BlocksPlace &blocks)
    {
        struct Head {
            QString symbol, meaning;
            Role role;
        };
        const QString inputName =
            m_layer == 0 ? Frame::tr("token") : Frame::tr("from layer %1").arg(m_layer - 1);
        const QString before = m_direction ? QStringLiteral("h_{t+1}") : QStringLiteral("h_{t-1}");
        const std::array heads{
            Head{QStringLiteral("x_t"), inputName, Role::input},
            Head{before, m_layout.gruNames > 0 ? Frame::tr("before") : Frame::tr("state before"),
                 Role::hidden},
            Head{QStringLiteral("r"), Frame::tr("reset"), Role::reset},
            Head{QStringLiteral("z"), Frame::tr("update"), Role::update},
            Head{QStringLiteral("n"), Frame::tr("candidate"), Role::candidate},
            Head{QStringLiteral("h_t"),
                 m_layout.gruNames > 0 ? Frame::tr("after") : Frame::tr("state after"),
                 Role::hidden}};
        const double y = blocks.top - 14;
        for (int block = 0; block < static_cast<int>(heads.size()); ++block) {
            const Head &head = heads[static_cast<std::size_t>(block)];
            const QRectF cell = blocks.cell(block, 0);
            const double room = cell.width() + blocks.gap * 0.7;
            const double x = drawFormula(m_frame, {{cell.left(), y}, 15, arrival()},
                                         {{head.symbol, Face::italic, head.role}}) +
                             6;
            const double left = cell.left() + room - x;
            if (left >= 24)
                m_frame.text({x, y}, head.meaning, Face::prose, 14, Role::ink2, Qt::AlignLeft,
                             arrival(), left);
            m_frame.line({cell.left(), y + 7}, {cell.right(), y + 7}, head.role, 2, arrival());
        }
    }

    // --- Rows of both lanes ---

    /// The gates of the rows that a table shows; row 0 is the first of them.
    core::StepGates gatesOf(Lane lane) const
    {
        const Index first = blocksOf(lane).first;
        const Index live = m_frame.trace.of(lane).liveRows(m_step);
        const Index count = std::clamp<Index>(live - first, 0, m_layout.tableRows);
        return core::gatesOfRows(m_frame.trace, lane, m_layer, m_direction,
                                 {StepIndex(m_step), std::min(first, live), count});
    }

    [[nodiscard]] const BlocksPlace &blocksOf(Lane lane) const
    {
        return lane == Lane::packed ? m_layout.packedBlocks : m_layout.paddedBlocks;
    }

    [[nodiscard]] Identity identity(Part part, Lane lane, SequenceIndex sequence, Index t) const
    {
        return {part, lane, sequence, StepIndex(t), m_layer, m_direction};
    }

    /// What enters this layer at a step: the token's embedding, or the layer below.
    TileLook tokenLook(Lane lane, SequenceIndex sequence, Index t) const
    {
        TileLook tile;
        tile.sequence = sequence;
        tile.character = m_frame.character(sequence, t);
        tile.identity = identity(Part::stepInput, lane, sequence, t);
        if (m_layer == 0) {
            tile.values = m_frame.input(sequence, t);
            tile.range = m_frame.inputRange;
            return tile;
        }
        const core::LaneTrace &rows = m_frame.trace.of(lane);
        const auto &below = rows.layerOutputs[static_cast<std::size_t>(m_layer - 1)];
        const Index j =
            lane == Lane::packed ? m_frame.trace.slotOf(sequence).value() : sequence.value();
        tile.values = Frame::elements(below, rows.row(t, j) * below.extent(1), below.extent(1));
        tile.range = m_frame.hiddenRange;
        return tile;
    }

    void drawRow(Lane lane, const core::StepGates &gates, Index j)
    {
        const SequenceIndex sequence = m_frame.trace.sequenceAt(lane, j);
        const BlocksPlace &blocks = blocksOf(lane);
        const bool onPadding = m_step >= m_frame.trace.lengthOf(sequence);
        m_frame.badge(badgeRect(blocks, j), sequence, arrival());
        drawName(blocks, j, sequence, onPadding ? -1 : m_step);
        drawToken(lane, sequence, j, onPadding);
        const Index H = m_frame.trace.H();
        const std::array<const core::RealTensor *, 5> tensors{&gates.hPrevious, &gates.r, &gates.z,
                                                              &gates.n, &gates.h};
        for (std::size_t q = 0; q < quantities.size(); ++q) {
            const Quantity &quantity = quantities[q];
            QRectF cell = blocks.cell(static_cast<int>(q) + 1, j);
            const double shown = inStep(quantity.begin, quantity.end);
            auto values = Frame::elements(*tensors[q], (j - blocks.first) * H, H);
            if (quantity.kind == Slits::Kind::bars)
                for (double &value : values)
                    value *= shown;
            const bool striped =
                quantity.part == Part::hPrevious ? comesFromPadding(lane, sequence) : onPadding;
            m_frame.slits(cell, std::move(values), quantity.kind, quantity.role,
                          identity(quantity.part, lane, sequence, m_step), striped,
                          quantity.kind == Slits::Kind::bars ? std::min(1.0, shown * 3) : shown);
        }
    }

    /// Whether the step that made the state before this one was a step on padding.
    [[nodiscard]] bool comesFromPadding(Lane lane, SequenceIndex sequence) const
    {
        const Index before = m_step + (m_direction ? 1 : -1);
        return lane == Lane::padded && before >= m_frame.trace.lengthOf(sequence) &&
               before < m_frame.trace.of(lane).steps();
    }

    [[nodiscard]] QRectF badgeRect(const BlocksPlace &blocks, Index j) const
    {
        const QRectF first = blocks.cell(0, j);
        return {first.left() - 36 - m_layout.gruNames, first.top(), 24, first.height()};
    }

    /// The sequence beside its badge, the token of a step marked in it; -1: none.
    void drawName(const BlocksPlace &blocks, Index j, SequenceIndex sequence, Index marked)
    {
        const QRectF badge = badgeRect(blocks, j);
        if (m_layout.gruNames <= 0 || badge.height() < 15 || !m_frame.trace.paddedIds)
            return;
        const double room = m_layout.gruNames - 2;
        m_frame.text({badge.right() + 8, badge.center().y() + 4.6},
                     nameAround(sequence, marked, room), 13, Qt::AlignLeft, arrival(), room);
    }

    /// Tokens from `first` to before `end`, one of them marked.
    [[nodiscard]] std::vector<Span> spelled(SequenceIndex sequence, Index marked,
                                            Range tokens) const
    {
        const QString between =
            m_frame.trace.document->vocabulary.tokens.empty() ? QStringLiteral(" ") : QString();
        std::array<QString, 3> texts; // before, marked, after
        for (Index t = tokens.first; t < tokens.end; ++t)
            texts[static_cast<std::size_t>(t >= marked) + static_cast<std::size_t>(t > marked)] +=
                (t > tokens.first ? between : QString()) + m_frame.character(sequence, t);
        if (tokens.first > 0)
            texts[0].prepend(QStringLiteral("…"));
        if (tokens.end < m_frame.trace.lengthOf(sequence))
            texts[2].append(QStringLiteral("…"));
        std::vector<Span> spans;
        for (std::size_t i = 0; i < texts.size(); ++i)
            if (!texts[i].isEmpty())
                spans.push_back(
                    i == 1 ? Span{texts[i], Face::monoBold, Role::accent}
                           : Span{texts[i], Face::mono, marked < 0 ? Role::ink3 : Role::ink2});
        return spans;
    }

    /// As many tokens around the marked one, or from the first on, as fit.
    [[nodiscard]] std::vector<Span> nameAround(SequenceIndex sequence, Index marked,
                                               double room) const
    {
        // Letters that are joined to words from right to left are not taken apart.
        if (m_frame.character(sequence, 0).isRightToLeft())
            return {{elided(m_frame.sequenceText(sequence), Face::mono, 13, room), Face::mono,
                     Role::ink3}};
        const Index middle = std::max<Index>(marked, 0);
        Range tokens{middle, middle + 1};
        const Index length = m_frame.trace.lengthOf(sequence);
        const auto fits = [&](Range wider) {
            return widthOf(spelled(sequence, marked, wider), 13) <= room;
        };
        for (bool grows = true; grows;) {
            grows = false;
            if (tokens.first > 0 && fits({tokens.first - 1, tokens.end})) {
                --tokens.first;
                grows = true;
            }
            if (tokens.end < length && fits({tokens.first, tokens.end + 1})) {
                ++tokens.end;
                grows = true;
            }
        }
        return spelled(sequence, marked, tokens);
    }

    /// The token lands from the strip; in the padded lane it stands there.
    void drawToken(Lane lane, SequenceIndex sequence, Index j, bool onPadding)
    {
        const QRectF cell = blocksOf(lane).cell(0, j);
        if (onPadding && m_layer == 0)
            return drawPad(sequence, cell);
        TileLook tile = tokenLook(lane, sequence, m_step);
        const double landed = inStep(0.05, 0.3);
        tile.rect = lane == Lane::packed && !m_layout.gruStrip.isPicture()
                        ? mix(stripCell(m_step, j), cell, landed)
                        : cell;
        tile.opacity = lane == Lane::packed ? std::min(1.0, landed * 4) : arrival();
        tile.onPadding = onPadding;
        m_frame.tile(tile);
    }

    /// What the padded lane reads beyond a length: the padding row, whatever it holds.
    void drawPad(SequenceIndex sequence, const QRectF &cell)
    {
        const Identity id = identity(Part::stepInput, Lane::padded, sequence, m_step);
        if (cell.height() < 26 || cell.width() < 40) {
            m_frame.pad(cell, id, arrival());
            return;
        }
        const double cap = 14;
        m_frame.pad({cell.topLeft(), QSizeF(cell.width(), cap)}, id, arrival());
        const auto &idx = m_frame.trace.document->options.paddingIdx;
        const bool tagged = m_frame.trace.paddedIds && idx && cell.width() >= 104;
        m_frame.text({cell.center().x(), cell.top() + cap - 3},
                     tagged ? QStringLiteral("padding_idx=%1").arg(*idx) : QStringLiteral("<pad>"),
                     Face::mono, 11, Role::ink3, Qt::AlignHCenter, arrival(), cell.width());
        Slits values;
        values.rect = cell.adjusted(0, cap, 0, 0);
        values.values = m_frame.input(sequence, m_step);
        values.range = m_frame.inputRange;
        values.radius = 3;
        m_frame.slits(std::move(values), id, arrival());
    }

    // --- Rows that do not run ---

    void drawIdle(Index slot)
    {
        const SequenceIndex sequence = m_frame.trace.sequenceOf(SlotIndex(slot));
        const BlocksPlace &blocks = m_layout.packedBlocks;
        const Index last = m_frame.trace.lengthOf(sequence) - 1;
        const QRectF first = blocks.cell(0, slot), state = blocks.cell(5, slot);
        const double opacity = justStopped(last) ? inStep(0.1, 0.4) : arrival();
        m_frame.badge(badgeRect(blocks, slot), sequence, 0.45 * arrival());
        drawName(blocks, slot, sequence, -1);
        const QRectF box(first.topLeft(), QPointF(blocks.cell(4, slot).right(), first.bottom()));
        const double inset = std::clamp((box.height() - 16) / 2, 0.0, 4.0);
        const QRectF inner = box.adjusted(0.5, inset, -0.5, -inset);
        m_frame.scene.add(Box{inner, 6, {}, Role::ink4, 1, true}, {}, opacity);
        const QString name = m_layout.gruNames > 0
                                 ? QString()
                                 : elided(m_frame.sequenceText(sequence), Face::mono, 13, 150) +
                                       QStringLiteral("  ");
        const bool waits = m_direction != 0;
        if (inner.height() >= 12) {
            const double y = inner.center().y() + 4.6;
            drawFlag({inner.left() + 14, inner.center().y()}, opacity, !waits);
            const QString what =
                waits ? Frame::tr("joins at t = %1, its last token").arg(last)
                      : Frame::tr("last token at t = %1, length %2").arg(last).arg(last + 1);
            m_frame.text({inner.left() + 32, y},
                         {{name, Face::mono, Role::ink2}, {what, Face::prose, Role::ink2}}, 13,
                         Qt::AlignLeft, opacity, inner.width() - 200);
            const QString where =
                waits ? Frame::tr("waits with its h_0") : Frame::tr("its state is parked");
            m_frame.text({inner.right() - 12, y}, where, Face::prose, 13, Role::ink3,
                         Qt::AlignRight, opacity);
        }
        drawParked(sequence, state, waits, opacity);
        const double from = inner.right() + 4, to = state.left() - 5;
        if (waits || to - from < 8)
            return;
        QPainterPath way({from, state.center().y()});
        way.lineTo(to, state.center().y());
        m_frame.scene.add(Stroke{way, Role::ink3, {}, 1.25, false, true}, {}, opacity);
    }

    /// A row that ran in the move before this one.
    [[nodiscard]] bool justStopped(Index last) const
    {
        return m_direction == 0 && m_step == last + 1;
    }

    void drawParked(SequenceIndex sequence, const QRectF &state, bool waits, double opacity)
    {
        const Index H = m_frame.trace.H();
        std::vector<double> values(static_cast<std::size_t>(H), 0.0);
        const Index run = m_layer * m_frame.trace.directions() + m_direction;
        if (!waits)
            values = Frame::elements(m_frame.trace.hN,
                                     (run * m_frame.trace.B() + sequence.value()) * H, H);
        else if (m_frame.trace.document->h0)
            for (Index u = 0; u < H; ++u)
                values[static_cast<std::size_t>(u)] =
                    m_frame.trace.document->h0->at(run, sequence.value(), u);
        m_frame.slits(state, std::move(values), Slits::Kind::ramp, Role::hidden,
                      identity(waits ? Part::hPrevious : Part::finalHidden, Lane::packed, sequence,
                               m_frame.trace.lengthOf(sequence) - 1),
                      false, opacity);
        m_frame.scene.add(Box{state.adjusted(-2.5, -2.5, 2.5, 2.5), 5, {}, Role::ink3, 1, true}, {},
                          opacity);
    }

    void drawFlag(QPointF at, double opacity, bool filled)
    {
        QPainterPath flag(at + QPointF(0, -6));
        flag.lineTo(at + QPointF(10, -6));
        flag.lineTo(at + QPointF(7.5, -3));
        flag.lineTo(at + QPointF(10, 0));
        flag.lineTo(at + QPointF(0, 0));
        flag.closeSubpath();
        m_frame.scene.add(Stroke{flag, Role::ink2, filled ? Colour(Role::ink2) : Colour(), 1}, {},
                          opacity);
        m_frame.line(at + QPointF(0, -6.5), at + QPointF(0, 7), Role::ink2, 1.5, opacity);
    }

    // --- The padded lane ---

    void drawPadded()
    {
        const Index B = m_frame.trace.B(), pads = rowsOnPadding(m_frame);
        const double y = m_layout.gruPaddedTop + 26;
        std::vector<Span> spans{
            {Frame::tr("Padded"), Face::bold, Role::ink},
            {QStringLiteral("    "), Face::prose, Role::ink},
            {m_frame.rowCount(B), Face::bold, Role::ink},
            {Frame::tr(" computed at t = %1").arg(m_step), Face::prose, Role::ink2}};
        if (pads > 0)
            spans.push_back({pads == 1 ? Frame::tr(", one of them on padding")
                                       : Frame::tr(", %1 of them on padding").arg(pads),
                             Face::prose, Role::ink2});
        m_frame.text({m_layout.canvas.left(), y}, std::move(spans), 15, Qt::AlignLeft, arrival());
        if (m_layout.showPacked)
            m_frame.text({m_layout.canvas.right() + 22, y}, Frame::tr("against packed"),
                         Face::prose, 12, Role::ink3, Qt::AlignRight, arrival());
        else
            drawColumnHeads(m_layout.paddedBlocks);
        const core::StepGates gates = gatesOf(Lane::padded);
        const Index first = m_layout.paddedBlocks.first;
        for (Index b = first; b < first + m_layout.tableRows; ++b) {
            if (!m_layout.sees(m_layout.paddedBlocks.row(b)))
                continue;
            drawRow(Lane::padded, gates, b);
            if (m_layout.showPacked)
                drawVerdict(b);
        }
        drawRest(Lane::padded);
    }

    void drawVerdict(Index b)
    {
        const bool same = sameAsPacked(m_frame, SequenceIndex(b));
        const QRectF state = m_layout.paddedBlocks.cell(5, b);
        if (state.height() >= 9)
            m_frame.text({state.right() + 14, state.center().y() + 5},
                         same ? QStringLiteral("=") : QStringLiteral("≠"), Face::bold, 15,
                         same ? Role::ok : Role::alarm, Qt::AlignHCenter, inStep(0.92, 1));
    }

    Frame &m_frame;
    const Layout &m_layout;
    const GruClock m_clock;
    Index m_layer, m_direction, m_step;
};

} // namespace

void drawGruStage(Frame &frame)
{
    GruStage(frame).draw();
    drawGruFormula(frame);
    drawGruPaddedLine(frame);
    drawGruHistory(frame);
}

} // namespace ui
