// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/theme.h"
#include "ui/plots/figure.h"

class QCPAxisRect;
class QCPLayoutElement;
class QCustomPlot;

namespace ui {

// What stands in a QCustomPlot, made from a figure. The plot owns it.

/// What moves over a panel, on a layer that is painted by itself.
class PlotOverlay {
  public:
    virtual ~PlotOverlay() = default;
    virtual void setPlayhead(const std::optional<double> &step) = 0;
    virtual void setLit(std::vector<PlotPoint> points) = 0;
};

/// The layers of a plot, below and above its curves. Called once, before the others.
void addLayers(QCustomPlot &plot);
/// The layer of the overlays.
inline constexpr auto movingLayer = "moving";

/// Which axes of a panel have their numbers and names beside it; others share those of a neighbour.
struct PanelEdges {
    bool left = true; ///< numbers of y
    bool leftName = true;
    bool steps = true;  ///< numbers of x
    bool bottom = true; ///< name of x
};

/// Axes, ground, curves and what stands on them.
PlotOverlay *addPanel(QCPAxisRect &rect, const PlotPanel &panel, const Theme &theme,
                      PanelEdges edges);

/// Words, as a scene of the width that they get: that of the element, or that of the axes that they stand
/// over.
QCPLayoutElement *addWords(QCustomPlot &plot, const Theme &theme,
                           std::function<Scene(double width)> build,
                           const QCPAxisRect *over = nullptr);

} // namespace ui
