// SPDX-License-Identifier: GPL-3.0-or-later
// The padded lane of the page: the batch as typed, a box of the GRU for each step, the states that last_mask
// picks, and what the states after the padding would give.
#include "ui/scene/page_parts.h"
#include "ui/scene/rasters.h"
#include "ui/scene/reading.h"
#include "ui/scene/state_difference.h"
#include "ui/scene/text.h"

#include <algorithm>

namespace ui {

namespace {

using core::Index;
using core::Lane;
using core::SequenceIndex;
using core::StepIndex;

class PaddedPage {
  public:
    explicit PaddedPage(Page &page) : m_page(page), m_layout(page.layout), m_trace(page.trace) {}

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
    }

  private:
    [[nodiscard]] double bottom() const { return m_layout.paddedBatch.bottom(m_trace.B()); }
    [[nodiscard]] double middle() const { return (m_layout.paddedBatch.origin.y() + bottom()) / 2; }

    void drawTitle()
    {
        const Index cells = m_trace.B() * m_trace.paddedWidth(), pads = cells - m_trace.N();
        QString facts =
            cells == 1 ? Page::tr("1 cell computed") : Page::tr("%1 cells computed").arg(cells);
        if (pads > 0)
            facts = Page::tr("%1, %2 of them on padding").arg(facts).arg(pads);
        if (!m_trace.padded)
            facts = Page::tr("Dropout while training draws its masks over packed rows, so there is "
                             "no padded run beside it.");
        m_page.laneTitle(m_layout.paddedTop, Page::tr("Padded"), {words(facts)},
                         m_trace.padded ? m_layout.gatheredLeft - 10 : m_layout.canvas.right());
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
        return {m_layout.paddedGruLeft + m_layout.paddedGruPitch * static_cast<double>(t),
                m_layout.paddedBatch.origin.y() - 5, m_layout.paddedGruWidth,
                bottom() - m_layout.paddedBatch.origin.y() + 6};
    }

    void drawBoxes()
    {
        const Index shown = m_layout.paddedSteps, T = m_trace.paddedWidth();
        const double y = middle();
        m_page.arrow({m_layout.paddedBatch.cell(m_layout.batchColumns - 1, 0).right() + 8, y},
                     {m_layout.paddedGruLeft - 5, y});
        for (Index t = 0; t < shown; ++t)
            drawBox(t);
        double x = box(shown - 1).right() + 5;
        if (shown < T) {
            m_page.text({x, y - 8}, Page::tr("… %1 more").arg(T - shown), Face::prose, 12,
                        Role::ink3);
        }
        m_page.arrow({x, y}, {m_layout.paddedOutput.origin.x() - PageLayout::badgeColumn - 5, y});
        m_page.text({m_layout.paddedGruLeft - 10, bottom() + 20}, Page::tr("rows"), Face::prose, 12,
                    Role::ink3, Qt::AlignRight);
    }

    void drawBox(Index t)
    {
        const QRectF whole = box(t);
        m_page.scene.add(Box{whole, 5, Role::panel, {}});
        for (Index b = 0; b < m_trace.B(); ++b)
            if (t >= m_trace.lengthOf(SequenceIndex(b)))
                m_page.scene.add(Box{row(whole, b), 0, Role::padGround, {}, 1, false, true});
        m_page.scene.add(Box{whole, 5, {}, Role::ink, 1.5});
        const double x = whole.center().x();
        if (whole.width() >= 32)
            m_page.text({x, middle() + 4.3}, t == 0 ? QStringLiteral("GRU") : QString(), Face::bold,
                        12, Role::ink, Qt::AlignHCenter);
        m_page.text({x, bottom() + 20}, QString::number(m_trace.B()), Face::mono, 14, Role::ink,
                    Qt::AlignHCenter, 1, m_layout.paddedGruPitch);
        if (t + 1 < m_layout.paddedSteps)
            m_page.arrow({whole.right() + 1, middle()}, {box(t + 1).left() - 1, middle()},
                         Role::ink);
    }

    [[nodiscard]] QRectF row(const QRectF &whole, Index b) const
    {
        const QRectF cell = m_layout.paddedBatch.cell(0, b);
        return {whole.left() + 1, cell.top(), whole.width() - 2, cell.height()};
    }

    // --- Its states ---

