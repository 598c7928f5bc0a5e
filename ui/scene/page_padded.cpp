// SPDX-License-Identifier: GPL-3.0-or-later
// The padded lane of the page: the batch as typed, a box of the GRU for each step, the states that last_mask
// picks, and what is read after the padding.
#include "ui/scene/count_text.h"
#include "ui/scene/legend.h"
#include "ui/scene/page_parts.h"
#include "ui/scene/rasters.h"
#include "ui/scene/reading.h"
#include "ui/scene/state_difference.h"
#include "ui/scene/text.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using core::Index;
using core::Lane;
using core::SequenceIndex;
using core::StepIndex;

QString naiveStatesName()
{
    return QStringLiteral("h_n (padded)");
}

class PaddedPage {
  public:
    explicit PaddedPage(Page &page)
        : m_page(page), m_layout(page.layout), m_trace(page.trace),
          m_pads(page.trace.N() < page.trace.B() * page.trace.paddedWidth())
    {
    }

    void draw()
    {
        drawTitle();
        if (!m_trace.padded)
            return;
        drawGrids();
        drawBoxes();
        drawLastStates();
        drawNaiveColumn();
        drawGathered();
        drawNaive();
        if (!m_layout.showPacked)
            drawKeys();
    }

  private:
    [[nodiscard]] double bottom() const
    {
        return m_layout.paddedBatch.cell(0, m_trace.B() - 1).bottom();
    }
    [[nodiscard]] double middle() const { return (m_layout.paddedBatch.origin.y() + bottom()) / 2; }
    [[nodiscard]] double namesBaseline() const { return m_layout.paddedBatch.origin.y() - 15; }
    [[nodiscard]] double footBaseline() const { return bottom() + 23; }
    /// Right of the cells of a grid.
    [[nodiscard]] double rightOf(const GridPlace &grid) const
    {
        return grid.cell(m_layout.batchColumns - 1, 0).right();
    }
    [[nodiscard]] double outputsLeft() const
    {
        return m_layout.paddedOutput.origin.x() - m_layout.badgeColumn;
    }

    void drawTitle()
    {
        const Index cells = m_trace.B() * m_trace.paddedWidth(), pads = cells - m_trace.N();
        QString facts = cells == 1 ? Page::tr("1 cell computed")
                                   : Page::tr("%1 cells computed").arg(countText(cells));
        if (pads > 0)
            facts = Page::tr("%1, %2 of them on padding").arg(facts, countText(pads));
        if (!m_trace.padded)
            facts = Page::tr("Dropout while training draws its masks over packed rows, so there is "
                             "no padded run beside it.");
        m_page.laneTitle(m_layout.paddedTop, Page::tr("Padded"), {words(facts)},
                         m_layout.canvas.right());
    }

    void drawGrids()
    {
        const bool picture = m_layout.paddedBatch.isPicture() || m_layout.paddedOutput.isPicture();
        m_page.grid({m_layout.paddedBatch, m_layout.batchColumns, Part::embedding, Lane::padded,
                     PageGrid::Beyond::padding, false, picture ? m_page.rasters().typed : nullptr});
        m_page.grid({m_layout.paddedOutput, m_layout.batchColumns, Part::hidden, Lane::padded,
                     PageGrid::Beyond::computed, false,
                     picture ? m_page.rasters().padded : nullptr});
    }

    // --- The GRU ---

    [[nodiscard]] QRectF box(Index t) const
    {
        const double top = m_layout.paddedBatch.origin.y() - 4;
        return {m_layout.paddedGruLeft + m_layout.paddedGruPitch * static_cast<double>(t), top,
                m_layout.paddedGruWidth, bottom() + 4 - top};
    }

    void drawBoxes()
    {
        const Index shown = m_layout.paddedSteps, left = m_trace.paddedWidth() - shown;
        const double y = middle(), end = box(shown - 1).right() + 5;
        m_page.arrow({rightOf(m_layout.paddedBatch) + 8, y}, {m_layout.paddedGruLeft - 4, y});
        for (Index t = 0; t < shown; ++t)
            drawBox(t);
        if (left > 0) {
            m_page.text({end + 4, y - 23}, Page::tr("… and %1").arg(countText(left)), Face::prose,
                        12, Role::ink3);
            m_page.text({end + 4, y - 8}, Page::tr("more steps"), Face::prose, 12, Role::ink3);
        }
        m_page.arrow({end, y}, {outputsLeft() - 5, y});
        const QString all = m_trace.B() == 1
                                ? Page::tr("its 1 row at every step")
                                : Page::tr("all %1 rows at every step").arg(countText(m_trace.B()));
        m_page.text({m_layout.paddedGruLeft, namesBaseline()},
                    {strong(Page::tr("GRU")), words(QStringLiteral("  ") + all)}, 12, Qt::AlignLeft,
                    1, outputsLeft() - 10 - m_layout.paddedGruLeft);
        const double first = box(0).center().x() - rowsWidth() / 2;
        m_page.text({std::min(m_layout.paddedGruLeft, first) - 8, footBaseline()}, Page::tr("rows"),
                    Face::prose, 12, Role::ink3, Qt::AlignRight);
    }

