// SPDX-License-Identifier: GPL-3.0-or-later
// The packed lane of the page: batch, sort, unpack, restore and answer, from left to right around the strips.
#include "ui/scene/count_text.h"
#include "ui/scene/page_parts.h"
#include "ui/scene/rasters.h"
#include "ui/scene/ribbon.h"

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
        drawPageStrips(m_page);
        drawLastStates();
        drawAnswers();
        drawKeys();
    }

  private:
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

    // --- What comes out ---

    void drawLastStates()
    {
        if (!PageLayout::hasMarks(m_layout.restored))
            return;
        for (Index b = 0; b < m_trace.B(); ++b)
            for (const LastPlace &last : m_page.lastPlaces(SequenceIndex(b))) {
                QRectF cell = m_layout.restored.cell(last.step, b);
                if (m_trace.directions() > 1 && Pieces::hasRoomForValues(cell))
                    cell.setTop(cell.top() + Pieces::capHeight(cell));
                m_page.lastState(cell, last.from, last.to);
            }
    }

    void drawAnswers()
    {
        const double x = m_layout.answerLeft;
        if (!PageLayout::hasMarks(m_layout.restored))
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
