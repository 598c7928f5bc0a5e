// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/searchable_text.h"

#include <QGlyphRun>
#include <QPaintEngine>
#include <QPainter>
#include <QRawFont>
#include <QTextLayout>

namespace ui {

namespace {

struct SetText {
    QList<QGlyphRun> runs; ///< one for each character
    double ascent = 0;
    bool hasOthers = false; ///< a glyph stood there that the font gives no character
};

/// The glyph that stands for the character, whatever stands around it.
QGlyphRun plainGlyph(QGlyphRun run, QChar character, bool &wasOther)
{
    const QList<quint32> plain = run.rawFont().glyphIndexesForString(QString(character));
    if (run.glyphIndexes().size() != 1 || plain.size() != 1 || plain.front() == 0 ||
        plain == run.glyphIndexes())
        return run;
    wasOther = true;
    run.setGlyphIndexes(plain);
    return run;
}

SetText inPlainGlyphs(const QString &text, const QFont &font)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    SetText set{{}, line.isValid() ? line.ascent() : 0, false};
    for (qsizetype at = 0; at < text.size(); ++at)
        for (const QGlyphRun &run : layout.glyphRuns(static_cast<int>(at), 1))
            set.runs << plainGlyph(run, text[at], set.hasOthers);
    return set;
}

} // namespace

void paintSearchable(QPainter &painter, QPointF baseline, const QString &text)
{
    if (painter.paintEngine() && painter.paintEngine()->type() == QPaintEngine::Pdf)
        if (const SetText set = inPlainGlyphs(text, painter.font()); set.hasOthers) {
            for (const QGlyphRun &run : set.runs)
                painter.drawGlyphRun(baseline - QPointF(0, set.ascent), run);
            return;
        }
    painter.drawText(baseline, text);
}

} // namespace ui
