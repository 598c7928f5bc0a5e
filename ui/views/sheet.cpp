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

void Sheet::flow(const std::vector<LinkedSpan> &pieces, double size, double lineHeight)
{
    std::vector<LinkedSpan> waiting;
    double used = 0;
    const auto put = [&](const Span &span, const std::optional<core::Cell> &cell) {
        const double advance = widthOf(span.text, span.face, size);
        const double visible = widthOf(span.text.trimmed(), span.face, size);
        if (used > 0 && used + visible > width()) {
            flowLine(waiting, size, lineHeight);
            waiting.clear();
            used = 0;
        }
        waiting.push_back({span, cell});
        used += advance;
    };
    for (const LinkedSpan &piece : pieces) {
        if (piece.cell) {
            put(piece.span, piece.cell);
            continue;
        }
        // Between words a line may end; a word keeps the space after it.
        const QString &text = piece.span.text;
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype space = text.indexOf(QLatin1Char(' '), at);
            const qsizetype end = space < 0 ? text.size() : space + 1;
            put({text.mid(at, end - at), piece.span.face, piece.span.colour}, {});
            at = end;
        }
    }
    flowLine(waiting, size, lineHeight);
}

void Sheet::flowLine(const std::vector<LinkedSpan> &pieces, double size, double lineHeight)
{
    std::vector<Span> spans;
    double x = m_left;
    for (const LinkedSpan &piece : pieces) {
        const double advance = widthOf(piece.span.text, piece.span.face, size);
        if (piece.cell) {
            add(Box{QRectF(x, m_y + lineHeight - 3, advance, 1), 0, Role::ink4, {}});
            link({x - 1, m_y + 1, advance + 2, lineHeight - 1}, *piece.cell);
        }
        const bool joins = !spans.empty() && spans.back().face == piece.span.face &&
                           spans.back().colour == piece.span.colour;
        if (joins)
            spans.back().text += piece.span.text;
        else
            spans.push_back(piece.span);
        x += advance;
    }
    line(m_left, lineHeight - 5, std::move(spans), size);
    m_y += lineHeight;
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
