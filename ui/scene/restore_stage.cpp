// SPDX-License-Identifier: GPL-3.0-or-later
// Restore: rows cross back to the order in which they were typed.
#include "ui/scene/easing.h"
#include "ui/scene/frame.h"
#include "ui/scene/text.h"

namespace ui {

namespace {

using core::Index;
using core::SequenceIndex;
using core::SlotIndex;
using core::StepIndex;

class RestoreStage {
  public:
    explicit RestoreStage(Frame &frame)
        : m_frame(frame), m_layout(frame.layout), m_t(frame.moment.fraction),
          m_order(frame.trace.srtidx.has_value()),
          m_steps(std::min(frame.layout.visibleColumns, frame.trace.unpackedWidth()))
    {
    }

    void draw()
    {
        if (m_layout.showPacked)
            drawPacked();
        if (!m_layout.showPadded)
            return;
        const double y = m_layout.showPacked ? m_layout.restorePaddedTop : m_layout.canvas.top();
        if (m_layout.showPacked)
            m_frame.divider(y);
        m_frame.text({m_layout.canvas.left(), y + 30},
                     {{Frame::tr("Padded"), Face::bold, Role::ink},
                      {Frame::tr("    Never sorted, so there is nothing to restore."), Face::prose,
                       Role::ink2}},
                     15, Qt::AlignLeft, arrival());
        if (!m_layout.showPacked)
            drawPaddedGrid();
    }

  private:
    [[nodiscard]] double arrival() const { return smooth(phase(m_t, 0, 0.22)); }
    [[nodiscard]] double ribbon(Index slot) const
    {
        return smooth(staggered(phase(m_t, 0.2, 0.55), slot, m_frame.trace.B(), 0.7));
    }
    [[nodiscard]] double crossed(Index slot) const
    {
        return smooth(staggered(phase(m_t, 0.4, 0.95), slot, m_frame.trace.B(), 0.6));
    }
    [[nodiscard]] bool isVisible(Index slot, Index typed) const
    {
        return slot < m_layout.visibleRows && typed < m_layout.visibleRows;
    }

    void drawPacked()
    {
        drawHeading();
        for (Index slot = 0; slot < m_layout.visibleRows; ++slot) {
            const SequenceIndex sequence = m_frame.trace.sequenceOf(SlotIndex(slot));
            drawGridRow(m_layout.sortedGrid, slot, sequence, true);
            if (isVisible(slot, sequence.value()))
                drawRibbon(slot, sequence);
        }
        for (Index slot = m_layout.visibleRows; slot-- > 0;) {
            const SequenceIndex sequence = m_frame.trace.sequenceOf(SlotIndex(slot));
            if (isVisible(slot, sequence.value()))
                drawGridRow(m_layout.restoredGrid, sequence.value(), sequence, false);
        }
        drawFormulas();
        m_frame.moreRows({m_layout.canvas.right(), m_layout.canvas.top() + 16},
                         m_frame.trace.B() - m_layout.visibleRows, arrival());
    }

    void drawHeading()
    {
        const double top = m_layout.canvas.top();
        const double y = m_layout.sortedGrid.origin.y();
        const QString who =
            !m_order ? Frame::tr("Nobody sorted, so nothing has to be put back.")
            : m_frame.trace.unsortedIndices
                ? Frame::tr("Rows go back to the order you typed: once, by PyTorch. No arithmetic.")
                : Frame::tr("Rows go back to the order you typed: by you, because you sorted. No "
                            "arithmetic.");
        m_frame.text({m_layout.canvas.left(), top + 16},
                     {{Frame::tr("Packed"), Face::bold, Role::ink},
                      {QStringLiteral("    ") + who, Face::prose, Role::ink2}},
                     15, Qt::AlignLeft, arrival(), m_layout.canvas.width());
        const double headWidth = m_layout.sortedGrid.columnPitch * static_cast<double>(m_steps) + 4;
        const QString shape = QStringLiteral("  ") + shapeText(m_frame.trace.paddedOutput.shape());
        m_frame.text({m_layout.sortedGrid.origin.x(), y - 48},
                     {strong(Frame::tr("output, sorted by length")), code(shape, Role::ink3)}, 13,
                     Qt::AlignLeft, arrival(), headWidth);
        m_frame.text({m_layout.restoredGrid.origin.x(), y - 48},
                     {strong(Frame::tr("output, as typed")), code(shape, Role::ink3)}, 13,
                     Qt::AlignLeft, ribbon(0), headWidth);
        for (const GridPlace *grid : {&m_layout.sortedGrid, &m_layout.restoredGrid})
            for (Index t = 0; t < m_steps; ++t)
                if (grid->columnPitch >= 16 || t % 5 == 0)
                    m_frame.text({grid->cell(t, 0).center().x(), y - 12}, QString::number(t),
                                 Face::mono, 12, Role::ink3, Qt::AlignHCenter, arrival());
    }

