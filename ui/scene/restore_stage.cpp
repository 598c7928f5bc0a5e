// SPDX-License-Identifier: GPL-3.0-or-later
// Restore: rows cross back to the order in which they were typed.
#include "ui/scene/easing.h"
#include "ui/scene/frame.h"
#include "ui/scene/ribbon.h"
#include "ui/scene/text.h"

namespace ui {

namespace {

using core::Index;
using core::SequenceIndex;
using core::SlotIndex;
using core::StepIndex;

/// Of more rows than can cross one by one, so many are drawn.
constexpr Index mostThreads = 20;

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
    /// The row into which a sequence is put: its own, or, indexed twice by mistake, another's.
    [[nodiscard]] Index target(SequenceIndex sequence) const
    {
        if (!m_frame.view.switches.unsortTwice || !m_order)
            return sequence.value();
        return static_cast<Index>(
            (*m_frame.trace.srtidx)[static_cast<std::size_t>(sequence.value())]);
    }
    [[nodiscard]] bool isVisible(SequenceIndex sequence) const
    {
        return m_frame.trace.slotOf(sequence).value() < m_layout.visibleRows &&
               target(sequence) < m_layout.visibleRows;
    }

    void drawPacked()
    {
        drawHeading();
        if (m_layout.sortedGrid.isPicture())
            return drawPictures();
        for (Index slot = 0; slot < m_layout.visibleRows; ++slot) {
            const SequenceIndex sequence = m_frame.trace.sequenceOf(SlotIndex(slot));
            drawGridRow(m_layout.sortedGrid, slot, sequence, true);
            drawState(m_layout.sortedState.cell(0, slot), sequence, arrival());
            if (isVisible(sequence))
                drawRibbonOf(slot, sequence);
        }
        for (Index slot = m_layout.visibleRows; slot-- > 0;) {
            const SequenceIndex sequence = m_frame.trace.sequenceOf(SlotIndex(slot));
            if (!isVisible(sequence))
                continue;
            drawGridRow(m_layout.restoredGrid, target(sequence), sequence, false);
            drawState(mix(m_layout.sortedState.cell(0, slot),
                          m_layout.restoredState.cell(0, target(sequence)), crossed(slot)),
                      sequence, crossed(slot) > 0 ? 1 : 0);
            drawLastStates(sequence);
        }
        drawFormulas();
    }

    /// Batches whose rows are too low for tiles. So many rows cross that only some are drawn, each as a
    /// line, and those that somebody looks at.
    void drawPictures()
    {
        const Index B = m_frame.trace.B();
        const Index layer = m_frame.trace.shape().numLayers - 1;
        const auto whole = [&](Part part) {
            return Identity{part, core::Lane::packed, SequenceIndex(0), StepIndex(0), layer, 0};
        };
        const double crossed = smooth(phase(m_t, 0.5, 0.95));
        m_frame.gridPicture(m_layout.sortedGrid, m_frame.rasters().unpacked, whole(Part::unpacked),
                            arrival());
        const auto states = [&](const GridPlace &grid, const SharedRaster &raster, double opacity) {
            const QRectF rect(grid.origin,
                              QSizeF(grid.tile.width(), grid.rowPitch * static_cast<double>(B)));
            m_frame.scene.add(Picture{rect, raster, {}}, whole(Part::finalHidden), opacity);
        };
        states(m_layout.sortedState, m_frame.rasters().sortedStates, arrival());
        const Index every = std::max<Index>(1, (B + mostThreads - 1) / mostThreads);
        for (Index slot = 0; slot < B; ++slot) {
            const SequenceIndex sequence = m_frame.trace.sequenceOf(SlotIndex(slot));
            const bool asked = isAsked(sequence);
            if (slot % every == 0 || asked)
                drawThread(slot, sequence, asked);
        }
        if (every > 1)
            m_frame.text({m_layout.canvas.center().x(), m_layout.sortedGrid.origin.y() - 12},
                         Frame::tr("every %1th row").arg(every), Face::prose, 12, Role::ink3,
                         Qt::AlignHCenter, arrival());
        m_frame.gridPicture(m_layout.restoredGrid, m_frame.rasters().output, whole(Part::output),
                            crossed);
        states(m_layout.restoredState, m_frame.rasters().typedStates, crossed);
        drawFormulas();
    }

    [[nodiscard]] bool isAsked(SequenceIndex sequence) const
    {
        const View &view = m_frame.view;
        return (view.selection && view.selection->sequence == sequence) ||
               (view.hover && view.hover->sequence == sequence);
    }

