// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/sheet.h"

#include "core/model/document.h"
#include "ui/scene/text.h"

namespace ui {

Sheet::Sheet(double width, double left, double right) : m_left(left), m_right(width - right)
{
    m_scene.size = QSizeF(width, 0);
}

void Sheet::rule()
{
    add(Box{QRectF(m_left, m_y, width(), 1), 0, Role::line, {}});
    m_y += 1;
}

void Sheet::heading(const QString &text, const QString &aside)
{
    line(m_left, 14, {{text, Face::bold, Role::ink}}, 13);
    if (!aside.isEmpty())
        line(m_right, 14, {{aside, Face::mono, Role::ink3}}, 12, Qt::AlignRight);
    m_y += 24;
}

void Sheet::fact(const QString &name, const QString &value)
{
    const double valueWidth = widthOf(value, Face::mono, 12);
    line(m_left, 15, {{name, Face::prose, Role::ink3}}, 13, Qt::AlignLeft,
         width() - valueWidth - 8);
    line(m_right, 15, {{value, Face::mono, Role::ink}}, 12, Qt::AlignRight);
    m_y += 23;
}

void Sheet::paragraph(const std::vector<Span> &spans, double size, double lineHeight)
{
    for (const auto &each : wrapped(spans, size, width())) {
        line(m_left, lineHeight - 5, each, size);
        m_y += lineHeight;
    }
}

void Sheet::line(double x, double baseline, std::vector<Span> spans, double size,
                 Qt::Alignment align, double maxWidth)
{
    add(Label{QPointF(x, m_y + baseline), align, size, std::move(spans), maxWidth});
}

void Sheet::badge(double x, double y, double size, core::SequenceIndex sequence)
{
    const QRectF rect(x, m_y + y, size, size);
    add(Box{rect, 0.28 * size, Colour::hue(sequence), {}});
    const QString letters = QString::fromStdString(core::sequenceName(sequence));
    const double letterSize = letters.size() > 1 ? 0.42 * size : 0.5 * size;
    add(Label{QPointF(rect.center().x(), rect.center().y() + 0.36 * letterSize),
              Qt::AlignHCenter,
              letterSize,
              {{letters, Face::bold, Role::letter}}});
}

Scene Sheet::finish()
{
    m_scene.size.setHeight(m_y);
    return std::move(m_scene);
}

} // namespace ui
