// SPDX-License-Identifier: GPL-3.0-or-later
// The packed lane of the page: batch, sort, pack, GRU, unpack, restore, answer from left to right.
#include "ui/scene/count_text.h"
#include "ui/scene/page_parts.h"
#include "ui/scene/rasters.h"
#include "ui/scene/ribbon.h"
#include "ui/scene/text.h"

#include <algorithm>

namespace ui {

namespace {

using core::Index;
using core::Lane;
using core::SequenceIndex;
using core::SlotIndex;
using core::StepIndex;

/// More ribbons than these cannot be told apart; of more rows every so-many-th is drawn.
constexpr Index mostRibbons = 64;

class PackedPage {
  public:
    explicit PackedPage(Page &page)
        : m_page(page), m_layout(page.layout), m_trace(page.trace),
          m_sorted(page.trace.srtidx.has_value())
    {
    }

    void draw()
    {
        drawTitle();
        drawHeads();
        drawGrids();
        drawRibbons(m_layout.batch, m_layout.batchColumns, m_layout.sorted, true);
        drawRibbons(m_layout.unpacked, m_layout.outputColumns, m_layout.restored, false);
        drawStaircase();
        drawStrips();
        drawFollowed();
        drawLastStates();
        drawAnswers();
        drawKeys();
    }

  private:
    [[nodiscard]] Index shownSteps() const { return std::ssize(m_layout.groups); }

    void drawTitle()
    {
        const Index N = m_trace.N();
        m_page.laneTitle(m_layout.packedTop, Page::tr("Packed"),
                         {words(N == 1 ? Page::tr("1 cell computed")
                                       : Page::tr("%1 cells computed").arg(countText(N)))},
                         m_layout.dataLeft - 12);
    }

    void drawHeads()
    {
        const double gap = 10, badges = m_layout.badgeColumn + gap;
        const double batch = m_layout.batch.origin.x(), sorted = m_layout.sorted.origin.x();
        const double unpacked = m_layout.unpacked.origin.x();
        const double restored = m_layout.restored.origin.x(), answer = m_layout.answerLeft;
        const auto [batchFirst, batchSecond] = batchWords();
        const auto [sortFirst, sortSecond] = sortWords();
        const auto [restoreFirst, restoreSecond] = restoreWords();
        m_page.heads(m_layout.batch.origin.y() - 16,
                     {{batch,
                       sorted - badges,
                       QStringLiteral("1 2"),
                       Page::tr("Batch, Embed"),
                       {words(batchFirst)},
                       {words(batchSecond)}},
                      {sorted,
                       m_layout.dataLeft - gap,
                       QStringLiteral("3"),
                       Page::tr("Sort"),
                       {words(sortFirst)},
                       {words(sortSecond)}},
                      {unpacked,
                       restored - badges,
                       QStringLiteral("6"),
                       Page::tr("Unpack"),
                       {words(Page::tr("steps become columns,"))},
                       {words(unpackWords())}},
                      {restored,
                       answer - gap,
                       QStringLiteral("7"),
                       Page::tr("Restore"),
                       {words(restoreFirst)},
                       {words(restoreSecond)}},
                      {answer,
                       m_layout.canvas.right() + 16,
                       QStringLiteral("8"),
                       Page::tr("Answer"),
                       {words(m_layout.answersAreWords ? Page::tr("as read from")
                                                       : Page::tr("the last states"))},
                       {code(QStringLiteral("h_n (packed)"), Role::ink2)}}});
        drawStripHeads();
    }

    using TwoLines = std::pair<QString, QString>;

