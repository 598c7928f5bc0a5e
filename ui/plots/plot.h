// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure_of.h"
#include "ui/plots/figure_view.h"

#include <QFutureWatcher>
#include <QWidget>

class QMenu;

namespace ui {

class Player;
class ViewState;

/// One plot of the trace that is shown, made off the window's thread: follows the player, the choice and what is pointed at, and lights
/// on the canvas what the pointer is on here.
class Plot : public QWidget {
    Q_OBJECT

  public:
    /// What it looks at and what it changes. Requires: all live longer.
    struct Sources {
        const Player &player;
        ViewState &viewState;
        PlotState &choice;
    };
    Plot(PlotKind kind, const Sources &sources, QWidget *parent = nullptr);

    [[nodiscard]] PlotKind kind() const { return m_kind; }
    void setTheme(const Theme &theme);
    [[nodiscard]] FigureView &view() { return *m_view; }
    /// What can be done with the plot, at a place on the screen.
    void openMenu(QPoint at);

  signals:
    /// A number was clicked.
    void asked(const core::Cell &cell);
    /// The picture is to be saved in a file.
    void saveAsked();

  protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

  private:
    void refresh();
    void refreshSoon();
    void showFigure();
    void followTime();
    void followTarget();
    void point(const std::optional<PlotPoint> &point);
    void click(const PlotPoint &point);
    void copyPicture();
    void copyData();
    [[nodiscard]] PlotChoice choice() const;

    PlotKind m_kind;
    Sources m_sources;
    Theme m_theme;
    FigureView *m_view;
    QSize m_room;
    bool m_isStale = true;
    QFutureWatcher<Figure> m_figure; ///< in the making
};

} // namespace ui
