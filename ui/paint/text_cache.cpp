// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/text_cache.h"

#include "ui/scene/text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

/// More texts than any picture shows at once; beyond it, the old ones are forgotten together.
constexpr qsizetype largest = 8192;

constexpr QStringView numberCharacters = u"0123456789.\u2212";

int pixels(double size)
{
    return static_cast<int>(std::lround(size));
}

TextCache::Setting settingOf(const QString &text, const QFont &font)
{
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setUseDesignMetrics(true);
    layout.setTextOption(option);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    TextCache::Setting setting;
    setting.runs = layout.glyphRuns();
    setting.ascent = line.isValid() ? line.ascent() : 0;
    setting.width = QFontMetricsF(font).horizontalAdvance(text);
    return setting;
}

} // namespace

const QFont &TextCache::font(Face face, int size)
{
    const int key = size * 8 + static_cast<int>(face);
    const auto found = m_fonts.constFind(key);
    return found != m_fonts.cend() ? *found : *m_fonts.insert(key, fontOf(face, size));
}

const TextCache::Setting &TextCache::setting(const QString &text, Face face, double size)
{
    const Key key{text, static_cast<int>(face), pixels(size), -1};
    if (const auto found = m_settings.constFind(key); found != m_settings.cend())
        return *found;
    if (m_settings.size() >= largest)
        m_settings.clear();
    return *m_settings.insert(key, settingOf(text, font(face, key.size)));
}

const QString &TextCache::elided(const Span &span, double size, double width)
{
    // Pieces of a sixteenth of a pixel tell widths apart better than any eye.
    const Key key{span.text, static_cast<int>(span.face), pixels(size), pixels(width * 16)};
    if (const auto found = m_elided.constFind(key); found != m_elided.cend())
        return *found;
    if (m_elided.size() >= largest)
        m_elided.clear();
    return *m_elided.insert(key, ui::elided(span.text, span.face, size, width));
}

double TextCache::widthOf(const std::vector<Span> &spans, double size)
{
    double width = 0;
    for (const Span &span : spans)
        width += setting(span.text, span.face, size).width;
    return width;
}

void TextCache::paint(QPainter &painter, QPointF baseline, const Setting &setting)
{
    for (const QGlyphRun &run : setting.runs)
        painter.drawGlyphRun(baseline - QPointF(0, setting.ascent), run);
}

const TextCache::Digits &TextCache::digits(int size)
{
    Digits &digits = m_digits[size];
    if (digits.font.isValid())
        return digits;
    digits.font = QRawFont::fromFont(font(Face::mono, size));
    for (const QChar character : numberCharacters)
        if (const auto glyphs = digits.font.glyphIndexesForString(QString(character));
            !glyphs.isEmpty())
            digits.glyphs.insert(character, glyphs.first());
    digits.advance = QFontMetricsF(font(Face::mono, size)).horizontalAdvance(QLatin1Char('0'));
    return digits;
}

void TextCache::paintNumber(QPainter &painter, QPointF right, const QString &number, double size)
{
    const Digits &set = digits(pixels(size));
    const double left = right.x() - set.advance * static_cast<double>(number.size());
    QList<quint32> glyphs;
    QList<QPointF> positions;
    for (const QChar character : number) {
        const quint32 glyph = set.glyphs.value(character, 0);
        if (glyph == 0) { // a word instead of a number, or a font without the minus sign
            const Setting &word = setting(number, Face::mono, size);
            return paint(painter, right - QPointF(word.width, 0), word);
        }
        positions << QPointF(set.advance * static_cast<double>(glyphs.size()), 0);
        glyphs << glyph;
    }
    QGlyphRun run;
    run.setRawFont(set.font);
    run.setRawData(glyphs.constData(), positions.constData(), static_cast<int>(glyphs.size()));
    painter.drawGlyphRun({left, right.y()}, run);
}

} // namespace ui
