// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/inspection_sheet.h"

#include "ui/scene/text.h"
#include "ui/views/sheet.h"

#include <QCoreApplication>

#include <cmath>

namespace ui {

namespace {

class InspectionWriter {
    Q_DECLARE_TR_FUNCTIONS(InspectionSheet)

  public:
    InspectionWriter(const Inspection &inspection, double width)
        : m_is(inspection), m_sheet(width, 24, 24)
    {
    }

    Scene write()
    {
        m_sheet.space(16);
        m_sheet.heading(m_is.kind, m_is.values.empty() ? QString()
                                                       : tr("shape %1").arg(shapeText(m_is.shape)));
        writeName();
        writeNumber();
        writeOrigins();
        writeLanding();
        writeValues();
        m_sheet.space(16);
        return m_sheet.finish();
    }

  private:
    void writeName()
    {
        double size = 20;
        while (size > 13 && widthOf(m_is.name, Face::mono, size) > m_sheet.width())
            size -= 1;
        m_sheet.line(m_sheet.left(), 24, {{m_is.name, Face::mono, Role::ink}}, size, Qt::AlignLeft,
                     m_sheet.width());
        m_sheet.space(40);
        m_sheet.badge(m_sheet.left(), 0, 22, m_is.sequence);
        std::vector<Span> spans;
        if (!m_is.token.isEmpty())
            spans.push_back({m_is.token + QStringLiteral("  "), Face::monoBold, Role::ink});
        spans.push_back({m_is.place, Face::prose, Role::ink2});
        m_sheet.line(m_sheet.left() + 32, 16, std::move(spans), 13, Qt::AlignLeft,
                     m_sheet.width() - 32);
        m_sheet.space(38);
    }

    [[nodiscard]] bool hasUnit() const
    {
        return m_is.unit >= 0 && m_is.unit < static_cast<int>(m_is.values.size());
    }
    [[nodiscard]] Colour colourOf(double value) const
    {
        return m_is.gate ? Colour(*m_is.gate) : Colour::ramp(value / m_is.range);
    }

    void writeNumber()
    {
        if (!hasUnit())
            return;
        const double value = m_is.values[static_cast<std::size_t>(m_is.unit)];
        m_sheet.add(Box{QRectF(m_sheet.left(), m_sheet.y() + 1, 22, 22), 5, colourOf(value), {}});
        m_sheet.line(m_sheet.left() + 32, 21, {{numberText(value), Face::mono, Role::ink}}, 24);
        m_sheet.space(40);
    }

    void writeOrigins()
    {
        if (m_is.origins.empty())
            return;
        m_sheet.heading(tr("Comes from"));
        const double x = m_sheet.left() + 5;
        for (std::size_t i = 0; i < m_is.origins.size(); ++i) {
            const QRectF dot(x - 4.5, m_sheet.y() + 5, 9, 9);
            if (i + 1 < m_is.origins.size())
                m_sheet.add(Box{QRectF(x - 0.5, dot.bottom(), 1, 44 - 9), 0, Role::ink4, {}});
            m_sheet.add(Box{dot, 4.5, Role::panel, Role::ink3, 1.5});
            const double left = m_sheet.left() + 22, room = m_sheet.width() - 22;
            m_sheet.line(left, 14, {{m_is.origins[i].name, Face::mono, Role::ink}}, 13,
                         Qt::AlignLeft, room);
            m_sheet.line(left, 32, {{m_is.origins[i].how, Face::prose, Role::ink3}}, 13,
                         Qt::AlignLeft, room);
            m_sheet.space(44);
        }
        m_sheet.space(10);
    }

    void writeLanding()
    {
        if (m_is.landing.empty())
            return;
        m_sheet.heading(m_is.kind == tr("Packed row") ? tr("Lands in row") : tr("Is"));
        for (std::size_t i = 0; i < m_is.landing.size(); ++i)
            m_sheet.paragraph({{m_is.landing[i], Face::mono, i ? Role::ink : Role::ink2}}, 12, 20);
        m_sheet.space(16);
    }

    void writeValues()
    {
        if (m_is.values.empty())
            return;
        m_sheet.heading(m_is.values.size() == 1 ? tr("Value") : tr("Values"));
        for (std::size_t i = 0; i < m_is.values.size(); ++i)
            writeValue(i);
    }

    void writeValue(std::size_t i)
    {
        const double value = m_is.values[i], pitch = 24;
        const double left = m_sheet.left(), right = m_sheet.right();
        if (static_cast<int>(i) == m_is.unit)
            m_sheet.add(Box{QRectF(left - 8, m_sheet.y(), m_sheet.width() + 16, pitch),
                            6,
                            Role::accentSoft,
                            {}});
        const bool named = i < m_is.valueNames.size();
        m_sheet.line(left, 16,
                     {{named ? m_is.valueNames[i] : QString::number(i),
                       named ? Face::prose : Face::mono, Role::ink3}},
                     12, Qt::AlignLeft, named ? 70 : 0);
        const double swatch = left + (named ? 76 : 30);
        m_sheet.add(Box{QRectF(swatch, m_sheet.y() + 4, 16, 16), 4, colourOf(value), {}});
        m_sheet.line(swatch + 84, 16, {{numberText(value), Face::mono, Role::ink}}, 13,
                     Qt::AlignRight);
        // Bars begin at zero: in the middle where there are signs, at the left for gates.
        const double from = swatch + 96, half = (right - from) / 2;
        const double zero = m_is.gate ? from : from + half;
        const double share = std::isfinite(value) ? std::clamp(value / m_is.range, -1.0, 1.0) : 0;
        const double end = zero + share * (m_is.gate ? 2 * half : half);
        m_sheet.add(Box{QRectF(zero, m_sheet.y() + 2, 1, pitch - 4), 0, Role::line, {}});
        m_sheet.add(Box{QRectF(std::min(zero, end), m_sheet.y() + 7, std::abs(end - zero), 10),
                        1,
                        colourOf(value),
                        {}});
        m_sheet.space(pitch);
    }

    const Inspection &m_is;
    Sheet m_sheet;
};

} // namespace

Scene inspectionSheet(const Inspection &inspection, double width)
{
    return InspectionWriter(inspection, width).write();
}

} // namespace ui
