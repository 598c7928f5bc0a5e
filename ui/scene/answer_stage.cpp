// SPDX-License-Identifier: GPL-3.0-or-later
// The answer: the last state of each sequence, from both lanes, and what a naive reading gives.
#include "core/analysis/cost.h"
#include "ui/scene/count_text.h"
#include "ui/scene/easing.h"
#include "ui/scene/frame.h"
#include "ui/scene/gru_parts.h"
#include "ui/scene/reading.h"
#include "ui/scene/state_difference.h"
#include "ui/scene/text.h"

#include <cmath>

namespace ui {

namespace {

using core::Index;
using core::SequenceIndex;
using core::StepIndex;

/// Height of the thin row under a state that shows what output[:, -1] would give. Pixels.
constexpr double wrongRow = 9;

/// The space after the last word of a line that was broken. Pixels.
constexpr double hangingSpace = 6;

enum Column { gathered, packed, naive };

class AnswerStage {
  public:
    explicit AnswerStage(Frame &frame)
        : m_frame(frame), m_layout(frame.layout), m_t(frame.moment.fraction)
    {
    }

    void draw()
    {
        drawHeads();
        if (both())
            m_longest = largestDistance();
        const Index first = m_layout.answerGrid.first;
        for (Index b = first; b < first + m_layout.answerRows; ++b)
            drawRow(SequenceIndex(b));
        drawFoot();
        m_frame.moreRows({m_layout.canvas.right(), m_layout.answerTop - 2},
                         m_frame.trace.B() - m_layout.answerRows, arrival());
    }

  private:
    [[nodiscard]] double arrival() const { return smooth(phase(m_t, 0, 0.25)); }
    [[nodiscard]] double maskShown(Index b) const
    {
        return smooth(staggered(phase(m_t, 0.22, 0.5), b, m_frame.trace.B(), 0.5));
    }
    [[nodiscard]] double wireShown() const { return smooth(phase(m_t, 0.45, 0.65)); }
    [[nodiscard]] double naiveShown() const { return smooth(phase(m_t, 0.68, 0.85)); }
    [[nodiscard]] double readoutShown() const { return smooth(phase(m_t, 0.85, 1)); }

    /// Between a tile and the row below it stand the bits of its mask, and a wire under them.
    [[nodiscard]] double belowTile() const
    {
        return m_layout.answerGrid.rowPitch - m_layout.answerGrid.tile.height();
    }
    [[nodiscard]] bool hasWires() const { return belowTile() >= 28; }

    [[nodiscard]] bool both() const { return m_layout.showPacked && m_layout.showPadded; }
    [[nodiscard]] double left(Column column) const { return m_layout.answerLeft[column]; }
    [[nodiscard]] QRectF block(Column column, Index b) const
    {
        const QRectF cell = m_layout.answerGrid.cell(0, b);
        return {left(column), cell.top(), m_layout.answerBlock, cell.height()};
    }

    static QString naiveName() { return QStringLiteral("h_n (padded)"); }

    void head(double x, const QString &title, const QString &sentence, const QString &name,
              Role role, double opacity, double width)
    {
        const double top = m_layout.answerTop;
        m_frame.text({x, top + 16}, title, Face::bold, 15, role, Qt::AlignLeft, opacity, width);
        m_frame.text({x, top + 39}, sentence, Face::prose, 13, Role::ink2, Qt::AlignLeft, opacity,
                     width);
        m_frame.text({x, top + 76}, name, Face::mono, 12,
                     role == Role::alarm ? Role::alarm : Role::ink, Qt::AlignLeft, opacity, width);
    }

