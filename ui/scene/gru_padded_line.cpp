// SPDX-License-Identifier: GPL-3.0-or-later
// For a class, the padded lane of the GRU in one line: the state of each row, against the packed lane.
#include "ui/scene/gru_parts.h"
#include "ui/scene/text.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using core::Index;
using core::Lane;
using core::SequenceIndex;

constexpr double badgeWidth = 30, signWidth = 30, narrowestState = 56;

class GruPaddedLine {
  public:
    explicit GruPaddedLine(Frame &frame)
        : m_frame(frame), m_clock(frame), m_place(frame.layout.gruPaddedLine)
    {
    }

    void draw()
    {
        const auto fit =
            static_cast<Index>(m_place.width() / (badgeWidth + narrowestState + signWidth));
        const std::vector<SequenceIndex> rows =
            chosen(std::clamp<Index>(fit, 1, m_frame.trace.B()));
        drawHeading(static_cast<Index>(rows.size()));
        const double pitch = m_place.width() / static_cast<double>(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            drawState(rows[i], m_place.left() + pitch * static_cast<double>(i), pitch);
    }

  private:
    /// In typed order; where not all fit, the one that is asked about and those that differ come first.
    [[nodiscard]] std::vector<SequenceIndex> chosen(Index count) const
    {
        const Index B = m_frame.trace.B();
        std::vector<Index> rows;
        const auto take = [&](Index b) {
            if (static_cast<Index>(rows.size()) < count && std::ranges::find(rows, b) == rows.end())
                rows.push_back(b);
        };
        const auto &asked = m_frame.view.selection;
        if (count < B && asked && asked->sequence.value() < B)
            take(asked->sequence.value());
        for (const bool same : {false, true})
            for (Index b = 0; b < B && static_cast<Index>(rows.size()) < count; ++b)
                if (count == B || sameAsPacked(m_frame, SequenceIndex(b)) == same)
                    take(b);
        std::ranges::sort(rows);
        return {rows.begin(), rows.end()};
    }

    [[nodiscard]] Index shortRows() const
    {
        Index rows = 0;
        for (Index b = 0; b < m_frame.trace.B(); ++b)
            rows += m_frame.trace.lengthOf(SequenceIndex(b)) < m_frame.trace.padded->steps();
        return rows;
    }

    void drawHeading(Index shown)
    {
        const Index B = m_frame.trace.B(), pads = rowsOnPadding(m_frame);
        const double y = m_place.top() + 16;
        const Index began = m_frame.moment.direction ? shortRows() : 0;
        QString what = pads > 0 ? Frame::tr("still computes %1").arg(Frame::rowCount(B))
                                : Frame::tr("computes %1").arg(Frame::rowCount(B));
        if (pads > 0)
            what += pads == 1 ? Frame::tr(", one of them on padding")
                              : Frame::tr(", %1 of them on padding").arg(pads);
        else if (began > 0) // in the reverse run: so its states differ on real tokens, too
            what += began == 1 ? Frame::tr(", one of them began on padding")
                               : Frame::tr(", %1 of them began on padding").arg(began);
        std::vector<Span> heading{strong(Frame::tr("Padded")),
                                  words(QStringLiteral("    ") + what)};
        if (shown < B)
            heading.push_back(words(Frame::tr("    … and %1 more").arg(B - shown), Role::ink3));
        const double left = widthOf(heading, 15) + 24;
        m_frame.text({m_place.left(), y}, std::move(heading), 15, Qt::AlignLeft, m_clock.arrival());
        const QString key = Frame::tr("=  as packed, within %1").arg(sameWithin, 0, 'f', 5);
        if (left + widthOf(key, Face::prose, 12) < m_place.width())
            m_frame.text({m_place.right(), y}, key, Face::prose, 12, Role::ink3, Qt::AlignRight,
                         m_clock.arrival());
    }

    void drawState(SequenceIndex sequence, double left, double pitch)
    {
        const double top = m_place.top() + 26, height = m_place.bottom() - top;
        const Index H = m_frame.trace.H(), step = m_frame.moment.step.value();
        const core::LaneTrace &padded = *m_frame.trace.padded;
        const auto &states = padded.layerOutputs[static_cast<std::size_t>(m_frame.moment.layer)];
        const Index first =
            padded.row(step, sequence.value()) * states.extent(1) + m_frame.moment.direction * H;
        m_frame.badge({left, top, 24, height}, sequence, m_clock.arrival());
        const double width =
            std::min(pitch - badgeWidth - signWidth, m_frame.layout.packedBlocks.blockWidth);
        const QRectF place(left + badgeWidth, top, width, height);
        m_frame.slits(place, Frame::elements(states, first, H), Slits::Kind::ramp, Role::hidden,
                      {Part::hidden, Lane::padded, sequence, m_frame.moment.step,
                       m_frame.moment.layer, m_frame.moment.direction},
                      step >= m_frame.trace.lengthOf(sequence), m_clock.inStep(0.72, 0.95));
        const bool same = sameAsPacked(m_frame, sequence);
        m_frame.text({place.right() + 12, place.center().y() + 6},
                     same ? QStringLiteral("=") : QStringLiteral("≠"), Face::bold, 17,
                     same ? Role::ok : Role::alarm, Qt::AlignHCenter, m_clock.inStep(0.92, 1));
    }

    Frame &m_frame;
    const GruClock m_clock;
    const QRectF m_place;
};

} // namespace

bool sameAsPacked(const Frame &frame, SequenceIndex sequence)
{
    const core::Trace &trace = frame.trace;
    const Index layer = frame.moment.layer, direction = frame.moment.direction;
    const Index step = frame.moment.step.value(), b = sequence.value(), H = trace.H();
    const auto &padded = trace.padded->layerOutputs[static_cast<std::size_t>(layer)];
    const auto &packed = trace.packed.layerOutputs[static_cast<std::size_t>(layer)];
    const bool runs = step < trace.lengthOf(sequence);
    const Index run = layer * trace.directions() + direction;
    const auto &h0 = trace.document->h0;
    for (Index u = 0; u < H; ++u) {
        double there = 0;
        if (runs)
            there = packed.at(trace.packed.row(step, trace.slotOf(sequence).value()),
                              direction * H + u);
        else if (direction == 0)
            there = trace.hN.at(run, b, u);
        else if (h0)
            there = h0->at(run, b, u);
        // Not a number is not the same.
        if (!(std::abs(there - padded.at(trace.padded->row(step, b), direction * H + u)) <=
              sameWithin))
            return false;
    }
    return true;
}

Index rowsOnPadding(const Frame &frame)
{
    Index pads = 0;
    for (Index b = 0; b < frame.trace.B(); ++b)
        pads += frame.moment.step.value() >= frame.trace.lengthOf(SequenceIndex(b));
    return pads;
}

void drawGruPaddedLine(Frame &frame)
{
    if (!frame.layout.gruPaddedLine.isEmpty())
        GruPaddedLine(frame).draw();
}

} // namespace ui