    void drawGridRow(const GridPlace &grid, Index row, SequenceIndex sequence, bool sorted)
    {
        const Index slot = m_frame.trace.slotOf(sequence).value();
        const double opacity = sorted ? arrival() : phase(crossed(slot), 0.6, 1);
        const QRectF first = grid.cell(0, row);
        m_frame.badge({first.left() - 36, first.top(), 26, first.height()}, sequence, opacity);
        m_frame.text({first.left() - 44, first.center().y() + 4.4}, QString::number(row),
                     Face::mono, 12, Role::ink3, Qt::AlignRight, opacity);
        for (Index t = 0; t < m_steps; ++t)
            drawCell(grid, row, sequence, t, sorted);
    }

    void drawCell(const GridPlace &grid, Index row, SequenceIndex sequence, Index t, bool sorted)
    {
        const Index slot = m_frame.trace.slotOf(sequence).value();
        const QRectF before =
            sorted ? m_layout.packedGrid.cell(t, slot) : m_layout.sortedGrid.cell(t, slot);
        const double way = sorted ? arrival() : crossed(slot);
        if (!sorted && way <= 0)
            return;
        const QRectF rect = mix(before, grid.cell(t, row), way);
        const Identity identity{sorted ? Part::unpacked : Part::output,
                                core::Lane::packed,
                                sequence,
                                StepIndex(t),
                                m_frame.trace.shape().numLayers - 1,
                                0};
        if (t >= m_frame.trace.lengthOf(sequence)) {
            m_frame.filled(rect, identity);
            return;
        }
        TileLook tile;
        tile.rect = rect;
        tile.sequence = sequence;
        tile.character = m_frame.character(sequence, t);
        tile.values = m_frame.output(core::Lane::packed, sequence, t);
        tile.range = m_frame.hiddenRange;
        tile.identity = identity;
        m_frame.tile(tile);
    }

    void drawRibbon(Index slot, SequenceIndex sequence)
    {
        const QRectF from = m_layout.sortedGrid.cell(m_steps - 1, slot);
        const QRectF to = m_layout.restoredGrid.cell(0, sequence.value());
        const double inset = m_order ? 66 : 8;
        const double left = from.right() + inset, right = to.left() - 52 - inset;
        if (right - left < 20)
            return;
        const double grown = ribbon(slot);
        if (grown <= 0)
            return;
        const double half = std::min(from.height() / 2, 26.0) * 0.8;
        const double y1 = from.center().y(), y2 = to.center().y();
        m_frame.scene.add(
            Stroke{
                ribbonPath(left, right, y1, y2, half, grown), {}, Colour::hue(sequence, 0.42), 1},
            {}, 1);
        drawArrow(sequence, right, y2, grown);
        if (m_order)
            drawIndexBoxes(slot, sequence, left, right);
    }

    /// A band from (left, y1) to (right, y2), as far as it has grown.
    static QPainterPath ribbonPath(double left, double right, double y1, double y2, double half,
                                   double grown)
    {
        constexpr int pieces = 24;
        QPolygonF upper, lower;
        for (int i = 0; i <= pieces; ++i) {
            const double t = grown * i / pieces;
            const double x = mix(left, right, t), y = mix(y1, y2, smooth(t));
            upper << QPointF(x, y - half);
            lower.prepend(QPointF(x, y + half));
        }
        QPainterPath path;
        path.addPolygon(upper + lower);
        path.closeSubpath();
        return path;
    }

    void drawArrow(SequenceIndex sequence, double right, double y, double grown)
    {
        if (grown < 0.98)
            return;
        QPainterPath tip({right, y - 6});
        tip.lineTo(right + 8, y);
        tip.lineTo(right, y + 6);
        tip.closeSubpath();
        m_frame.scene.add(Stroke{tip, {}, Colour::hue(sequence), 1});
    }