    void drawHeads()
    {
        const Index cells = m_frame.trace.B() * m_frame.trace.paddedWidth();
        const double wide = left(naive) - left(packed) - 10;
        if (m_layout.showPadded) {
            const double gridWidth = left(gathered) - m_layout.answerGrid.origin.x() - 16;
            const QString told = Frame::tr("%1 cells computed, then one True per row").arg(cells);
            head(m_layout.answerGrid.origin.x(), Frame::tr("Padded"),
                 widthOf(told, Face::prose, 13) <= gridWidth
                     ? told
                     : Frame::tr("%1 cells, a True per row").arg(cells),
                 QStringLiteral("out, last_mask"), Role::ink, arrival(), gridWidth);
            head(left(gathered), {}, {}, QStringLiteral("out[last_mask]"), Role::ink, wireShown(),
                 wide);
            head(left(naive), Frame::tr("Naive"), Frame::tr("after the pads"), naiveName(),
                 Role::alarm, naiveShown(), wide);
            for (Index t = 0; t < m_layout.visibleSteps;
                 t += stepLabelEvery(m_layout.answerGrid.columnPitch, m_layout.visibleSteps))
                m_frame.text({m_layout.answerGrid.cell(t, 0).center().x(),
                              m_layout.answerGrid.origin.y() - 10},
                             QString::number(t), Face::mono, 12, Role::ink3, Qt::AlignHCenter,
                             arrival());
        }
        if (m_layout.showPacked)
            head(left(packed), Frame::tr("Packed"),
                 Frame::tr("%1 cells, no mask").arg(m_frame.trace.N()),
                 QStringLiteral("h_n (packed)"), Role::ink, arrival(), wide);
        if (m_layout.showPacked && showsLastColumn())
            m_frame.text({left(packed), m_layout.answerTop + 93}, QStringLiteral("output[:, -1]"),
                         Face::mono, 11, Role::ink3, Qt::AlignLeft, readoutShown(), wide);
        if (both()) {
            const double x = std::max(m_layout.distanceLeft,
                                      left(naive) + widthOf(naiveName(), Face::mono, 12) + 6);
            m_frame.text({x, m_layout.answerTop + 76}, Frame::tr("L2 distance"), Face::prose, 12,
                         Role::ink3, Qt::AlignLeft, naiveShown(), m_layout.readoutLeft - x - 8);
        }
        if (m_frame.trace.document->readout)
            head(m_layout.readoutLeft, Frame::tr("Readout"), Frame::tr("packed; naive in red"), {},
                 Role::ink, readoutShown(), 190);
    }

    void drawRow(SequenceIndex sequence)
    {
        const Index b = sequence.value();
        const QRectF first = m_layout.answerGrid.cell(0, b);
        const double x = m_layout.canvas.left();
        m_frame.badge({x, first.top(), 24, std::min(24.0, first.height())}, sequence, arrival());
        if (m_layout.answerGrid.rowPitch >= 44)
            m_frame.text({x, first.top() + 42}, m_frame.sequenceText(sequence), Face::mono, 12,
                         Role::ink2, Qt::AlignLeft, arrival(), 84);
        if (m_layout.showPadded) {
            drawPaddedRow(sequence);
            drawState(naive, sequence, m_frame.trace.naiveStates, naiveShown());
        }
        if (m_layout.showPacked)
            drawPackedState(sequence);
        if (both())
            drawVerdicts(sequence);
        drawReadout(sequence);
        const double y = first.top() + m_layout.answerGrid.rowPitch - 4;
        if (hasWires())
            m_frame.line({x, y}, {m_layout.canvas.right(), y}, Role::line2, 1, arrival());
    }

    // --- The padded lane ---

    void drawPaddedRow(SequenceIndex sequence)
    {
        const Index b = sequence.value(), last = m_frame.trace.lengthOf(sequence) - 1;
        const double chosen = maskShown(b);
        if (m_layout.answerGrid.columnPitch < m_layout.answerGrid.smallestTile)
            drawPaddedPicture(sequence, last);
        const Range seen = m_layout.answerGrid.columnPitch < m_layout.answerGrid.smallestTile
                               ? Range()
                               : m_layout.columnsSeen(m_layout.answerGrid, m_layout.visibleSteps);
        for (Index t = seen.first; t < seen.end; ++t) {
            TileLook tile;
            tile.rect = m_layout.answerGrid.cell(t, b);
            tile.sequence = sequence;
            tile.onPadding = t > last;
            if (!tile.onPadding)
                tile.character = m_frame.character(sequence, t);
            tile.values = m_frame.output(core::Lane::padded, sequence, t);
            tile.range = m_frame.hiddenRange;
            tile.opacity = arrival() * (t == last ? 1 : mix(1, 0.4, chosen));
            tile.identity = {Part::hidden,
                             core::Lane::padded,
                             sequence,
                             StepIndex(t),
                             m_frame.trace.shape().numLayers - 1,
                             0};
            m_frame.tile(tile);
            drawMaskBit(tile.rect, sequence, t, t == last);
        }
        if (last < m_layout.visibleSteps)
            drawGather(sequence, last);
    }