    /// What a tile shows goes by its size.
    [[nodiscard]] TwoLines batchWords() const
    {
        const QRectF tile = m_layout.batch.cell(0, 0);
        if (tile.width() < Pieces::narrowestLetter || tile.height() < 11)
            return {Page::tr("a colour a sequence,"), Page::tr("a cell a step")};
        const QString values = stripesText(QStringLiteral("x"), m_trace.D());
        const QString cap =
            m_trace.paddedIds ? Page::tr("letter = token") : Page::tr("tile = step");
        return Pieces::hasRoomForValues(tile) ? TwoLines{cap + QLatin1Char(','), values}
                                              : TwoLines{{}, cap};
    }
    [[nodiscard]] TwoLines sortWords() const
    {
        if (!m_sorted)
            return {Page::tr("nobody sorts:"), Page::tr("came longest first")};
        return {Page::tr("longest first,"),
                m_trace.sortedIndices ? Page::tr("sorted by PyTorch") : Page::tr("sorted by you")};
    }
    static QString stripesText(const QString &what, Index count)
    {
        return count == 1 ? Page::tr("stripe: %1, 1 number").arg(what)
                          : Page::tr("stripes: %1, %2 numbers").arg(what).arg(count);
    }
    [[nodiscard]] QString unpackWords() const
    {
        if (m_trace.unpackedWidth() > m_trace.packed.steps())
            return QStringLiteral("total_length = %1").arg(m_trace.unpackedWidth());
        if (!Pieces::hasRoomForValues(m_layout.unpacked.cell(0, 0)))
            return Page::tr("the rest is filled in");
        return stripesText(QStringLiteral("h"), m_trace.lastHidden.extent(1));
    }
    [[nodiscard]] TwoLines restoreWords() const
    {
        if (!m_sorted)
            return {Page::tr("nobody sorted:"), Page::tr("nothing to put back")};
        return {Page::tr("typed order again,"), m_trace.sortedIndices
                                                    ? Page::tr("once, by PyTorch")
                                                    : Page::tr("by you, who sorted")};
    }

    void drawStripHeads()
    {
        const double names = m_layout.stripTop - 34, shapes = m_layout.stripTop - 14;
        const Span four = words(QStringLiteral("4  "), Role::ink3);
        const Span five = words(QStringLiteral("5  "), Role::ink3);
        m_page.text({m_layout.dataLeft, names}, {four, strong(Page::tr("Pack"))}, 15);
        m_page.text({m_layout.gruLeft, names}, {five, strong(Page::tr("GRU"))}, 15);
        const double beside = m_layout.gruLeft + widthOf({five, strong(Page::tr("GRU"))}, 15) + 8;
        m_page.text({beside, names}, gruWords(), Face::prose, 12, Role::ink2);
        const QString shape = shapeText(m_trace.packedData.shape());
        const QString named = QStringLiteral("data ") + shape;
        const double room = (m_layout.gruLeft - m_layout.dataLeft - 8) / m_layout.rounding();
        m_page.text({m_layout.dataLeft, shapes},
                    {code(widthOf(named, Face::mono, 12) <= room ? named : shape, Role::ink2)}, 12);
        const QString rows = Page::tr("live rows");
        const double between = (m_layout.outputLeft - m_layout.gruLeft - 4) / m_layout.rounding();
        m_page.text({m_layout.gruLeft, shapes},
                    widthOf(rows, Face::prose, 12) <= between ? rows : Page::tr("rows"),
                    Face::prose, 12, Role::ink2);
        m_page.text({m_layout.outputLeft, shapes},
                    {code(shapeText(m_trace.packed.output().shape()), Role::ink2)}, 12);
    }

    /// What runs beside one layer in one direction.
    [[nodiscard]] QString gruWords() const
    {
        const Index layers = m_trace.shape().numLayers;
        const bool both = m_trace.directions() > 1;
        if (layers > 1)
            return both ? Page::tr("%1 layers, both directions").arg(layers)
                        : Page::tr("%1 layers").arg(layers);
        return both ? Page::tr("both directions") : QString();
    }

    // --- The grids ---

    void drawGrids()
    {
        const auto picture = [&](SharedRaster Rasters::*raster) {
            return m_layout.batch.isPicture() ? m_page.rasters().*raster : nullptr;
        };
        using Beyond = PageGrid::Beyond;
        m_page.grid({m_layout.batch, m_layout.batchColumns, Part::embedding, Lane::packed,
                     Beyond::padding, false, picture(&Rasters::typed)});
        m_page.grid({m_layout.sorted, m_layout.batchColumns, Part::embedding, Lane::packed,
                     Beyond::padding, true, picture(&Rasters::sorted)});
        m_page.grid({m_layout.unpacked, m_layout.outputColumns, Part::unpacked, Lane::packed,
                     Beyond::filled, true, picture(&Rasters::unpacked)});
        m_page.grid({m_layout.restored, m_layout.outputColumns, Part::output, Lane::packed,
                     Beyond::filled, false, picture(&Rasters::output)});
        m_page.steps(m_layout.sorted, m_layout.batchColumns, m_layout.boxedStep);
        m_page.steps(m_layout.unpacked, m_layout.outputColumns, m_layout.boxedStep);
    }

