// SPDX-License-Identifier: GPL-3.0-or-later
// Under the GRU's table, where there is room: one unit of the hidden state over time, a panel a sequence.
#include "ui/scene/gru_parts.h"
#include "ui/scene/text.h"

#include <cmath>

namespace ui {

namespace {

using core::Index;
using core::Lane;
using core::SequenceIndex;
using core::StepIndex;

constexpr double narrowestPanel = 90;
constexpr double gap = 24;

class GruHistory {
  public:
    explicit GruHistory(Frame &frame)
        : m_frame(frame), m_place(frame.layout.history), m_layer(frame.moment.layer),
          m_direction(frame.moment.direction), m_step(frame.moment.step.value()),
          m_unit(toldUnit(frame)), m_shown(GruClock(frame).arrival())
    {
    }

    void draw()
    {
        const auto fit = static_cast<Index>((m_place.width() + gap) / (narrowestPanel + gap));
        const Index panels = std::min(fit, m_frame.trace.B());
        m_frame.divider(m_place.top());
        drawHead(panels);
        const double pitch = (m_place.width() - 24 + gap) / static_cast<double>(panels);
        for (Index b = 0; b < panels; ++b) {
            const double left = m_place.left() + 24 + pitch * static_cast<double>(b);
            drawPanel(SequenceIndex(b),
                      {left, m_place.top() + 44, pitch - gap, m_place.height() - 48});
        }
    }

  private:
    void drawHead(Index panels)
    {
        const double y = m_place.top() + 26;
        m_frame.text({m_place.left(), y},
                     {{QStringLiteral("h"), Face::italic, Role::hidden},
                      code(QStringLiteral("[%1]").arg(m_unit)),
                      words(Frame::tr("  over time"))},
                     14, Qt::AlignLeft, m_shown);
        std::vector<Span> key;
        if (m_frame.layout.showPacked)
            key = {strong(Frame::tr("packed"), Role::accent), words(Frame::tr("  line"))};
        if (m_frame.layout.showPadded) {
            key.push_back(
                strong((key.empty() ? QString() : QStringLiteral("      ")) + Frame::tr("padded")));
            key.push_back(words(Frame::tr("  dashes")));
        }
        if (panels < m_frame.trace.B())
            key.push_back(
                words(QStringLiteral("      ") +
                      Frame::tr("… and %1 more sequences").arg(m_frame.trace.B() - panels)));
        m_frame.text({m_place.right(), y}, std::move(key), 13, Qt::AlignRight, m_shown);
    }

    void drawPanel(SequenceIndex sequence, const QRectF &rect)
    {
        m_frame.badge({rect.left() - 30, rect.center().y() - 12, 24, 24}, sequence, m_shown);
        m_frame.scene.add(Box{rect, 4, Role::panel, {}}, {}, m_shown);
        drawPads(sequence, rect);
        const double x = xOf(rect, m_step);
        m_frame.scene.add(
            Box{QRectF(x - 5, rect.top(), 10, rect.height()), 0, Role::accentSoft, {}}, {},
            m_shown);
        m_frame.line({rect.left(), rect.center().y()}, {rect.right(), rect.center().y()},
                     Role::line, 1, m_shown);
        drawEnds(sequence, rect);
        if (m_frame.layout.showPadded)
            drawCurve(Lane::padded, sequence, rect);
        if (m_frame.layout.showPacked)
            drawCurve(Lane::packed, sequence, rect);
    }

    /// The range of the state, printed once.
    void drawEnds(SequenceIndex sequence, const QRectF &rect)
    {
        if (sequence.value() != 0)
            return;
        const QString range = QString::number(m_frame.hiddenRange, 'g', 3);
        const auto end = [&](double y, const QString &text) {
            m_frame.text({rect.left() - 5, y}, text, Face::mono, 11, Role::ink3, Qt::AlignRight,
                         m_shown);
        };
        end(rect.top() + 8, QLatin1Char('+') + range);
        end(rect.bottom(), QChar(0x2212) + range);
    }

    void drawPads(SequenceIndex sequence, const QRectF &rect)
    {
        const Index length = m_frame.trace.lengthOf(sequence), T = m_frame.trace.paddedWidth();
        if (length >= T)
            return;
        const double half = (xOf(rect, 1) - xOf(rect, 0)) / 2;
        const double left = xOf(rect, length) - half;
        m_frame.pad({left, rect.top(), rect.right() - left, rect.height()}, {}, m_shown);
    }

    [[nodiscard]] double xOf(const QRectF &rect, Index step) const
    {
        const auto T = static_cast<double>(m_frame.trace.paddedWidth());
        return rect.left() + rect.width() * (static_cast<double>(step) + 0.5) / T;
    }

    /// The states up to this step, in the direction in which the run goes.
    void drawCurve(Lane lane, SequenceIndex sequence, const QRectF &rect)
    {
        const bool packed = lane == Lane::packed;
        const Index steps =
            packed ? m_frame.trace.lengthOf(sequence) : m_frame.trace.padded->steps();
        const Index from = m_direction ? m_step : 0;
        const Index to = m_direction ? steps - 1 : std::min(m_step, steps - 1);
        const Role role = packed ? Role::accent : Role::ink;
        QPainterPath path;
        for (Index t = from; t <= to; ++t) {
            const QPointF at(xOf(rect, t), yOf(rect, stateAt(lane, sequence, t)));
            t == from ? path.moveTo(at) : path.lineTo(at);
        }
        if (path.isEmpty() && from > to)
            return;
        m_frame.scene.add(Stroke{path, role, {}, packed ? 2.0 : 1.25, !packed}, {}, m_shown);
        if (packed && !m_direction && m_step > to) // parked: it stays as it is
            m_frame.line({xOf(rect, to), yOf(rect, stateAt(lane, sequence, to))},
                         {xOf(rect, m_step), yOf(rect, stateAt(lane, sequence, to))}, role, 1,
                         0.5 * m_shown);
        const Index last = m_direction ? from : to;
        const QPointF at(xOf(rect, last), yOf(rect, stateAt(lane, sequence, last)));
        const double radius = packed ? 4 : 3;
        m_frame.scene.add(
            Box{QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius), radius, role, {}},
            {Part::hidden, lane, sequence, StepIndex(last), m_layer, m_direction}, m_shown);
    }

    [[nodiscard]] double stateAt(Lane lane, SequenceIndex sequence, Index step) const
    {
        const core::LaneTrace &rows = m_frame.trace.of(lane);
        const Index j =
            lane == Lane::packed ? m_frame.trace.slotOf(sequence).value() : sequence.value();
        return rows.layerOutputs[static_cast<std::size_t>(m_layer)].at(
            rows.row(step, j), m_direction * m_frame.trace.H() + m_unit);
    }

    /// What is not a number stands on the zero line.
    [[nodiscard]] double yOf(const QRectF &rect, double value) const
    {
        const double share = std::isfinite(value) ? value / m_frame.hiddenRange : 0;
        return rect.center().y() - std::clamp(share, -1.0, 1.0) * (rect.height() / 2 - 5);
    }

    Frame &m_frame;
    const QRectF m_place;
    Index m_layer, m_direction, m_step;
    int m_unit;
    double m_shown;
};

} // namespace

void drawGruHistory(Frame &frame)
{
    if (!frame.layout.history.isEmpty())
        GruHistory(frame).draw();
}

} // namespace ui