    void drawThread(Index slot, SequenceIndex sequence, bool asked)
    {
        const double grown = ribbon(slot);
        if (grown <= 0)
            return;
        const double left = m_layout.sortedState.cell(0, slot).right() + 8;
        const double right = m_layout.restoredGrid.cell(0, 0).left() - 44;
        const double y1 = m_layout.sortedGrid.cell(0, slot).center().y();
        const double y2 = m_layout.restoredGrid.cell(0, target(sequence)).center().y();
        QPainterPath path({left, y1});
        const double x = mix(left, right, grown), y = mix(y1, y2, smooth(grown));
        path.cubicTo({(left + x) / 2, y1}, {(left + x) / 2, y}, {x, y});
        m_frame.scene.add(
            Stroke{path, Colour::hue(sequence, asked ? 1 : 0.5), {}, asked ? 2.5 : 1});
    }

    void drawHeading()
    {
        const double top = m_layout.canvas.top();
        const double y = m_layout.sortedGrid.origin.y();
        const QString who =
            !m_order ? Frame::tr("Nobody sorted, so nothing has to be put back.")
            : m_frame.view.switches.unsortTwice
                ? Frame::tr("Indexed twice, by mistake: the rows had already been put back.")
            : m_frame.trace.unsortedIndices
                ? Frame::tr("Rows go back to the order you typed: once, by PyTorch. No arithmetic.")
                : Frame::tr("Rows go back to the order you typed: by you, because you sorted. No "
                            "arithmetic.");
        m_frame.text({m_layout.canvas.left(), top + 16},
                     {{Frame::tr("Packed"), Face::bold, Role::ink},
                      {QStringLiteral("    ") + who, Face::prose, Role::ink2}},
                     15, Qt::AlignLeft, arrival(), m_layout.canvas.width());
        const double headWidth =
            m_layout.sortedState.cell(0, 0).right() - m_layout.sortedGrid.origin.x();
        const QString shape =
            QStringLiteral("  ") +
            shapeText(layoutShape(m_frame.trace, m_frame.trace.paddedOutput.shape()));
        m_frame.text({m_layout.sortedGrid.origin.x(), y - 48},
                     {strong(Frame::tr("output, sorted by length")), code(shape, Role::ink3)}, 13,
                     Qt::AlignLeft, arrival(), headWidth);
        m_frame.text({m_layout.restoredGrid.origin.x(), y - 48},
                     {strong(m_frame.view.switches.unsortTwice && m_order
                                 ? Frame::tr("output, indexed twice")
                                 : Frame::tr("output, as typed")),
                      code(shape, Role::ink3)},
                     13, Qt::AlignLeft, ribbon(0), headWidth);
        for (const GridPlace *states : {&m_layout.sortedState, &m_layout.restoredState})
            m_frame.text({states->cell(0, 0).center().x(), y - 12}, QStringLiteral("h_n"),
                         Face::mono, 12, Role::ink, Qt::AlignHCenter, arrival());
        for (const GridPlace *grid : {&m_layout.sortedGrid, &m_layout.restoredGrid})
            for (Index t = 0; t < m_steps; t += stepLabelEvery(grid->columnPitch, m_steps))
                m_frame.text({grid->cell(t, 0).center().x(), y - 12}, QString::number(t),
                             Face::mono, 12, Role::ink3, Qt::AlignHCenter, arrival());
    }