    /// The same where a step is too narrow for a tile; the last one is marked.
    void drawPaddedPicture(SequenceIndex sequence, Index last)
    {
        const GridPlace &grid = m_layout.answerGrid;
        const Index b = sequence.value();
        QRectF row = grid.cell(0, b);
        row.setWidth(grid.columnPitch * static_cast<double>(m_layout.visibleSteps));
        const SharedRaster &outputs = m_frame.rasters().padded;
        m_frame.scene.add(Picture{row, outputs, QRect(0, static_cast<int>(b), outputs->width, 1)},
                          {Part::hidden, core::Lane::padded, SequenceIndex(0), StepIndex(0),
                           m_frame.trace.shape().numLayers - 1, 0},
                          arrival());
        const QRectF cell = grid.cell(last, b);
        m_frame.scene.add(Box{QRectF(cell.center().x() - 1.5, cell.top() - 2, 3, cell.height() + 4),
                              1.5,
                              Role::accent,
                              {}},
                          {Part::mask, core::Lane::padded, sequence, StepIndex(last), 0, 0},
                          maskShown(b));
    }

    void drawMaskBit(const QRectF &cell, SequenceIndex sequence, Index t, bool isLast)
    {
        const double opacity = maskShown(sequence.value());
        if (cell.width() < 6)
            return;
        const double air = belowTile(), radius = isLast ? std::min(5.0, air * 0.3) : 2;
        const QPointF centre(cell.center().x(), cell.bottom() + std::min(10.0, air / 2 + 1));
        if (air >= 8)
            m_frame.scene.add(
                Box{QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius),
                    radius,
                    isLast ? Role::accent : Role::ink4,
                    {}},
                {Part::mask, core::Lane::padded, sequence, StepIndex(t), 0, 0}, opacity);
        if (isLast)
            m_frame.scene.add(Box{cell.adjusted(-2.5, -2.5, 2.5, 2.5), 6, {}, Role::accent, 2}, {},
                              opacity);
    }

    /// From the True to the gathered state.
    void drawGather(SequenceIndex sequence, Index last)
    {
        const QRectF from = m_layout.answerGrid.cell(last, sequence.value());
        const QRectF to = block(gathered, sequence.value());
        const double shown = wireShown();
        if (shown <= 0)
            return;
        drawState(gathered, sequence, m_frame.trace.nopackLastStates, phase(shown, 0.5, 1));
        if (!hasWires())
            return;
        const double y = from.bottom() + 20, turn = to.left() - 22;
        const auto path = roundedPath({{from.center().x(), from.bottom() + 10},
                                       {from.center().x(), y},
                                       {turn, y},
                                       {turn, to.center().y()},
                                       {to.left() - 4, to.center().y()}},
                                      6);
        m_frame.scene.add(Stroke{path, Role::accent, {}, 1.5, false, true}, {}, shown);
    }

    void drawState(Column column, SequenceIndex sequence, const core::RealTensor &states,
                   double opacity)
    {
        const Index width = states.extent(1);
        const bool shortRow = m_frame.trace.lengthOf(sequence) < m_frame.trace.paddedWidth();
        const Part part = column == naive ? Part::naiveState : Part::lastState;
        m_frame.slits(block(column, sequence.value()),
                      Frame::elements(states, sequence.value() * width, width), Slits::Kind::ramp,
                      Role::hidden,
                      {part, core::Lane::padded, sequence,
                       StepIndex(m_frame.trace.lengthOf(sequence) - 1), 0, 0},
                      column == naive && shortRow, opacity);
    }

    // --- The packed lane ---

