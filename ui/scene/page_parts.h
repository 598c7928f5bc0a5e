// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/page_layout.h"
#include "ui/scene/pieces.h"

namespace ui {

/// What stands above a column of the page: the numbers of its stages, their name, and a few words.
struct PageHead {
    QString number;
    QString name;
    std::vector<Span> words;
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

/// The page in the making, and the pieces that both of its lanes use.
class Page : public Pieces {
  public:
    Page(const core::Trace &trace, QSizeF size, Lanes lanes)
        : Pieces(trace, size), layout(trace, size, lanes)
    {
        scene.size = layout.size;
    }

    const PageLayout layout;

    [[nodiscard]] const Rasters &rasters();
    [[nodiscard]] core::SequenceIndex sequenceOfRow(const PageGrid &grid, core::Index row) const;

    /// Above a grid, from its left edge on and up to `right`.
    void head(const GridPlace &grid, double right, const PageHead &head);
    /// The name and size of a lane.
    void laneTitle(double top, const QString &name, const std::vector<Span> &facts, double right);
    /// Tiles and the badges of their rows, or the picture.
    void grid(const PageGrid &grid);
    /// The numbers of the steps under a grid. `marked`: the one that is followed; -1: none.
    void steps(const GridPlace &place, core::Index columns, core::Index marked = -1);
    /// A box around the last state of a row: all of its cell, or the halves of both directions.
    void lastState(const QRectF &cell, double from = 0, double to = 1);
    /// What the model reads of a state. Shapes: logits [B, C].
    void answer(core::SequenceIndex sequence, const core::RealTensor &logits, QPointF at,
                Colour colour);
    void arrow(QPointF from, QPointF to, Colour colour = Role::ink3);

  private:
    void cell(const PageGrid &grid, core::SequenceIndex sequence, core::Index column,
              core::Index row);

    std::shared_ptr<const Rasters> m_rasters;
};

void drawPagePacked(Page &page);
void drawPagePadded(Page &page);

} // namespace ui