    [[nodiscard]] double rowsWidth() const
    {
        return widthOf(QString::number(m_trace.B()), Face::mono, 14);
    }

    void drawBox(Index t)
    {
        const QRectF whole = box(t);
        m_page.scene.add(Box{whole, 5, Role::panel, {}});
        drawPads(whole, t);
        m_page.scene.add(Box{whole, 5, {}, Role::ink, 1.5});
        if (t % labelEvery(m_layout.paddedGruPitch, rowsWidth() + 4) == 0)
            m_page.text({whole.center().x(), footBaseline()}, QString::number(m_trace.B()),
                        Face::mono, 14, Role::ink, Qt::AlignHCenter);
        if (t + 1 < m_layout.paddedSteps)
            m_page.arrow({whole.right() + 1, middle()}, {box(t + 1).left() - 1, middle()},
                         Role::ink);
    }

    /// The rows that run on padding; neighbours are one where rows are too low to stand apart.
    void drawPads(const QRectF &whole, Index t)
    {
        const bool low = m_layout.paddedBatch.isPicture();
        const auto over = [&](Index b) { return t >= m_trace.lengthOf(SequenceIndex(b)); };
        for (Index b = 0, end; b < m_trace.B(); b = end) {
            end = b + 1;
            if (!over(b))
                continue;
            while (low && end < m_trace.B() && over(end))
                ++end;
            const double top = m_layout.paddedBatch.cell(0, b).top();
            m_page.scene.add(Box{QRectF(whole.left() + 1, top, whole.width() - 2,
                                        m_layout.paddedBatch.cell(0, end - 1).bottom() - top),
                                 0,
                                 Role::padGround,
                                 {},
                                 1,
                                 false,
                                 true});
        }
    }

    // --- Its states ---

    void drawLastStates()
    {
        if (!PageLayout::hasMarks(m_layout.paddedOutput))
            return;
        for (Index b = 0; b < m_trace.B(); ++b)
            m_page.lastState(m_layout.paddedOutput.cell(m_trace.lengthOf(SequenceIndex(b)) - 1, b));
    }

    /// What is left at the end of the padding: the last column; of the backward direction the first.
    void drawNaiveColumn()
    {
        const GridPlace &grid = m_layout.paddedOutput;
        const Index directions = m_trace.directions();
        for (Index d = 0; d < directions; ++d) {
            const QRectF first = grid.cell(d == 0 ? m_layout.batchColumns - 1 : 0, 0);
            const double width = first.width() / static_cast<double>(directions);
            const QRectF column(first.left() + width * static_cast<double>(d), first.top(), width,
                                bottom() - first.top());
            m_page.scene.add(Box{column.adjusted(-4, -8, 4, 8), 6, {}, Role::alarm, 1.5, true});
        }
        drawColumnNames();
    }

    void drawColumnNames()
    {
        const QString mask = QStringLiteral("last_mask");
        const double left = outputsLeft(), right = rightOf(m_layout.paddedOutput) + 4;
        // Where columns are few the name reaches out on both sides of them.
        const double width = widthOf(naiveStatesName(), Face::mono, 12) * m_layout.rounding();
        m_page.text({std::max(right, left + width), footBaseline()}, naiveStatesName(), Face::mono,
                    12, Role::alarm, Qt::AlignRight);
        if (right - left > width + widthOf(mask, Face::mono, 12) * m_layout.rounding() + 12)
            m_page.text({left, footBaseline()}, mask, Face::mono, 12, Role::ink);
        if (m_pads)
            drawLegend(m_page,
                       {{LegendEntry::Sample::onPadding, Page::tr("computed on padding"), 1}},
                       {left, footBaseline() + 23}, m_layout.gatheredLeft - 10);
    }

    // --- The answers ---

    void drawGathered()
    {
        const double x = m_layout.gatheredLeft;
        const GridPlace &grid = m_layout.paddedOutput;
        m_page.arrow({rightOf(grid) + 10, middle()}, {x - 6, middle()});
        m_page.text({x, namesBaseline()}, QStringLiteral("output[last_mask]"), Face::mono, 12,
                    Role::ink);
        if (!PageLayout::hasMarks(grid))
            m_page.statePicture(x, grid, m_trace.nopackLastStates, Part::lastState, Lane::padded);
        double worst = 0;
        for (Index b = 0; b < m_trace.B(); ++b) {
            const auto difference = differenceOf(m_trace.lastHidden, m_trace.nopackLastStates, b);
            worst = std::max(worst, difference.largest);
            if (PageLayout::hasMarks(grid))
                drawGatheredRow(SequenceIndex(b), difference.isSame());
        }
        m_page.notes({x, footBaseline()}, m_layout.answerLeft - 12, gatheredNote(worst));
    }