    /// h_n comes from where it was restored.
    void drawPackedState(SequenceIndex sequence)
    {
        const Index b = sequence.value(), last = m_frame.trace.lengthOf(sequence) - 1;
        const double way = smooth(phase(m_t, 0, 0.35));
        const QRectF rest = block(packed, b);
        const QRectF from = m_layout.restoredState.cell(0, b);
        const Index width = m_frame.trace.lastHidden.extent(1);
        m_frame.slits(mix(from, rest, way),
                      Frame::elements(m_frame.trace.lastHidden, b * width, width),
                      Slits::Kind::ramp, Role::hidden,
                      {Part::finalHidden, core::Lane::packed, sequence, StepIndex(last),
                       m_frame.topLayer(), 0},
                      false);
        if (showsLastColumn())
            drawLastColumn(sequence, rest);
    }

    /// What the last column of the unpacked output holds: padding, for every short row.
    void drawLastColumn(SequenceIndex sequence, const QRectF &state)
    {
        const core::RealTensor &output = m_frame.trace.paddedOutput;
        const Index W = output.extent(1), width = output.extent(2);
        Slits column;
        column.rect = QRectF(state.left(), state.bottom() + 4, state.width(), wrongRow);
        column.values = Frame::elements(output, (sequence.value() * W + W - 1) * width, width);
        column.range = m_frame.hiddenRange;
        column.radius = 2;
        m_frame.slits(std::move(column),
                      {Part::output, core::Lane::packed, sequence, StepIndex(W - 1),
                       m_frame.trace.shape().numLayers - 1, 0},
                      readoutShown());
    }

    /// There is a wrong last column to be shown, and room under the states.
    [[nodiscard]] bool showsLastColumn() const
    {
        const core::Trace &trace = m_frame.trace;
        return m_layout.answerGrid.rowPitch >= 44 && trace.N() < trace.B() * trace.unpackedWidth();
    }

    // --- Comparing ---

    void drawVerdicts(SequenceIndex sequence)
    {
        const Index b = sequence.value();
        const StateDifference mask =
            differenceOf(m_frame.trace.lastHidden, m_frame.trace.nopackLastStates, b);
        const StateDifference wrong =
            differenceOf(m_frame.trace.lastHidden, m_frame.trace.naiveStates, b);
        drawSign(block(gathered, b), block(packed, b), mask, wireShown());
        drawSign(block(packed, b), block(naive, b), wrong, naiveShown());
        const QRectF cell = block(naive, b);
        const double x = m_layout.distanceLeft, shown = readoutShown();
        const bool same = wrong.largest <= sameWithin;
        m_frame.text({x, cell.center().y() + (m_layout.answerGrid.rowPitch < 24 ? 4.5 : -1)},
                     numberText(wrong.distance, 2), Face::mono, 13, same ? Role::ink3 : Role::ink,
                     Qt::AlignLeft, shown);
        if (m_layout.answerGrid.rowPitch < 24)
            return; // no room for a bar between two numbers
        const double longest = std::max(1e-9, m_longest);
        const double room =
            (m_frame.trace.document->readout ? m_layout.readoutLeft : m_layout.canvas.right()) - x -
            10;
        const QRectF bar(x, cell.center().y() + 6, std::min(70.0, room), 4);
        m_frame.scene.add(Box{bar, 2, Role::gateTrough, {}}, {}, shown);
        m_frame.scene.add(
            Box{QRectF(bar.topLeft(), QSizeF(bar.width() * wrong.distance / longest, 4)),
                2,
                same ? Role::ink4 : Role::alarm,
                {}},
            {}, shown);
    }

    [[nodiscard]] double largestDistance() const
    {
        double largest = 0;
        for (Index b = 0; b < m_frame.trace.B(); ++b)
            largest = std::max(
                largest,
                differenceOf(m_frame.trace.lastHidden, m_frame.trace.naiveStates, b).distance);
        return largest;
    }

    void drawSign(const QRectF &a, const QRectF &b, const StateDifference &difference,
                  double opacity)
    {
        const bool same = difference.largest <= sameWithin;
        const QPointF centre((a.right() + b.left()) / 2, a.center().y());
        m_frame.text(centre + QPointF(0, 6), same ? QStringLiteral("=") : QStringLiteral("≠"),
                     Face::bold, 18, same ? Role::ok : Role::alarm, Qt::AlignHCenter, opacity);
    }

