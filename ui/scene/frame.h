// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/layout.h"
#include "ui/scene/pieces.h"
#include "ui/scene/timeline.h"

namespace ui {

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

/// The picture of a stage in the making: what it is made from beside the trace, and what the stages share.
class Frame : public Pieces {
    Q_DECLARE_TR_FUNCTIONS(Frame)

  public:
    Frame(const core::Trace &trace, const View &view, const Timeline &timeline, double t);

    const View &view;
    const Wants wants;
    const Layout layout;
    const Moment moment;

    /// Whether the moment lies in the first move of its stage, where the picture before gives way.
    [[nodiscard]] bool isFirstMove() const { return m_first; }
    [[nodiscard]] bool isLastMove() const { return m_last; }

    /// "t = 2" on the accent, and the band of its column.
    void stepPill(QPointF centre, core::Index step, double opacity = 1);
    /// The words of a lane, where the layout puts them.
    void prose(double top, const Prose &prose, double opacity = 1);
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
    std::shared_ptr<const Rasters> m_rasters;
    bool m_first = false;
    bool m_last = false;
};

/// The opacity of what is done and past.
inline constexpr double dimmed = 0.34;

// The stages. Each draws both lanes at the frame's moment.
void drawGridStage(Frame &frame);    ///< batch, embed, sort, pack, unpack
void drawGruStage(Frame &frame);     ///< gru
void drawRestoreStage(Frame &frame); ///< restore
void drawAnswerStage(Frame &frame);  ///< answer

/// One plain sentence for the moment.
[[nodiscard]] std::vector<Span> captionOf(const Frame &frame);

} // namespace ui
