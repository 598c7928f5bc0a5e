// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/view.h"

#include <QMenu>

#include <vector>

namespace ui {

class Appearance;
class ViewState;

/// Lanes, theme, panels, motion, presenting.
class ViewMenu : public QMenu {
    Q_OBJECT

  public:
    ViewMenu(ViewState &viewState, Appearance &appearance, QWidget &window);

    /// Checked: the left panel is shown.
    [[nodiscard]] QAction *sequences() { return m_sequences; }
    /// Checked: the right panel is shown.
    [[nodiscard]] QAction *inspector() { return m_inspector; }
    /// Checked: all of the PyTorch program is shown, not only what runs now.
    [[nodiscard]] QAction *code() { return m_code; }

    /// Triggered: shows the picture to a class.
    [[nodiscard]] QAction *present() { return m_present; }
    /// Triggered: as after the first start.
    [[nodiscard]] QAction *resetLayout() { return m_resetLayout; }
    /// Checked: moves cut to their ends.
    [[nodiscard]] QAction *reduceMotion() { return m_reduceMotion; }

    /// Puts the actions that show plots into a menu of their own: `all` shows and hides them together.
    void addPlots(QAction &all, const std::vector<QAction *> &each);

    /// Nearer, farther, and the whole picture.
    [[nodiscard]] const QList<QAction *> &zooms() const { return m_zooms; }

  signals:
    /// Both lanes shall be timed, and the answer be shown.
    void measureAsked();
    void zoomedIn();
    void zoomedOut();
    void fitted();

  private:
    void addZoom();
    void addLanes();
    void addThemes();
    void addSwitch(const QString &text, bool Switches::*which);
    void addFullScreen(QWidget &window);
    [[nodiscard]] QAction *addPanel(const QString &text, const QKeySequence &shortcut);

    ViewState &m_viewState;
    Appearance &m_appearance;
    QList<QAction *> m_zooms;
    QMenu *m_plots = nullptr;
    QAction *m_sequences = nullptr;
    QAction *m_inspector = nullptr;
    QAction *m_code = nullptr;
    QAction *m_present = nullptr;
    QAction *m_resetLayout = nullptr;
    QAction *m_reduceMotion = nullptr;
};

} // namespace ui