    // --- Readout ---

    void drawReadout(SequenceIndex sequence)
    {
        const auto &readout = m_frame.trace.document->readout;
        if (!readout)
            return;
        const core::Trace &trace = m_frame.trace;
        const double top = m_layout.answerGrid.cell(0, sequence.value()).top();
        // The logits of both right readings, where there is room for their bars between the names, and
        // of the naive one below its own.
        const bool bars = m_layout.answerGrid.rowPitch >= 56;
        const bool low =
            m_layout.answerGrid.rowPitch < 44; // two lines in a row, as close as may be
        if (m_layout.showPacked) {
            drawAnswer(trace.readoutPacked, sequence, top + (low ? 7 : 14), Role::ink);
            if (bars)
                drawLogits({Part::readout, core::Lane::packed, trace.readoutPacked}, sequence,
                           top + 19);
        }
        if (!m_layout.showPadded)
            return;
        const double below = bars  ? std::min(48.0, m_layout.answerGrid.rowPitch - 13)
                             : low ? 20
                                   : 34;
        drawAnswer(trace.readoutNaive, sequence, top + below, Role::alarm);
        if (bars) {
            drawLogits({Part::readout, core::Lane::padded, trace.readoutNopack}, sequence,
                       top + 25);
            drawLogits({Part::naiveReadout, core::Lane::padded, trace.readoutNaive}, sequence,
                       top + below + 5);
        }
    }

    struct Logits {
        Part part;
        core::Lane lane;
        const core::RealTensor &values; ///< [B, C]
    };

    void drawLogits(const Logits &logits, SequenceIndex sequence, double y)
    {
        const Index C = logits.values.extent(1);
        Slits bar;
        bar.rect =
            QRectF(m_layout.readoutLeft, y, m_layout.canvas.right() - m_layout.readoutLeft, 5);
        bar.values = Frame::elements(logits.values, sequence.value() * C, C);
        for (const double value : bar.values)
            bar.range = std::max(bar.range, std::abs(value));
        bar.radius = 2;
        m_frame.slits(std::move(bar),
                      {logits.part, logits.lane, sequence,
                       StepIndex(m_frame.trace.lengthOf(sequence) - 1), 0, 0},
                      readoutShown());
    }

    void drawAnswer(const core::RealTensor &logits, SequenceIndex sequence, double y, Role role)
    {
        const Reading reading =
            readingOf(*m_frame.trace.document->readout, logits, sequence.value());
        const double size = m_layout.answerGrid.rowPitch < 44 ? 12 : 14;
        m_frame.text({m_layout.readoutLeft, y}, reading.name, Face::bold, size, role, Qt::AlignLeft,
                     readoutShown(), 110);
        m_frame.text({m_layout.canvas.right(), y}, shareText(reading), Face::mono, size - 1,
                     Role::ink2, Qt::AlignRight, readoutShown());
    }

    void drawFoot()
    {
        const double y = m_layout.answerGrid.bottom(m_layout.answerRows) + 24;
        if (!both() || y + 26 > m_layout.canvas.bottom())
            return;
        double worst = 0;
        Index wrong = 0;
        for (Index b = 0; b < m_frame.trace.B(); ++b) {
            worst = std::max(
                worst,
                differenceOf(m_frame.trace.lastHidden, m_frame.trace.nopackLastStates, b).largest);
            wrong += differenceOf(m_frame.trace.lastHidden, m_frame.trace.naiveStates, b).largest >
                     sameWithin;
        }
        drawFootLeft(y);
        drawFootRight(y, worst, wrong);
    }

