// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/theme.h"
#include "ui/plots/figure.h"

#include <QImage>
#include <QWidget>

class QCPAxisRect;
class QCPLayoutElement;
class QCPMarginGroup;
class QCPPainter;
class QCustomPlot;

namespace ui {

class PlotOverlay;

/// A figure on the screen, to be looked at closely: the wheel comes nearer, a drag moves, a double click
/// shows all of it again. What it shows is set; it decides nothing.
class FigureView : public QWidget {
    Q_OBJECT

  public:
    explicit FigureView(QWidget *parent = nullptr);

    /// Whether the wheel and drags change what is shown; else the wheel is for what the figure stands on.
    void setZooms(bool zooms);
    /// Another figure; a range that was zoomed into stays where the axes are the same.
    void setFigure(Figure figure, const Theme &theme);
    [[nodiscard]] const Figure &figure() const { return m_figure; }
    /// Paints what moves, and nothing else.
    void setPlayhead(const std::optional<double> &step);
    void setLit(const std::vector<PlotPoint> &points);
    /// All of the axes.
    void showAll();
    /// The inner width and height of a panel of the figure. Units: pixels.
    [[nodiscard]] QSizeF panelSize(std::size_t panel) const;
    /// Where a point of a panel is. Units: pixels of the widget.
    [[nodiscard]] QPointF placeOf(std::size_t panel, QPointF at) const;
    /// The range of x that is shown, from and to.
    [[nodiscard]] std::pair<double, double> shownX(std::size_t panel) const;

    /// All that is seen, but for what moves; `scale` pixels for each of the widget's.
    [[nodiscard]] QImage image(double scale);
    /// The same as lines and text, for a device that keeps them, in a rectangle of the widget's size.
    void draw(QPaintDevice &device);
    /// Paints everything now; for benchmarks.
    void replotNow();

  signals:
    void pointedAt(const std::optional<ui::PlotPoint> &point);
    void clicked(const ui::PlotPoint &point);
    /// By the right button, at a place on the screen.
    void menuAsked(QPoint at);

  protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

  private:
    struct Panel {
        QCPAxisRect *rect = nullptr;
        PlotOverlay *overlay = nullptr;
    };

    void build();
    void addRow(int firstPanel, bool isLast);
    void fitWords();
    [[nodiscard]] bool isLow() const;
    [[nodiscard]] bool hasRoomFor(const QString &label) const;
    void connectRanges(std::size_t panel);
    void follow(std::size_t panel, bool isX);
    void repaintMoving();
    void settle();
    void prepareFile();
    [[nodiscard]] std::optional<PlotPoint> pointAt(QPointF at, double within) const;

    Figure m_figure;
    Theme m_theme;
    QCustomPlot *m_plot;
    std::vector<Panel> m_panels;
    std::vector<QSize> m_sizes; ///< of the panels, as the last ticks were chosen for
    QCPLayoutElement *m_title = nullptr;
    std::optional<double> m_step;
    std::optional<QPointF> m_pressed;
    bool m_isLow = false;
    bool m_following = false;
    bool m_zooms = true;
};

} // namespace ui
