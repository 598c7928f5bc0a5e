// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/trace.h"
#include "ui/scene/scene.h"

#include <QCoreApplication>

namespace ui {

/// How a token looks at one moment.
struct TileLook {
    QRectF rect;
    core::SequenceIndex sequence{0};
    QString character;
    std::vector<double> values; ///< no values: the cap alone
    double range = 1;
    double opacity = 1;
    double growth = 1;      ///< 0 … 1, how far the values have grown down from the cap
    double letter = 0;      ///< 0 … 1, how much of the sequence's letter stands on top
    bool onPadding = false; ///< computed on padding
    Identity identity;
};

/// A picture of a trace in the making: the scene so far, and the pieces that all pictures share.
class Pieces {
    Q_DECLARE_TR_FUNCTIONS(Frame)

  public:
    /// How texts in tiles and slits are set. Units: pixels.
    struct Setting {
        double printedLine = 12.5; ///< the least height of a line of printed numbers
        double smallestToken = 11;
    };
    Pieces(const core::Trace &trace, QSizeF size, Setting setting);

    const core::Trace &trace;
    /// The numbers at which the ramps of inputs and of states end: rounded up from the data.
    const double inputRange;
    const double hiddenRange;
    Scene scene;

    // Shapes of the data.
    [[nodiscard]] core::Index topLayer() const { return trace.shape().numLayers - 1; }
    [[nodiscard]] QString character(core::SequenceIndex sequence, core::Index step) const;
    [[nodiscard]] QString sequenceText(core::SequenceIndex sequence) const;
    [[nodiscard]] std::vector<double> input(core::SequenceIndex sequence, core::Index step) const;
    /// The top layer's output for a sequence's step. Requires: a step that the lane computes.
    [[nodiscard]] std::vector<double> output(core::Lane lane, core::SequenceIndex sequence,
                                             core::Index step) const;
    /// `count` elements of a tensor from a row-major place on.
    [[nodiscard]] static std::vector<double> elements(const core::RealTensor &tensor,
                                                      core::Index first, core::Index count);

    /// "1 row", "5 rows".
    [[nodiscard]] static QString rowCount(core::Index rows);

    // Pieces.
    void text(QPointF at, const QString &words, Face face, double size, Colour colour,
              Qt::Alignment align = Qt::AlignLeft, double opacity = 1, double maxWidth = 0);
    void text(QPointF at, std::vector<Span> spans, double size, Qt::Alignment align = Qt::AlignLeft,
              double opacity = 1, double maxWidth = 0);
    void line(QPointF from, QPointF to, Colour colour, double width = 1, double opacity = 1);
    /// The letter of a sequence on its hue.
    void badge(QRectF rect, core::SequenceIndex sequence, double opacity = 1);
    void tile(const TileLook &look);
    /// Below this width a tile is a cell in its sequence's colour. Units: pixels.
    static constexpr double narrowestLetter = 12;
    [[nodiscard]] static bool hasRoomForValues(const QRectF &tile);
    /// How much of a tile's height its cap takes; the values stand below.
    [[nodiscard]] static double capHeight(const QRectF &tile);
    /// Input padding: hatched. `reveal` 0 … 1 wipes it in from the left.
    void pad(QRectF rect, Identity identity, double opacity = 1, double reveal = 1);
    /// A cell that pad_packed_sequence filled in: its value, as a number.
    void filled(QRectF rect, Identity identity, double opacity = 1);
    /// Slits for a state or a gate, printed as numbers where there is room.
    void slits(QRectF rect, std::vector<double> values, Slits::Kind kind, Colour bar,
               Identity identity, bool onPadding = false, double opacity = 1);
    /// The same, with ramp and look as given.
    void slits(Slits slits, Identity identity, double opacity = 1);
    /// "… and 12 more sequences", with its right end on a baseline; nothing if there are none.
    void moreRows(QPointF at, core::Index rows, double opacity = 1);

  private:
    const Setting m_setting;
};

/// Words in prose, mono or bold, to be put together to a sentence.
[[nodiscard]] inline Span words(const QString &text, Colour colour = Role::ink2)
{
    return {text, Face::prose, colour};
}
[[nodiscard]] inline Span strong(const QString &text, Colour colour = Role::ink)
{
    return {text, Face::bold, colour};
}
[[nodiscard]] inline Span code(const QString &text, Colour colour = Role::ink)
{
    return {text, Face::mono, colour};
}

/// A line through the points with rounded corners.
[[nodiscard]] QPainterPath roundedPath(const std::vector<QPointF> &points, double radius);

} // namespace ui