    void drawGridRow(const GridPlace &grid, Index row, SequenceIndex sequence, bool sorted)
    {
        const Index slot = m_frame.trace.slotOf(sequence).value();
        const double opacity = sorted ? arrival() : phase(crossed(slot), 0.6, 1);
        const QRectF first = grid.cell(0, row);
        const bool wrong = !sorted && row != sequence.value();
        m_frame.badge({first.left() - 36, first.top(), 26, first.height()}, sequence, opacity);
        if (row % labelEvery(grid.rowPitch, 14) == 0)
            m_frame.text({first.left() - 44, first.center().y() + 4.4},
                         (wrong ? QStringLiteral("≠") : QString()) + QString::number(row),
                         Face::mono, 12, wrong ? Role::alarm : Role::ink3, Qt::AlignRight, opacity);
        const Range seen = m_layout.columnsSeen(grid, m_steps);
        for (Index t = seen.first; t < seen.end; ++t)
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

    /// h_n of the top layer crosses on the same ribbon.
    void drawState(const QRectF &rect, SequenceIndex sequence, double opacity)
    {
        const Index width = m_frame.trace.lastHidden.extent(1);
        m_frame.slits(rect,
                      Frame::elements(m_frame.trace.lastHidden, sequence.value() * width, width),
                      Slits::Kind::ramp, Role::hidden,
                      {Part::finalHidden, core::Lane::packed, sequence,
                       StepIndex(m_frame.trace.lengthOf(sequence) - 1), m_frame.topLayer(), 0},
                      false, opacity);
    }

    /// Which cells of the output h_n is: the forward half at len-1, the backward half at step 0.
    void drawLastStates(SequenceIndex sequence)
    {
        const GridPlace &grid = m_layout.restoredGrid;
        const double shown = phase(m_t, 0.9, 1);
        if (shown <= 0 || grid.tile.width() < 12 || grid.tile.height() < 26)
            return;
        const Index directions = m_frame.trace.directions();
        for (Index d = 0; d < directions; ++d) {
            const Index step = d == 0 ? m_frame.trace.lengthOf(sequence) - 1 : 0;
            if (step >= m_steps)
                continue;
            QRectF cell = grid.cell(step, target(sequence));
            cell.setTop(cell.top() + Frame::capHeight(cell));
            cell.setWidth(cell.width() / static_cast<double>(directions));
            cell.translate(cell.width() * static_cast<double>(d), 0);
            m_frame.scene.add(Box{cell.adjusted(-1, -1, 1, 1), 3, {}, Role::ink, 1.75}, {}, shown);
        }
    }

    void drawRibbonOf(Index slot, SequenceIndex sequence)
    {
        const QRectF from = m_layout.sortedState.cell(0, slot);
        const QRectF to = m_layout.restoredGrid.cell(0, target(sequence));
        const double inset = m_order ? 66 : 8;
        const double left = from.right() + inset, right = to.left() - 52 - inset;
        if (right - left < 20)
            return;
        const double grown = ribbon(slot);
        if (grown <= 0)
            return;
        const double half = std::min(from.height() / 2, 26.0) * 0.8;
        const double y1 = from.center().y(), y2 = to.center().y();
        drawRibbon(m_frame.scene, {{left, y1}, {right, y2}, half, grown}, sequence);
        if (m_order)
            drawIndexBoxes(slot, sequence, left, right);
    }

    void drawIndexBoxes(Index slot, SequenceIndex sequence, double left, double right)
    {
        const double height = std::min(m_layout.sortedGrid.tile.height(), 44.0);
        const QRectF from = m_layout.sortedState.cell(0, slot);
        const QRectF to = m_layout.restoredGrid.cell(0, target(sequence));
        drawIndexBox(left - 25, from.center().y(), height, sequence.value(), arrival());
        const auto row = static_cast<std::size_t>(target(sequence));
        drawIndexBox(right + 31, to.center().y(), height, (*m_frame.trace.invidx)[row],
                     ribbon(slot));
        if (slot != 0)
            return;
        const double y = m_layout.sortedGrid.origin.y();
        m_frame.text({left - 25, y - 30},
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
        if (!m_order || y > m_layout.canvas.bottom())
            return;
        const bool torch = m_frame.trace.unsortedIndices.has_value();
        const QString name = torch ? QStringLiteral("unsorted_indices") : QStringLiteral("invidx");
        const double opacity = phase(m_t, 0.7, 1);
        m_frame.text(
            {m_layout.canvas.center().x(), y},
            (m_frame.view.switches.unsortTwice
                 ? QStringLiteral(
                       "output = output_sorted[%1][%1]     h_n = h_n_sorted[:, %1][:, %1]")
                 : QStringLiteral("output = output_sorted[%1]     h_n = h_n_sorted[:, %1]"))
                .arg(name),
            Face::mono, 13, Role::ink, Qt::AlignHCenter, opacity, m_layout.canvas.width());
        if (!m_layout.restoreFormulas)
            return;
        const QString forward = torch ? QStringLiteral("sorted_indices") : QStringLiteral("srtidx");
        const Index slot = exampleSlot(), typed = m_frame.trace.sequenceOf(SlotIndex(slot)).value();
        m_frame.text(
            {m_layout.canvas.center().x(), y + 22},
            QStringLiteral("%1[%2[%3]] = %1[%4] ← %3").arg(name, forward).arg(slot).arg(typed),
            Face::mono, 13, Role::ink3, Qt::AlignHCenter, opacity, m_layout.canvas.width());
        m_frame.text({m_layout.canvas.center().x(), y + 44}, stateSentence(), 13, Qt::AlignHCenter,
                     opacity, m_layout.canvas.width());
    }

    /// The slot by which the inverse is shown: of the selected sequence, else the first that moved.
    [[nodiscard]] Index exampleSlot() const
    {
        if (m_frame.view.selection)
            return m_frame.trace.slotOf(m_frame.view.selection->sequence).value();
        for (Index slot = 0; slot < m_frame.trace.B(); ++slot)
            if (m_frame.trace.sequenceOf(SlotIndex(slot)).value() != slot)
                return slot;
        return 0;
    }

    [[nodiscard]] std::vector<Span> stateSentence() const
    {
        std::vector<Span> spans{code(QStringLiteral("h_n ")),
                                code(shapeText(m_frame.trace.hN.shape()), Role::ink3),
                                words(Frame::tr("  is the boxed state at length − 1"))};
        if (m_frame.trace.directions() > 1)
            spans.push_back(words(Frame::tr(", and of the reverse run the one at step 0")));
        spans.push_back(words(Frame::tr("; batch_first never changes its shape.")));
        return spans;
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
