// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/parameter_table.h"
#include "ui/paint/raster_cache.h"
#include "ui/scene/rasters.h"

#include <QItemSelectionModel>
#include <QWidget>

namespace ui {

class Appearance;

/// A whole tensor at once, each number in the colour of its value; where there is less than a pixel for each,
/// their means. Blocks of gates stand apart. What is selected is framed; clicking and dragging select.
class Heatmap : public QWidget {
    Q_OBJECT

  public:
    /// Requires: all live longer.
    Heatmap(const ParameterTable &table, QItemSelectionModel &selection,
            const Appearance &appearance, QWidget *parent = nullptr);

    /// Where a cell is painted. Units: pixels of the widget.
    [[nodiscard]] QRectF rectOf(const TableRange &range) const;
    /// The cell that is painted there; invalid outside.
    [[nodiscard]] QModelIndex cellAt(QPointF at) const;
    /// Where the ramp ends: it goes from -range to range.
    [[nodiscard]] double range();
    /// So many numbers are one pixel.
    [[nodiscard]] int numbersOfPixel() const;
    [[nodiscard]] QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

  private:
    [[nodiscard]] QRectF grid() const;
    [[nodiscard]] int blocks() const;
    [[nodiscard]] const SharedRaster &raster();
    void forget();
    void paintBlocks(QPainter &painter);
    void paintSelection(QPainter &painter);
    void select(QPointF to, QItemSelectionModel::SelectionFlags how);

    const ParameterTable &m_table;
    QItemSelectionModel &m_selection;
    const Appearance &m_appearance;
    QModelIndex m_from; ///< where a drag began
    // What was made of the tensor for the last paint.
    SharedRaster m_raster;
    double m_range = 1;
    RasterCache m_cache;
};

/// A tensor as colours: the means of blocks of numbers where it has more rows or columns than `most`.
[[nodiscard]] Raster rasterOf(const core::Tensor<double> &tensor, core::Index columns, double range,
                              QSize most);

} // namespace ui
