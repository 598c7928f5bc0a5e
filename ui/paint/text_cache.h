// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"

#include <QFont>
#include <QGlyphRun>
#include <QHash>
#include <QRawFont>

#include <array>

class QPainter;

namespace ui {

/// Texts set once and painted often: which glyphs stand where.
///
/// A picture shows the same few hundred short texts in every frame, and setting one costs ten times what
/// painting it does. What has not been seen before is set as QPainter would set it.
class TextCache {
  public:
    /// A text in its glyphs.
    struct Setting {
        QList<QGlyphRun> runs;
        double ascent = 0; ///< the runs stand this far below their origin
        double width = 0;
    };

    [[nodiscard]] const Setting &setting(const QString &text, Face face, double size);
    /// The text with an ellipsis, so that it is no wider than `width`.
    [[nodiscard]] const QString &elided(const Span &span, double size, double width);
    [[nodiscard]] double widthOf(const std::vector<Span> &spans, double size);

    /// Paints with the painter's pen, from the left end of the baseline.
    static void paint(QPainter &painter, QPointF baseline, const Setting &setting);
    /// Paints a number in Face::mono so that it ends at `right`. Digits all have one width, so that a
    /// number that was never seen needs no setting.
    void paintNumber(QPainter &painter, QPointF right, const QString &number, double size);

  private:
    struct Key {
        QString text;
        int face;
        int size;
        int width; ///< for an elided text; -1 for a whole one
        bool operator==(const Key &) const = default;
    };
    friend size_t qHash(const Key &key, size_t seed)
    {
        return qHashMulti(seed, key.text, key.face, key.size, key.width);
    }
    struct Digits {
        QRawFont font;
        QHash<QChar, quint32> glyphs;
        double advance = 0;
    };

    [[nodiscard]] const QFont &font(Face face, int size);
    [[nodiscard]] const Digits &digits(int size);

    QHash<int, QFont> m_fonts;
    QHash<int, Digits> m_digits;
    QHash<Key, Setting> m_settings;
    QHash<Key, QString> m_elided;
};

} // namespace ui