    void drawFootLeft(double y)
    {
        const double x = m_layout.answerGrid.origin.x(), width = left(packed) - x - 20;
        const auto line = [&](int i, std::vector<Span> spans) {
            if (y + 21 * i <= m_layout.canvas.bottom())
                m_frame.text({x, y + 21 * i}, std::move(spans), 13, Qt::AlignLeft, readoutShown(),
                             width);
        };
        line(0, {code(QStringLiteral("last_mask = arange(T) == (lengths - 1)[:, None]"))});
        const core::Cost cost = core::costOf(m_frame.trace);
        line(1, {words(Frame::tr("Multiply-adds: ")), code(countText(cost.paddedMultiplyAdds)),
                 words(Frame::tr(" padded, ")), code(countText(cost.packedMultiplyAdds)),
                 words(Frame::tr(" packed"))});
        if (m_frame.view.times || !m_frame.view.standalone)
            line(2, timeSentence());
        if (showsLastColumn())
            line(m_frame.view.times || !m_frame.view.standalone ? 3 : 2,
                 {code(QStringLiteral("output[:, -1]")),
                  words(Frame::tr(" is padding for every short row"))});
    }

    [[nodiscard]] std::vector<Span> timeSentence() const
    {
        const auto &times = m_frame.view.times;
        if (!times)
            return {words(Frame::tr("Time: measured by View, Measure time on this machine"),
                          Role::ink3)};
        return {words(Frame::tr("Median of %1: ").arg(times->repeats)),
                code(durationText(times->paddedSeconds)), words(Frame::tr(" padded, ")),
                code(durationText(times->packedSeconds)), words(Frame::tr(" packed"))};
    }

    void drawFootRight(double y, double worst, Index wrong)
    {
        const double x = left(packed), width = m_layout.canvas.right() - x;
        std::vector<Span> agree;
        if (worst <= sameWithin)
            agree = {words(Frame::tr("Mask and packing agree: largest difference ")),
                     code(QString::number(worst, 'g', 2))};
        else if (m_frame.trace.directions() > 1)
            agree = {words(Frame::tr("The mask reads the reverse half one step after its start, "
                                     "packing reads its end."))};
        else
            agree = {words(Frame::tr("Mask and packing differ by up to ")),
                     code(QString::number(worst, 'g', 2))};
        auto lines = wrapped(agree, 13, width);
        lines.push_back({strong(Frame::tr("%1 of %2").arg(wrong).arg(m_frame.trace.B()),
                                wrong ? Role::alarm : Role::ok),
                         words(wrong ? Frame::tr(" states are wrong when the pads are read")
                                     : Frame::tr(" states change: there are no pads to read"))});
        for (auto &spans : lines) {
            if (y > m_layout.canvas.bottom())
                return;
            m_frame.text({x, y}, std::move(spans), 13, Qt::AlignLeft, readoutShown(),
                         width + hangingSpace);
            y += 21;
        }
        y -= 21;
        if (worst <= sameWithin && worst > 0 && y + 26 <= m_layout.canvas.bottom())
            drawGauge({x, y + 24}, std::min(width, 320.0), worst);
    }

    /// Where the largest difference stands between nothing and the tolerance, in powers of ten.
    void drawGauge(QPointF at, double width, double worst)
    {
        constexpr int first = -9, last = -3;
        const double scale = width * 0.5;
        const auto x = [&](double value) {
            const double share = (std::log10(value) - first) / (last - first);
            return at.x() + 4 + (scale - 8) * std::clamp(share, 0.0, 1.0);
        };
        const double shown = readoutShown(), y = at.y() - 4;
        m_frame.line({at.x(), y}, {at.x() + scale, y}, Role::ink4, 1, shown);
        for (int power = first; power <= last; ++power)
            m_frame.line({x(std::pow(10, power)), y - 2}, {x(std::pow(10, power)), y + 2},
                         Role::ink4, 1, shown);
        m_frame.line({x(sameWithin), y - 7}, {x(sameWithin), y + 7}, Role::alarm, 1.5, shown);
        m_frame.scene.add(Box{QRectF(x(worst) - 4, y - 4, 8, 8), 4, Role::ok, {}}, {}, shown);
        m_frame.text({at.x() + scale + 10, at.y()},
                     Frame::tr("tolerance %1: not a bug").arg(QString::number(sameWithin, 'g', 2)),
                     Face::prose, 12, Role::ink3, Qt::AlignLeft, shown, width - scale - 10);
    }

    Frame &m_frame;
    const Layout &m_layout;
    double m_t;
    double m_longest = 0; ///< of the distances, at which their bars end
};

} // namespace

void drawAnswerStage(Frame &frame)
{
    AnswerStage(frame).draw();
}

} // namespace ui
