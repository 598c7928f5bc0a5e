// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure_of.h"

#include <QObject>

#include <vector>

class QAction;
class QDockWidget;
class QMainWindow;

namespace ui {

class Appearance;
class Player;
class Plot;
class ViewState;

/// The plots of a window in docks around its canvas: to be moved, tabbed, floated and closed.
class PlotDocks : public QObject {
    Q_OBJECT

  public:
    /// What the plots look at, and where they stand. Requires: all live longer.
    struct Sources {
        const Player &player;
        ViewState &viewState;
        const Appearance &appearance;
        QMainWindow &stage;
    };
    explicit PlotDocks(const Sources &sources, QObject *parent = nullptr);

    /// Another panel beside the plots.
    void addPanel(const QString &name, const QString &title, QWidget *panel);
    /// Shows the plots that were shown last, or hides all.
    [[nodiscard]] QAction *toggle() { return m_toggle; }
    /// One for each dock: whether it is there. It brings one to the front that is behind another.
    [[nodiscard]] const std::vector<QAction *> &toggles() const { return m_toggles; }
    [[nodiscard]] Plot &plot(PlotKind kind) const;
    /// Shows a plot, in front of those that share its place.
    void show(PlotKind kind);

    /// All docks as in the last session; as at the first start.
    void restore();
    void save() const;
    void reset();

  signals:
    /// A number of a plot was clicked.
    void asked(const core::Cell &cell);
    void failed(const core::Error &error);

  protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

  private:
    QDockWidget *addDock(const QString &name, const QString &title, QWidget *contents,
                         QWidget *choice, Plot *plot);
    void setShown(bool shown);
    void follow();
    void savePicture(Plot &plot);

    Sources m_sources;
    PlotState m_choice;
    QAction *m_toggle;
    std::vector<QDockWidget *> m_docks;
    std::vector<QAction *> m_toggles;  ///< of each dock
    std::vector<Plot *> m_plots;       ///< in the order of PlotKind
    std::vector<QDockWidget *> m_last; ///< shown last
};

} // namespace ui