    /// `sorting`: from the typed order to the slots; else back.
    void drawRibbons(const GridPlace &from, Index columns, const GridPlace &to, bool sorting)
    {
        const double left = from.cell(columns - 1, 0).right() + 5;
        const double right = to.origin.x() - m_layout.badgeColumn - ribbonHead - 4;
        const double half = std::clamp(from.tile.height() * 0.32, 0.75, 14.0);
        const Index every = (m_trace.B() + mostRibbons - 1) / mostRibbons;
        if (every > 1 && sorting)
            m_page.text({to.origin.x() - m_layout.badgeColumn, stepsBaseline()},
                        Page::tr("ribbons: every %1th row").arg(every), Face::prose, 11, Role::ink3,
                        Qt::AlignRight);
        for (Index slot = 0; slot < m_trace.B(); slot += every) {
            const SequenceIndex sequence = m_trace.sequenceOf(SlotIndex(slot));
            const Index before = sorting ? sequence.value() : slot;
            const Index after = sorting ? slot : sequence.value();
            drawRibbon(m_page.scene,
                       {{left, from.cell(0, before).center().y()},
                        {right, to.cell(0, after).center().y()},
                        half},
                       sequence);
        }
    }

    [[nodiscard]] double stepsBaseline() const
    {
        return m_layout.batch.cell(0, m_trace.B() - 1).bottom() + 20;
    }

    void drawStaircase()
    {
        const GridPlace &grid = m_layout.sorted;
        const double out = (grid.columnPitch - grid.tile.width()) / 2;
        const double down = (grid.rowPitch - grid.tile.height()) / 2;
        QPainterPath path;
        for (Index slot = 0; slot < m_trace.B(); ++slot) {
            const Index length = m_trace.lengthOf(m_trace.sequenceOf(SlotIndex(slot)));
            const QRectF last = grid.cell(length - 1, slot);
            const QPointF top(last.right() + out, last.top() - down);
            slot == 0 ? path.moveTo(top) : path.lineTo(top);
            path.lineTo(top.x(), last.bottom() + down);
        }
        m_page.scene.add(Stroke{path, Role::ink, {}, 1.5});
    }

    // --- The strips and the GRU between them ---

    void drawStrips()
    {
        for (Index t = 0; t < shownSteps(); ++t)
            drawGroup(t);
        drawFoot();
    }

    void drawGroup(Index t)
    {
        const Index live = m_trace.packed.liveRows(t);
        const auto &group = m_layout.groups[static_cast<std::size_t>(t)];
        for (Index slot = 0; slot < group.rows; ++slot) {
            drawStripRow(t, slot, false);
            drawStripRow(t, slot, true);
        }
        const bool followed = t == m_layout.boxedStep;
        const QRectF rows = m_layout.groupRect(m_layout.dataLeft, m_layout.dataWidth, t);
        const double y = rows.center().y(), edge = rows.right() + 4;
        if (!followed)
            bracket(edge, edge + 4, rows);
        m_page.text({m_layout.countsCentre, y + 0.36 * m_layout.countSize}, QString::number(live),
                    followed ? Face::monoBold : Face::mono, m_layout.countSize,
                    followed ? Role::accent : Role::ink, Qt::AlignHCenter);
        if (group.rows < live)
            m_page.text({rows.left(), rows.bottom() + 11},
                        Page::tr("… and %1 more rows").arg(countText(live - group.rows)),
                        Face::prose, 11, Role::ink3);
        drawGruBox(t);
    }