    void drawIndexBoxes(Index slot, SequenceIndex sequence, double left, double right)
    {
        const double height = std::min(m_layout.sortedGrid.tile.height(), 44.0);
        const QRectF from = m_layout.sortedGrid.cell(m_steps - 1, slot);
        const QRectF to = m_layout.restoredGrid.cell(0, sequence.value());
        drawIndexBox(left - 25, from.center().y(), height, sequence.value(), arrival());
        drawIndexBox(right + 31, to.center().y(), height, slot, ribbon(slot));
        if (slot != 0)
            return;
        const double y = m_layout.sortedGrid.origin.y();
        m_frame.text({left - 25, y - 48},
                     m_frame.trace.sortedIndices ? QStringLiteral("sorted_indices")
                                                 : QStringLiteral("srtidx"),
                     Face::mono, 12, Role::ink, Qt::AlignHCenter, arrival());
        m_frame.text({left - 25, y - 12}, Frame::tr("typed row"), Face::prose, 12, Role::ink3,
                     Qt::AlignHCenter, arrival());
        m_frame.text({right + 31, y - 30},
                     m_frame.trace.unsortedIndices ? QStringLiteral("unsorted_indices")
                                                   : QStringLiteral("invidx"),
                     Face::mono, 12, Role::ink, Qt::AlignHCenter, ribbon(0));
        m_frame.text({right + 31, y - 12}, Frame::tr("sorted row"), Face::prose, 12, Role::ink3,
                     Qt::AlignHCenter, ribbon(0));
    }

    void drawIndexBox(double x, double y, double height, Index index, double opacity)
    {
        m_frame.scene.add(
            Box{QRectF(x - 16, y - height / 2, 32, height), 6, Role::canvas, Role::line, 1}, {},
            opacity);
        if (height >= 13)
            m_frame.text({x, y + 4.8}, QString::number(index), Face::mono, 14, Role::ink,
                         Qt::AlignHCenter, opacity);
    }

    void drawFormulas()
    {
        const double y = m_layout.sortedGrid.bottom(m_layout.visibleRows) + 22;
        if (!m_order || y + 30 > m_layout.canvas.bottom())
            return;
        const bool torch = m_frame.trace.unsortedIndices.has_value();
        const QString name = torch ? QStringLiteral("unsorted_indices") : QStringLiteral("invidx");
        const double opacity = phase(m_t, 0.7, 1);
        m_frame.text(
            {m_layout.canvas.center().x(), y},
            QStringLiteral("output = output_sorted[%1]     h_n = h_n_sorted[:, %1]").arg(name),
            Face::mono, 13, Role::ink, Qt::AlignHCenter, opacity, m_layout.canvas.width());
        const QString forward = torch ? QStringLiteral("sorted_indices") : QStringLiteral("srtidx");
        m_frame.text({m_layout.canvas.center().x(), y + 22},
                     Frame::tr("%1 undoes %2: %1[%2[i]] = i").arg(name, forward), Face::prose, 13,
                     Role::ink3, Qt::AlignHCenter, opacity);
    }

    /// Alone on the canvas, the padded lane shows that it stays as it is.
    void drawPaddedGrid()
    {
        for (Index b = 0; b < m_layout.visibleRows; ++b)
            for (Index t = 0; t < m_layout.visibleSteps; ++t) {
                const SequenceIndex sequence(b);
                TileLook tile;
                tile.rect = m_layout.paddedGrid.cell(t, b);
                tile.sequence = sequence;
                tile.onPadding = t >= m_frame.trace.lengthOf(sequence);
                if (!tile.onPadding)
                    tile.character = m_frame.character(sequence, t);
                tile.values = m_frame.output(core::Lane::padded, sequence, t);
                tile.range = m_frame.hiddenRange;
                tile.identity = {Part::hidden,
                                 core::Lane::padded,
                                 sequence,
                                 StepIndex(t),
                                 m_frame.trace.shape().numLayers - 1,
                                 0};
                m_frame.tile(tile);
            }
    }

    Frame &m_frame;
    const Layout &m_layout;
    double m_t;
    bool m_order; ///< somebody sorted
    Index m_steps;
};

} // namespace

void drawRestoreStage(Frame &frame)
{
    RestoreStage(frame).draw();
}

} // namespace ui
