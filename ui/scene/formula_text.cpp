// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/formula_text.h"

#include "ui/scene/frame.h"
#include "ui/scene/text.h"

namespace ui {

namespace {

using core::TensorName;

/// "h_{t-1} + 1" is "h", lowered "t−1", and what follows.
struct Lowered {
    QString before, index, after;
};

Lowered split(const QString &text)
{
    const qsizetype mark = text.indexOf(QLatin1Char('_'));
    if (mark < 0 || mark + 1 == text.size())
        return {text, {}, {}};
    const bool braces = text[mark + 1] == QLatin1Char('{');
    const qsizetype first = braces ? mark + 2 : mark + 1;
    const qsizetype end = braces ? text.indexOf(QLatin1Char('}'), first) : first + 1;
    if (end < 0)
        return {text, {}, {}};
    return {text.left(mark), text.mid(first, end - first).replace(QLatin1Char('-'), QChar(0x2212)),
            text.mid(braces ? end + 1 : end)};
}

std::vector<Span> spansOf(const std::vector<core::FormulaPart> &parts, Face value, Face joint)
{
    std::vector<Span> spans;
    for (const core::FormulaPart &part : parts) {
        const QString text = QString::fromStdString(part.text);
        spans.push_back(part.cell ? Span{text, value, roleOf(*part.cell)}
                                  : Span{text, joint, Role::ink2});
    }
    return spans;
}

} // namespace

Role roleOf(const core::Cell &cell)
{
    switch (cell.tensor.name) {
    case TensorName::resetGate:
        return Role::reset;
    case TensorName::updateGate:
        return Role::update;
    case TensorName::candidate:
        return Role::candidate;
    case TensorName::packedData:
    case TensorName::paddedEmbedding:
        return Role::input;
    default:
        return Role::ink;
    }
}

double drawFormula(Frame &frame, FormulaLine line, const std::vector<Span> &spans)
{
    constexpr double smallest = 11, share = 0.72, drop = 0.24; // of an index
    const double indexSize = std::max(smallest, line.size * share);
    const auto set = [&](const QString &text, const Span &like, double size, double lowered) {
        if (text.isEmpty())
            return;
        // Each piece stands where it belongs, however the ones before it are rounded to pixels.
        frame.text(line.at + QPointF(0, lowered), text, like.face, size, like.colour, Qt::AlignLeft,
                   line.opacity);
        line.at.rx() += widthOf(text, like.face, size);
    };
    for (const Span &span : spans)
        for (QString rest = span.text; !rest.isEmpty();) {
            const Lowered parts = split(rest);
            set(parts.before, span, line.size, 0);
            set(parts.index, span, indexSize, line.size * drop);
            rest = parts.after;
        }
    return line.at.x();
}

std::vector<Span> symbolSpans(const std::vector<core::FormulaPart> &parts)
{
    return spansOf(parts, Face::italic, Face::prose);
}

std::vector<Span> numberSpans(const std::vector<core::FormulaPart> &parts)
{
    return spansOf(parts, Face::monoBold, Face::mono);
}

} // namespace ui
