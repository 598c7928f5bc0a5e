// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/layout.h"
#include "ui/scene/timeline.h"

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

/// What stands beside a lane's grid: a title, a sentence, facts by name, and a quiet note.
struct Prose {
    QString title;
    std::vector<Span> sentence;
    std::vector<std::pair<QString, QString>> facts;
    std::vector<Span> note;
    double bottom = 0; ///< facts and note that would reach below this are left out
    /// Baselines between which something else stands beside the grid.
    double clearFrom = 0, clearTo = 0;
    bool oneLine = false; ///< only title and sentence, side by side
};

/// One picture in the making: what it is made from, the scene so far, and the pieces that every stage uses.
class Frame {
    Q_DECLARE_TR_FUNCTIONS(Frame)

  public:
    Frame(const core::Trace &trace, const View &view, const Timeline &timeline, double t);

    const core::Trace &trace;
    const View &view;
    const Wants wants;
    const Layout layout;
    const Moment moment;
    /// The numbers at which the ramps of inputs and of states end: rounded up from the data.
    const double inputRange;
    const double hiddenRange;
    Scene scene;

    /// Whether the moment lies in the first move of its stage, where the picture before gives way.
    [[nodiscard]] bool isFirstMove() const { return m_first; }
    [[nodiscard]] bool isLastMove() const { return m_last; }

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
    /// "t = 2" on the accent, and the band of its column.
    void stepPill(QPointF centre, core::Index step, double opacity = 1);
    /// The words of a lane, where the layout puts them.
    void prose(double top, const Prose &prose, double opacity = 1);
    /// "… and 12 more sequences", with its right end on a baseline; nothing if there are none.
    void moreRows(QPointF at, core::Index rows, double opacity = 1);
    void divider(double y);

    /// The trace's rasters: those of the view, else made now.
    [[nodiscard]] const Rasters &rasters();
    /// A grid as a picture, and the badge and length of a row that somebody looks at.
    void gridPicture(const GridPlace &grid, const SharedRaster &raster, Identity whole,
                     double opacity = 1);
    /// The strip as a picture, its columns the rows of a packed tensor. Identity: of the whole.
    void stripPicture(const StripPlace &strip, const SharedRaster &raster, Identity whole,
                      double opacity = 1);
    /// Lets cells of a grid step back behind the canvas: columns from `first` to before `end`.
    void veil(const GridPlace &grid, core::Index first, core::Index end, double strength);

  private:
    /// The least height of a line of printed numbers.
    [[nodiscard]] double printedLine() const;

    std::shared_ptr<const Rasters> m_rasters;
    bool m_first = false;
    bool m_last = false;
};

/// The opacity of what is done and past.
inline constexpr double dimmed = 0.34;

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

// The stages. Each draws both lanes at the frame's moment.
void drawGridStage(Frame &frame);    ///< batch, embed, sort, pack, unpack
void drawGruStage(Frame &frame);     ///< gru
void drawRestoreStage(Frame &frame); ///< restore
void drawAnswerStage(Frame &frame);  ///< answer

/// One plain sentence for the moment.
[[nodiscard]] std::vector<Span> captionOf(const Frame &frame);

} // namespace ui
