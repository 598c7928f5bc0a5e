// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/page_layout.h"
#include "ui/scene/pieces.h"

#include <cmath>

namespace ui {

/// What stands above a column of the page: the numbers of its stages, their name, and two lines of words.
struct PageHead {
    double left = 0, right = 0; ///< the room that it has
    QString number;
    QString name;
    std::vector<Span> first, second;
};

/// A grid of the page: a batch at one stage.
struct PageGrid {
    /// What stands where a sequence is over.
    enum class Beyond { padding, filled, computed };

    GridPlace place;
    core::Index columns = 0;
    Part part = Part::embedding;
    core::Lane lane = core::Lane::packed;
    Beyond beyond = Beyond::padding;
    bool isSorted = false;
    SharedRaster picture; ///< the same where its cells are too small for tiles
};

/// Where a last state stands: at which step, and which part of its cell it is, 0 … 1.
struct LastPlace {
    core::Index step = 0;
    double from = 0, to = 1;
};

/// The page in the making, and the pieces that both of its lanes use.
class Page : public Pieces {
  public:
    Page(const core::Trace &trace, const View &view)
        : Pieces(trace, view.size, {12.5, smallestTextOf(view.size)}), layout(trace, view)
    {
        scene.size = layout.size;
    }

    const PageLayout layout;

    static constexpr double smallestText = 9;
    /// The same before the page is drawn smaller. Units: whole pixels.
    [[nodiscard]] static double smallestTextOf(QSizeF size)
    {
        return std::ceil(smallestText / std::min(1.0, PageLayout::scaleOf(size)));
    }

    [[nodiscard]] const Rasters &rasters();
    [[nodiscard]] core::SequenceIndex sequenceOfRow(const PageGrid &grid, core::Index row) const;

    /// Heads side by side; `bottom`: the baseline of their last line.
    void heads(double bottom, const std::vector<PageHead> &heads);
    /// The name and size of a lane.
    void laneTitle(double top, const QString &name, const std::vector<Span> &facts, double right);
    /// Tiles and the badges of their rows, or the picture.
    void grid(const PageGrid &grid);
    /// The numbers of the steps under a grid. `marked`: the one that is followed; -1: none.
    void steps(const GridPlace &place, core::Index columns, core::Index marked = -1);
    /// What h_n is of a sequence: forward the state at the last token, backward the one at the first.
    [[nodiscard]] std::vector<LastPlace> lastPlaces(core::SequenceIndex sequence) const;
    /// A box around a last state: all of its cell, or the part of one direction, 0 … 1.
    void lastState(const QRectF &cell, double from = 0, double to = 1);
    /// A row of a tensor as slits. Shapes: states [B, units].
    void state(const QRectF &rect, const core::RealTensor &states, const Identity &identity,
               bool onPadding = false);
    /// All rows of a tensor as a picture over the rows of a grid.
    void statePicture(double left, const GridPlace &grid, const core::RealTensor &states, Part part,
                      core::Lane lane);
    /// What the model reads of a state. Shapes: logits [B, C].
    void answer(core::SequenceIndex sequence, const core::RealTensor &logits, QPointF at,
                Colour colour);
    /// A note in lines that end before `right`.
    void notes(QPointF at, double right, const std::vector<Span> &spans);
    /// What the colours and marks mean, from a baseline on: those of x, and those of h.
    void inputKeys(QPointF at, double right);
    void stateKeys(QPointF at, double right);
    void arrow(QPointF from, QPointF to, Colour colour = Role::ink3);

  private:
    void cell(const PageGrid &grid, core::SequenceIndex sequence, core::Index column,
              core::Index row);

    std::shared_ptr<const Rasters> m_rasters;
};

void drawPagePacked(Page &page);
void drawPageStrips(Page &page); ///< of the packed lane
void drawPagePadded(Page &page);

} // namespace ui
