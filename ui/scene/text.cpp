// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/text.h"

#include "core/explain/formula.h"

#include <QFontMetricsF>

#include <cmath>

namespace ui {

namespace {

bool isMono(Face face)
{
    return face == Face::mono || face == Face::monoBold;
}

} // namespace

QStringList familiesOf(Face face)
{
    if (isMono(face))
        return {QStringLiteral("Hack"), QStringLiteral("DejaVu Sans Mono"),
                QStringLiteral("NanumGothicCoding"), QStringLiteral("monospace")};
    return {QStringLiteral("Inter"), QStringLiteral("DejaVu Sans"), QStringLiteral("NanumGothic"),
            QStringLiteral("sans-serif")};
}

QFont fontOf(Face face, double size)
{
    QFont font;
    font.setFamilies(familiesOf(face));
    font.setPixelSize(static_cast<int>(std::lround(size)));
    if (face == Face::bold || face == Face::monoBold)
        font.setWeight(isMono(face) ? QFont::Bold : QFont::DemiBold);
    font.setItalic(face == Face::italic);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

double widthOf(const QString &text, Face face, double size)
{
    return QFontMetricsF(fontOf(face, size)).horizontalAdvance(text);
}

double widthOf(const std::vector<Span> &spans, double size)
{
    double width = 0;
    for (const Span &span : spans)
        width += widthOf(span.text, span.face, size);
    return width;
}

QString plainText(const std::vector<Span> &spans)
{
    QString text;
    for (const Span &span : spans)
        text += span.text;
    return text;
}

QString descriptionOf(const Scene &scene)
{
    return scene.description.isEmpty() ? plainText(scene.caption) : scene.description;
}

QString elided(const QString &text, Face face, double size, double width)
{
    const QString cut = QFontMetricsF(fontOf(face, size)).elidedText(text, Qt::ElideRight, width);
    return cut.isEmpty() && !text.isEmpty() ? QStringLiteral("…") : cut;
}

std::vector<std::vector<Span>> wrapped(const std::vector<Span> &spans, double size, double width)
{
    std::vector<std::vector<Span>> lines(1);
    double used = 0;
    for (const Span &span : spans) {
        // A word keeps the space after it, which may hang over the edge.
        for (qsizetype at = 0; at < span.text.size();) {
            const qsizetype space = span.text.indexOf(QLatin1Char(' '), at);
            const qsizetype end = space < 0 ? span.text.size() : space + 1;
            const QString word = span.text.mid(at, end - at);
            const double advance = widthOf(word, span.face, size);
            const double visible = widthOf(word.trimmed(), span.face, size);
            if (used > 0 && used + visible > width) {
                lines.emplace_back();
                used = 0;
            }
            auto &line = lines.back();
            if (!line.empty() && line.back().face == span.face && line.back().colour == span.colour)
                line.back().text += word;
            else
                line.push_back({word, span.face, span.colour});
            used += advance;
            at = end;
        }
    }
    return lines;
}

QString numberText(double value, int digits)
{
    return QString::fromStdString(core::numberText(value, digits));
}

core::Shape layoutShape(const core::Trace &trace, core::Shape shape)
{
    if (!trace.document->options.batchFirst)
        std::swap(shape[0], shape[1]);
    return shape;
}

QString shapeText(const core::Shape &shape)
{
    return QString::fromStdString(core::toString(shape));
}

} // namespace ui
