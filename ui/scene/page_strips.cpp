// SPDX-License-Identifier: GPL-3.0-or-later
// The middle of the packed lane of the page: the rows of each step over each other before and after the GRU, and
// the way of one column into them and out of them.
#include "ui/scene/count_text.h"
#include "ui/scene/page_parts.h"
#include "ui/scene/text.h"

#include <algorithm>

namespace ui {

namespace {

using core::Index;
using core::Lane;
using core::SequenceIndex;
using core::SlotIndex;
using core::StepIndex;

class PageStrips {
  public:
    explicit PageStrips(Page &page) : m_page(page), m_layout(page.layout), m_trace(page.trace) {}

    void draw()
    {
        drawStripHeads();
        for (Index t = 0; t < shownSteps(); ++t)
            drawGroup(t);
        drawFoot();
        drawFollowed();
        for (Index b = 0; b < m_trace.B(); ++b)
            drawLastStates(SequenceIndex(b));
    }

  private:
    [[nodiscard]] Index shownSteps() const { return std::ssize(m_layout.groups); }

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
        drawHandOver(x - apart, box.bottom(), next);
        if (both)
            drawHandOver(x + apart, next, box.bottom());
    }

    /// The states go on to the next step, or, backward, to the one before.
    void drawHandOver(double x, double from, double to)
    {
        const double down = to > from ? 1 : -1, end = to - down, neck = end - 4 * down;
        m_page.line({x, from}, {x, neck}, Role::ink, 1.25);
        QPainterPath head({x - 3, neck});
        head.lineTo(x + 3, neck);
        head.lineTo(x, end);
        head.closeSubpath();
        m_page.scene.add(Stroke{head, {}, Role::ink, 1});
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

    void drawLastStates(SequenceIndex sequence)
    {
        const Index slot = m_trace.slotOf(sequence).value();
        for (const LastPlace &last : m_page.lastPlaces(sequence)) {
            if (last.step >= shownSteps() ||
                slot >= m_layout.groups[static_cast<std::size_t>(last.step)].rows)
                continue;
            QRectF row =
                m_layout.stripRow(m_layout.outputLeft, m_layout.outputWidth, last.step, slot);
            if (m_trace.directions() > 1)
                row.setLeft(row.left() + stripCap());
            m_page.lastState(row, last.from, last.to);
        }
    }

    Page &m_page;
    const PageLayout &m_layout;
    const core::Trace &m_trace;
};

} // namespace

void drawPageStrips(Page &page)
{
    PageStrips(page).draw();
}

} // namespace ui
