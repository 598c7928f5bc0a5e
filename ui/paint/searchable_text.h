// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QString>

class QPainter;

namespace ui {

/// Draws a text as QPainter does; where it goes into a PDF, so that it can be searched and copied.
///
/// Inter sets another colon and another equals sign between figures. A PDF tells the character of a glyph only
/// where the font gives the glyph one, and these have none: so the plain ones take their places.
void paintSearchable(QPainter &painter, QPointF baseline, const QString &text);

} // namespace ui