    void bracket(double inner, double outer, const QRectF &rows, Colour colour = Role::ink4,
                 double width = 1.25)
    {
        QPainterPath path({inner, rows.top()});
        path.lineTo(outer, rows.top());
        path.lineTo(outer, rows.bottom());
        path.lineTo(inner, rows.bottom());
        m_page.scene.add(Stroke{path, colour, {}, width});
    }

    void drawGruBox(Index t)
    {
        const QRectF box = m_layout.groupRect(m_layout.gruLeft, m_layout.gruWidth, t);
        const double y = box.center().y();
        m_page.arrow({m_layout.countsRight + 2, y}, {box.left() - 4, y});
        m_page.arrow({box.right() + 5, y}, {m_layout.outputLeft - 5, y});
        m_page.scene.add(Box{box, 5, Role::panel, Role::ink, 1.5});
        if (box.height() >= 15)
            m_page.text({box.center().x(), y + 4.3}, QStringLiteral("GRU"), Face::bold, 12,
                        Role::ink, Qt::AlignHCenter);
        if (t + 1 >= shownSteps())
            return;
        const double next = m_layout.groups[static_cast<std::size_t>(t + 1)].top;
        const bool both = m_trace.directions() > 1;
        const double x = box.center().x(), apart = both ? 8 : 0;
        m_page.arrow({x - apart, box.bottom() + 1}, {x - apart, next - 1}, Role::ink);
        if (both)
            m_page.arrow({x + apart, next - 1}, {x + apart, box.bottom() + 1}, Role::ink);
    }

    void drawStripRow(Index t, Index slot, bool states)
    {
        const SequenceIndex sequence = m_trace.sequenceOf(SlotIndex(slot));
        const QRectF row =
            m_layout.stripRow(states ? m_layout.outputLeft : m_layout.dataLeft,
                              states ? m_layout.outputWidth : m_layout.dataWidth, t, slot);
        Identity identity{Part::packedRow, Lane::packed, sequence, StepIndex(t), 0, 0};
        if (states)
            identity = {Part::hidden, Lane::packed, sequence, StepIndex(t), m_page.topLayer(), 0};
        const QString letter = QString::fromStdString(core::sequenceName(sequence));
        const double cap = stripCap(), size = std::clamp(m_layout.stripPitch - 2.5, 9.0, 11.0);
        m_page.scene.add(Box{QRectF(row.topLeft(), QSizeF(cap, row.height())),
                             std::min(3.0, row.height() / 4),
                             Colour::hue(sequence),
                             {}},
                         identity);
        if (m_layout.stripPitch * std::min(1.0, m_layout.scale) >= 8.2)
            m_page.text({row.left() + cap / 2, row.center().y() + size * 0.36}, letter, Face::bold,
                        size, Role::letter, Qt::AlignHCenter);
        Slits slits;
        slits.rect = QRectF(row.left() + cap, row.top(), row.width() - cap, row.height());
        slits.values =
            states ? m_page.output(Lane::packed, sequence, t) : m_page.input(sequence, t);
        slits.range = states ? m_page.hiddenRange : m_page.inputRange;
        slits.radius = std::min(2.0, row.height() / 3);
        m_page.scene.add(std::move(slits), identity);
    }

    /// Of a row of a strip, the part in the colour of its sequence.
    [[nodiscard]] double stripCap() const { return m_trace.B() > 26 ? 19 : 15; }

    void drawFoot()
    {
        const double y = m_layout.stripBottom + 19;
        const Index left = m_trace.packed.steps() - shownSteps();
        m_page.text({m_layout.countsRight, y}, {code(QStringLiteral("batch_sizes"), Role::ink2)},
                    12, Qt::AlignRight);
        if (left > 0)
            m_page.text({m_layout.gruLeft, y}, Page::tr("… and %1 more steps").arg(countText(left)),
                        Face::prose, 12, Role::ink3);
    }

    // --- One column on its way ---

