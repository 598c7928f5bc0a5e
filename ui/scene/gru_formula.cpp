// SPDX-License-Identifier: GPL-3.0-or-later
// For a class, under the GRU's table: how one unit of the new state is made, in symbols and in numbers.
#include "ui/scene/formula_text.h"
#include "ui/scene/gru_parts.h"
#include "ui/scene/target_cells.h"
#include "ui/scene/text.h"

namespace ui {

namespace {

using core::Index;
using core::Lane;
using core::SequenceIndex;

bool isState(const std::optional<Identity> &selection)
{
    return selection && ((selection->part >= Part::hPrevious && selection->part <= Part::hidden) ||
                         selection->part == Part::finalHidden);
}

/// The row runs at this step, in a lane that is shown.
bool runs(const Frame &frame, Lane lane, SequenceIndex sequence)
{
    if (sequence.value() >= frame.trace.B())
        return false;
    const Index step = frame.moment.step.value();
    return lane == Lane::packed ? frame.layout.showPacked && step < frame.trace.lengthOf(sequence)
                                : frame.layout.showPadded && step < frame.trace.padded->steps();
}

/// The first row that a table shows running.
std::optional<SequenceIndex> firstRunning(const Frame &frame, Lane lane)
{
    const Index first =
        (lane == Lane::packed ? frame.layout.packedBlocks : frame.layout.paddedBlocks).first;
    for (const Index row : {first, Index{0}})
        if (const SequenceIndex sequence = frame.trace.sequenceAt(lane, row);
            runs(frame, lane, sequence))
            return sequence;
    return std::nullopt;
}

class GruFormula {
  public:
    GruFormula(Frame &frame, const Target &told)
        : m_frame(frame), m_told(told), m_cell(*cellOf(frame.trace, told)),
          m_expression(core::explain(frame.trace, m_cell).expression), m_clock(frame),
          m_place(frame.layout.gruFormula), m_twoLines(m_place.height() >= 2 * line),
          m_size(m_twoLines ? 15 : 18)
    {
    }

    void draw()
    {
        m_frame.divider(m_place.top());
        if (m_frame.layout.showPacked && m_frame.layout.showPadded)
            m_frame.divider(m_place.bottom());
        const double y = m_twoLines ? m_place.top() + line - 5 : m_place.center().y() + 6;
        const double left = drawSymbols(drawOwner(y), y);
        drawNumbers(m_twoLines ? m_place.left() : left + 24, m_twoLines ? y + line - 2 : y);
    }

  private:
    static constexpr double line = 25; ///< of two

    double drawOwner(double y)
    {
        m_frame.badge({m_place.left(), y - 18, 24, 24}, m_told.identity.sequence,
                      m_clock.arrival());
        QString unit = Frame::tr("unit %1").arg(m_told.unit);
        if (m_frame.layout.showPacked && m_told.identity.lane == Lane::padded)
            unit += Frame::tr(", padded");
        m_frame.text({m_place.left() + 36, y}, unit, Face::prose, 14, Role::ink2, Qt::AlignLeft,
                     m_clock.arrival());
        return std::max(m_frame.layout.packedBlocks.left,
                        m_place.left() + 36 + widthOf(unit, Face::prose, 14) + 20);
    }

    double drawSymbols(double x, double y)
    {
        auto spans = symbolSpans(core::formula(m_frame.trace, m_expression, core::Depth::symbols));
        spans.insert(spans.begin(), {{QStringLiteral("h_t"), Face::italic, Role::ink},
                                     words(QStringLiteral(" = "))});
        return drawFormula(m_frame, {{x, y}, m_size, m_clock.arrival()}, spans);
    }

    /// The numbers come when the new state does. They close at the digits that are printed, or say ≈.
    void drawNumbers(double left, double y)
    {
        const double shown = m_clock.inStep(0.72, 0.95);
        if (shown <= 0)
            return;
        const double value = core::valueOf(m_frame.trace, m_cell);
        const core::Decimals decimals = core::closingDecimals(m_frame.trace, m_expression, value);
        auto spans = numberSpans(
            core::formula(m_frame.trace, m_expression, core::Depth::numbers, decimals.operands));
        spans.push_back({decimals.closes ? QStringLiteral(" = ") : QStringLiteral(" ≈ "),
                         Face::mono, Role::ink2});
        spans.push_back({QString::fromStdString(core::cellText(m_frame.trace, m_cell)),
                         Face::monoBold, Role::accent});
        double fits = m_size;
        while (fits > 11 && widthOf(spans, fits) > m_place.right() - left)
            fits -= 1;
        m_frame.text({m_place.right(), y}, std::move(spans), fits, Qt::AlignRight, shown,
                     m_place.right() - left);
    }

    Frame &m_frame;
    const Target m_told;
    const core::Cell m_cell;
    const core::Expression m_expression;
    const GruClock m_clock;
    const QRectF m_place;
    const bool m_twoLines; ///< symbols and numbers do not fit side by side
    const double m_size;
};

} // namespace

int toldUnit(const Frame &frame)
{
    const int unit = frame.view.selectedUnit;
    return isState(frame.view.selection) && unit >= 0 && unit < frame.trace.H() ? unit : 0;
}

std::optional<Target> toldState(const Frame &frame)
{
    if (frame.moment.stage != core::Stage::gru || frame.layout.gruFormula.isEmpty())
        return std::nullopt;
    Identity told{Part::hidden,      Lane::packed,       SequenceIndex(0),
                  frame.moment.step, frame.moment.layer, frame.moment.direction};
    const auto &selection = frame.view.selection;
    if (isState(selection) && runs(frame, selection->lane, selection->sequence)) {
        told.lane = selection->lane;
        told.sequence = selection->sequence;
        return Target{told, toldUnit(frame), {}};
    }
    for (const Lane lane : {Lane::packed, Lane::padded})
        if (const auto sequence = lane == Lane::packed || frame.trace.padded
                                      ? firstRunning(frame, lane)
                                      : std::nullopt) {
            told.lane = lane;
            told.sequence = *sequence;
            return Target{told, toldUnit(frame), {}};
        }
    return std::nullopt;
}

void drawGruFormula(Frame &frame)
{
    if (const auto told = toldState(frame))
        GruFormula(frame, *told).draw();
}

} // namespace ui