    void drawGatheredRow(SequenceIndex sequence, bool isSame)
    {
        const double x = m_layout.gatheredLeft;
        const QRectF cell = m_layout.paddedOutput.cell(0, sequence.value());
        m_page.state({x, cell.top(), m_layout.stateWidth, cell.height()}, m_trace.nopackLastStates,
                     identity(Part::lastState, sequence));
        if (PageLayout::hasLines(m_layout.paddedOutput))
            m_page.text({x + m_layout.stateWidth + 16, cell.center().y() + 0.33 * signSize()},
                        isSame ? QStringLiteral("=") : QStringLiteral("≠"), Face::bold, signSize(),
                        isSame ? Role::ok : Role::alarm, Qt::AlignHCenter);
    }

    /// How the states that the mask picks compare with those of the packed lane.
    [[nodiscard]] std::vector<Span> gatheredNote(double worst) const
    {
        if (worst == 0)
            return {words(Page::tr("equals Packed exactly"))};
        const Span number = code(QString::number(worst, 'g', 2));
        if (worst <= sameWithin)
            return {words(Page::tr("equals Packed within ")), number, words(QStringLiteral(", ")),
                    words(Page::tr("tolerance\u00a0%1").arg(QString::number(sameWithin, 'g', 1)))};
        if (m_trace.directions() > 1)
            return {words(Page::tr("not Packed: the mask reads the reverse half one step after its "
                                   "start"))};
        return {words(Page::tr("differs from Packed by up to ")), number};
    }

    [[nodiscard]] double signSize() const
    {
        return std::min(17.0, std::floor(m_layout.paddedOutput.rowPitch));
    }

    [[nodiscard]] Identity identity(Part part, SequenceIndex sequence) const
    {
        return {part, Lane::padded, sequence, StepIndex(m_trace.lengthOf(sequence) - 1), 0, 0};
    }

    /// What is read at the end of the padding.
    void drawNaive()
    {
        const double x = m_layout.answerLeft;
        const GridPlace &grid = m_layout.paddedOutput;
        m_page.text({x, namesBaseline()}, naiveStatesName(), Face::mono, 12, Role::alarm);
        if (!PageLayout::hasMarks(grid))
            m_page.statePicture(x, grid, m_trace.naiveStates, Part::naiveState, Lane::padded);
        Index same = 0;
        for (Index b = 0; b < m_trace.B(); ++b) {
            const auto difference = differenceOf(m_trace.lastHidden, m_trace.naiveStates, b);
            const bool agrees = m_layout.answersAreWords ? readsTheSame(b) : difference.isSame();
            same += agrees;
            if (PageLayout::hasMarks(grid))
                drawNaiveRow(SequenceIndex(b), difference.largest, agrees);
        }
        std::vector<Span> note{strong(Page::tr("%1 of %2").arg(same).arg(m_trace.B()),
                                      same < m_trace.B() ? Role::alarm : Role::ok),
                               words(Page::tr(" as Packed"))};
        if (!m_layout.answersAreWords && PageLayout::hasLines(grid))
            note.push_back(words(Page::tr("; largest differences")));
        m_page.notes({x, footBaseline()}, m_layout.canvas.right(), note);
    }

    [[nodiscard]] bool readsTheSame(Index b) const
    {
        const auto &readout = *m_trace.document->readout;
        return readingOf(readout, m_trace.readoutNaive, b).name ==
               readingOf(readout, m_trace.readoutPacked, b).name;
    }

    void drawNaiveRow(SequenceIndex sequence, double largest, bool agrees)
    {
        const double x = m_layout.answerLeft;
        const QRectF cell = m_layout.paddedOutput.cell(0, sequence.value());
        const Role role = agrees ? Role::ink3 : Role::alarm;
        const bool lines = PageLayout::hasLines(m_layout.paddedOutput);
        if (lines && !agrees)
            m_page.text({x - 14, cell.center().y() + 0.33 * signSize()}, QStringLiteral("≠"),
                        Face::bold, signSize(), Role::alarm, Qt::AlignHCenter);
        if (m_layout.answersAreWords)
            return m_page.answer(sequence, m_trace.readoutNaive, {x, cell.center().y() + 5}, role);
        m_page.state({x, cell.top(), m_layout.stateWidth, cell.height()}, m_trace.naiveStates,
                     identity(Part::naiveState, sequence),
                     m_trace.lengthOf(sequence) < m_trace.paddedWidth());
        if (lines)
            m_page.text({x + m_layout.answerWidth, cell.center().y() + 4.5}, numberText(largest, 2),
                        Face::mono, 13, role, Qt::AlignRight);
    }

    /// Without the packed lane they stand under the grids of this one.
    void drawKeys()
    {
        m_page.inputKeys({m_layout.paddedBatch.origin.x(), footBaseline() + 20},
                         m_layout.paddedGruLeft - 40);
        m_page.stateKeys({outputsLeft(), footBaseline() + 47}, m_layout.gatheredLeft - 10);
    }

    Page &m_page;
    const PageLayout &m_layout;
    const core::Trace &m_trace;
    bool m_pads; ///< there are some
};

} // namespace

void drawPagePadded(Page &page)
{
    PaddedPage(page).draw();
}

} // namespace ui
