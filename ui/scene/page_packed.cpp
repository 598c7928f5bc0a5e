// SPDX-License-Identifier: GPL-3.0-or-later
// The packed lane of the page: batch, sort, pack, GRU, unpack, restore, answer from left to right.
#include "ui/scene/easing.h"
#include "ui/scene/legend.h"
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
        m_page.laneTitle(
            m_layout.packedTop, Page::tr("Packed"),
            {words(N == 1 ? Page::tr("1 cell computed") : Page::tr("%1 cells computed").arg(N))},
            m_layout.dataLeft - 12);
    }

    void drawHeads()
    {
        const double gap = 10;
        m_page.head(m_layout.batch, m_layout.sorted.origin.x() - PageLayout::badgeColumn - gap,
                    {QStringLiteral("1 2"), Page::tr("Batch, Embed"), batchWords()});
        m_page.head(m_layout.sorted, m_layout.dataLeft - gap,
                    {QStringLiteral("3"), Page::tr("Sort"), sortWords()});
        m_page.head(m_layout.unpacked, m_layout.restored.origin.x() - PageLayout::badgeColumn - gap,
                    {QStringLiteral("6"), Page::tr("Unpack"), unpackWords()});
        m_page.head(m_layout.restored, m_layout.answerLeft - gap,
                    {QStringLiteral("7"), Page::tr("Restore"), restoreWords()});
        GridPlace answer = m_layout.restored;
        answer.origin.setX(m_layout.answerLeft);
        m_page.head(answer, m_layout.answerLeft + m_layout.answerWidth,
                    {QStringLiteral("8"), Page::tr("Answer"), answerWords()});
        stripHead(
            m_layout.dataLeft, QStringLiteral("4"), Page::tr("Pack"),
            code(QStringLiteral("data ") + shapeText(m_trace.packedData.shape()), Role::ink2));
        stripHead(m_layout.gruLeft, QStringLiteral("5"), Page::tr("GRU"), words(gruWords()));
        stripHead(m_layout.outputLeft, {}, {},
                  code(shapeText(m_trace.packed.output().shape()), Role::ink2));
    }

    void stripHead(double left, const QString &number, const QString &name, const Span &what)
    {
        const double y = m_layout.stripTop - 16;
        if (!name.isEmpty())
            m_page.text({left, y - 20},
                        {words(number + QStringLiteral("  "), Role::ink3), strong(name)}, 15);
        m_page.text({left, y}, {what}, 12);
    }

    [[nodiscard]] std::vector<Span> batchWords() const
    {
        const QString values =
            m_trace.D() == 1 ? Page::tr("its number") : Page::tr("its %1 numbers").arg(m_trace.D());
        return {words(m_trace.paddedIds ? Page::tr("letter = token, stripes = %1").arg(values)
                                        : Page::tr("tile = step, stripes = %1").arg(values))};
    }
    [[nodiscard]] std::vector<Span> sortWords() const
    {
        if (!m_sorted)
            return {words(Page::tr("nobody sorts: the batch came longest first"))};
        return {words(m_trace.sortedIndices ? Page::tr("longest first, by PyTorch: a staircase")
                                            : Page::tr("longest first, by you: a staircase"))};
    }
    [[nodiscard]] std::vector<Span> unpackWords() const
    {
        return {words(Page::tr("steps become columns, the rest is filled"))};
    }
    [[nodiscard]] std::vector<Span> restoreWords() const
    {
        return {words(!m_sorted               ? Page::tr("nobody sorted: nothing to put back")
                      : m_trace.sortedIndices ? Page::tr("as typed again, by PyTorch")
                                              : Page::tr("as typed again, by you"))};
    }
    [[nodiscard]] std::vector<Span> answerWords() const
    {
        if (m_trace.document->readout)
            return {words(Page::tr("read from ")), code(QStringLiteral("h_n"), Role::ink2)};
        return {code(QStringLiteral("h_n"), Role::ink2)};
    }
    [[nodiscard]] QString gruWords() const
    {
        const Index layers = m_trace.shape().numLayers;
        QString runs = layers > 1 ? Page::tr("%1 layers").arg(layers) : QString();
        if (m_trace.directions() > 1)
            runs +=
                (runs.isEmpty() ? QString() : QStringLiteral(", ")) + Page::tr("both directions");
        return runs.isEmpty() ? Page::tr("live rows") : runs;
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
        const double right = to.origin.x() - PageLayout::badgeColumn - ribbonHead - 4;
        const double half = std::min(from.tile.height() * 0.4, 20.0);
        const Index every = (m_trace.B() + mostRibbons - 1) / mostRibbons;
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
        m_page.text({m_layout.countsCentre, y + 5}, QString::number(live),
                    followed ? Face::monoBold : Face::mono, 14, followed ? Role::accent : Role::ink,
                    Qt::AlignHCenter);
        if (group.rows < live)
            m_page.text({rows.left(), rows.bottom() + 11},
                        Page::tr("… and %1 more rows").arg(live - group.rows), Face::prose, 11,
                        Role::ink3);
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
        const double cap = 15;
        m_page.scene.add(Box{QRectF(row.topLeft(), QSizeF(cap, row.height())),
                             std::min(3.0, row.height() / 4),
                             Colour::hue(sequence),
                             {}},
                         identity);
        if (m_layout.stripPitch >= 9)
            m_page.text({row.left() + cap / 2, row.center().y() + 3.6}, letter, Face::bold, 10,
                        Role::letter, Qt::AlignHCenter, 1, cap);
        Slits slits;
        slits.rect = QRectF(row.left() + cap, row.top(), row.width() - cap, row.height());
        slits.values =
            states ? m_page.output(Lane::packed, sequence, t) : m_page.input(sequence, t);
        slits.range = states ? m_page.hiddenRange : m_page.inputRange;
        slits.radius = std::min(2.0, row.height() / 3);
        m_page.scene.add(std::move(slits), identity);
    }

    void drawFoot()
    {
        const double y = m_layout.stripBottom + 18;
        const Index left = m_trace.packed.steps() - shownSteps();
        m_page.text({m_layout.countsRight, y}, {code(QStringLiteral("batch_sizes"), Role::ink2)},
                    12, Qt::AlignRight);
        if (left > 0)
            m_page.text({m_layout.gruLeft, y}, Page::tr("… and %1 more steps").arg(left),
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
        const double below = m_layout.sorted.bottom(m_trace.B()) + 30;
        way({{from.center().x(), below - 13},
             {from.center().x(), below},
             {rows.left() - 24, below},
             {rows.left() - 24, rows.center().y()},
             {rows.left() - 9, rows.center().y()}});
        way({{outputs.right() + 8, outputs.center().y()},
             {outputs.right() + 24, outputs.center().y()},
             {outputs.right() + 24, below},
             {to.center().x(), below},
             {to.center().x(), below - 13}});
    }

    QRectF columnBox(const GridPlace &grid)
    {
        const QRectF top = grid.cell(m_layout.boxedStep, 0);
        const QRectF box = QRectF(top.topLeft(), QPointF(top.right(), grid.bottom(m_trace.B())))
                               .adjusted(-2, -5, 2, 0);
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
                        row.setLeft(row.left() + 15);
                    m_page.lastState(row, from, to);
                }
                if (m_layout.restored.isPicture())
                    continue;
                QRectF cell = m_layout.restored.cell(t, b);
                if (directions > 1)
                    cell.setTop(cell.top() + Pieces::capHeight(cell));
                m_page.lastState(cell, from, to);
            }
        }
    }

    void drawAnswers()
    {
        const core::RealTensor &states = m_trace.lastHidden;
        if (m_layout.restored.isPicture())
            return;
        for (Index b = 0; b < m_trace.B(); ++b) {
            const QRectF row = m_layout.restored.cell(0, b);
            if (m_trace.document->readout) {
                m_page.answer(SequenceIndex(b), m_trace.readoutPacked,
                              {m_layout.answerLeft, row.center().y() + 5}, Role::ink);
                continue;
            }
            const Index width = states.extent(1);
            m_page.slits({m_layout.answerLeft, row.top(), m_layout.answerWidth, row.height()},
                         Pieces::elements(states, b * width, width), Slits::Kind::ramp,
                         Role::hidden,
                         {Part::finalHidden, Lane::packed, SequenceIndex(b),
                          StepIndex(m_trace.lengthOf(SequenceIndex(b)) - 1), m_page.topLayer(), 0});
        }
    }

    void drawKeys()
    {
        const double y = m_layout.batch.bottom(m_trace.B()) + 38;
        using Sample = LegendEntry::Sample;
        const double right = m_layout.sorted.origin.x() - 12;
        drawLegend(m_page, {{Sample::ramp, QStringLiteral("x"), m_page.inputRange}},
                   {m_layout.batch.origin.x(), y}, right);
        if (m_trace.N() < m_trace.B() * m_trace.paddedWidth())
            drawLegend(m_page, {{Sample::padding, Page::tr("padding"), 1}},
                       {m_layout.batch.origin.x(), y + 24}, right);
        drawLegend(m_page, {{Sample::ramp, QStringLiteral("h"), m_page.hiddenRange}},
                   {m_layout.restored.origin.x(), y}, m_layout.canvas.right());
        drawLegend(m_page, {{Sample::lastState, Page::tr("last state"), 1}},
                   {m_layout.restored.origin.x(), y + 24}, m_layout.canvas.right());
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