    void drawFollowed()
    {
        const Index t = m_layout.boxedStep;
        const QRectF rows = m_layout.groupRect(m_layout.dataLeft, m_layout.dataWidth, t);
        const QRectF outputs = m_layout.groupRect(m_layout.outputLeft, m_layout.outputWidth, t);
        bracket(rows.left() - 2, rows.left() - 7, rows, Role::accent, 1.75);
        bracket(outputs.right() + 3, outputs.right() + 8, outputs, Role::accent, 1.75);
        const QRectF from = columnBox(m_layout.sorted), to = columnBox(m_layout.unpacked);
        const double below = m_layout.sorted.cell(0, m_trace.B() - 1).bottom() + 40;
        way({{from.center().x(), below - 15},
             {from.center().x(), below},
             {rows.left() - 24, below},
             {rows.left() - 24, rows.center().y()},
             {rows.left() - 9, rows.center().y()}});
        way({{outputs.right() + 8, outputs.center().y()},
             {outputs.right() + 24, outputs.center().y()},
             {outputs.right() + 24, below},
             {to.center().x(), below},
             {to.center().x(), below - 15}});
    }

    QRectF columnBox(const GridPlace &grid)
    {
        const QRectF top = grid.cell(m_layout.boxedStep, 0);
        const QRectF box =
            top.united(grid.cell(m_layout.boxedStep, m_trace.B() - 1)).adjusted(-2, -5, 2, 5);
        m_page.scene.add(Box{box, 5, {}, Role::accent, 1.75});
        return box;
    }

    void way(const std::vector<QPointF> &points)
    {
        m_page.scene.add(Stroke{roundedPath(points, 8), Role::accent, {}, 1.75, false, true});
    }

    // --- What comes out ---

    /// h_n: forward at the last token, backward at the first.
    void drawLastStates()
    {
        const Index directions = m_trace.directions();
        for (Index b = 0; b < m_trace.B(); ++b) {
            const SequenceIndex sequence(b);
            const Index slot = m_trace.slotOf(sequence).value();
            for (Index d = 0; d < directions; ++d) {
                const Index t = d == 0 ? m_trace.lengthOf(sequence) - 1 : 0;
                const double from = static_cast<double>(d) / static_cast<double>(directions);
                const double to = static_cast<double>(d + 1) / static_cast<double>(directions);
                if (t < shownSteps() && slot < m_layout.groups[static_cast<std::size_t>(t)].rows) {
                    QRectF row =
                        m_layout.stripRow(m_layout.outputLeft, m_layout.outputWidth, t, slot);
                    if (directions > 1)
                        row.setLeft(row.left() + stripCap());
                    m_page.lastState(row, from, to);
                }
                if (!PageLayout::hasMarks(m_layout.restored))
                    continue;
                QRectF cell = m_layout.restored.cell(t, b);
                if (directions > 1 && Pieces::hasRoomForValues(cell))
                    cell.setTop(cell.top() + Pieces::capHeight(cell));
                m_page.lastState(cell, from, to);
            }
        }
    }

    void drawAnswers()
    {
        const double x = m_layout.answerLeft;
        if (m_layout.restored.isPicture())
            return m_page.statePicture(x, m_layout.restored, m_trace.lastHidden, Part::finalHidden,
                                       Lane::packed);
        for (Index b = 0; b < m_trace.B(); ++b) {
            const QRectF row = m_layout.restored.cell(0, b);
            const SequenceIndex sequence(b);
            if (m_layout.answersAreWords)
                m_page.answer(sequence, m_trace.readoutPacked, {x, row.center().y() + 5},
                              Role::ink);
            else
                m_page.state({x, row.top(), m_layout.stateWidth, row.height()}, m_trace.lastHidden,
                             {Part::finalHidden, Lane::packed, sequence,
                              StepIndex(m_trace.lengthOf(sequence) - 1), m_page.topLayer(), 0});
        }
    }

    void drawKeys()
    {
        const double y = m_layout.batch.cell(0, m_trace.B() - 1).bottom() + 44;
        m_page.inputKeys({m_layout.batch.origin.x(), y},
                         m_layout.sorted.origin.x() - m_layout.badgeColumn);
        m_page.stateKeys({m_layout.restored.origin.x(), y}, m_layout.canvas.right());
    }

    Page &m_page;
    const PageLayout &m_layout;
    const core::Trace &m_trace;
    bool m_sorted; ///< by somebody
};

} // namespace

void drawPagePacked(Page &page)
{
    PackedPage(page).draw();
}

} // namespace ui