    void drawLastStates()
    {
        if (m_layout.paddedOutput.isPicture())
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
            m_page.scene.add(Box{column.adjusted(-4, -9, 4, 3), 6, {}, Role::alarm, 1.5, true});
        }
        const double y = bottom() + 20;
        m_page.text({grid.cell(m_layout.batchColumns - 1, 0).right() + 4, y}, QStringLiteral("h_n"),
                    Face::mono, 12, Role::alarm, Qt::AlignRight);
    }

    void drawGathered()
    {
        const double x = m_layout.gatheredLeft;
        const GridPlace &grid = m_layout.paddedOutput;
        m_page.arrow({grid.cell(m_layout.batchColumns - 1, 0).right() + 10, middle()},
                     {x - 6, middle()});
        const double top = m_layout.paddedBatch.origin.y() - 16;
        m_page.text({x, top}, QStringLiteral("output[last_mask]"), Face::mono, 12, Role::ink);
        double worst = 0;
        for (Index b = 0; b < m_trace.B(); ++b) {
            const QRectF cell = grid.cell(0, b);
            const auto difference = differenceOf(m_trace.lastHidden, m_trace.nopackLastStates, b);
            worst = std::max(worst, difference.largest);
            if (grid.isPicture())
                continue;
            state({x, cell.top(), m_layout.gatheredWidth, cell.height()}, m_trace.nopackLastStates,
                  Part::lastState, SequenceIndex(b), false);
            m_page.text({x + m_layout.gatheredWidth + 18, cell.center().y() + 6},
                        difference.isSame() ? QStringLiteral("=") : QStringLiteral("≠"), Face::bold,
                        18, difference.isSame() ? Role::ok : Role::alarm, Qt::AlignHCenter);
        }
        m_page.text({x, bottom() + 20},
                    {words(Page::tr("equals packed within ")),
                     code(QString::number(worst, 'g', 1), Role::ink2)},
                    12);
    }

    void state(const QRectF &rect, const core::RealTensor &states, Part part,
               SequenceIndex sequence, bool onPadding)
    {
        const Index width = states.extent(1);
        m_page.slits(
            rect, Pieces::elements(states, sequence.value() * width, width), Slits::Kind::ramp,
            Role::hidden,
            {part, Lane::padded, sequence, StepIndex(m_trace.lengthOf(sequence) - 1), 0, 0},
            onPadding);
    }

    void drawNaive()
    {
        const double x = m_layout.answerLeft;
        m_page.text({x, m_layout.paddedBatch.origin.y() - 16}, QStringLiteral("h_n (padded)"),
                    Face::mono, 12, Role::alarm);
        const auto &readout = m_trace.document->readout;
        Index same = 0;
        for (Index b = 0; b < m_trace.B(); ++b) {
            const SequenceIndex sequence(b);
            const QRectF cell = m_layout.paddedOutput.cell(0, b);
            const auto difference = differenceOf(m_trace.lastHidden, m_trace.naiveStates, b);
            bool agrees = difference.isSame();
            if (readout) {
                agrees = readingOf(*readout, m_trace.readoutNaive, b).name ==
                         readingOf(*readout, m_trace.readoutPacked, b).name;
                m_page.answer(sequence, m_trace.readoutNaive, {x, cell.center().y() + 5},
                              agrees ? Role::ink3 : Role::alarm);
            } else {
                state({x, cell.top(), m_layout.answerWidth - 50, cell.height()},
                      m_trace.naiveStates, Part::naiveState, sequence,
                      m_trace.lengthOf(sequence) < m_trace.paddedWidth());
                m_page.text({m_layout.answerLeft + m_layout.answerWidth, cell.center().y() + 4.5},
                            numberText(difference.largest, 2), Face::mono, 13,
                            agrees ? Role::ink3 : Role::alarm, Qt::AlignRight);
            }
            same += agrees;
        }
        m_page.text({x, bottom() + 20}, Page::tr("%1 of %2 as packed").arg(same).arg(m_trace.B()),
                    Face::prose, 12, same < m_trace.B() ? Role::alarm : Role::ink2);
    }

    Page &m_page;
    const PageLayout &m_layout;
    const core::Trace &m_trace;
};

} // namespace

void drawPagePadded(Page &page)
{
    PaddedPage(page).draw();
}

} // namespace ui
