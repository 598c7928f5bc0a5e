// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace ui {

class Appearance;
class ViewState;

/// Lanes, theme, panels.
class ViewMenu : public QMenu {
    Q_OBJECT

  public:
    ViewMenu(ViewState &viewState, Appearance &appearance, QWidget &window);

    /// Checked: the left panel is shown.
    [[nodiscard]] QAction *sequences() { return m_sequences; }
    /// Checked: the right panel is shown.
    [[nodiscard]] QAction *inspector() { return m_inspector; }

  private:
    void addLanes();
    void addThemes();
    void addFullScreen(QWidget &window);
    [[nodiscard]] QAction *addPanel(const QString &text, const QKeySequence &shortcut);

    ViewState &m_viewState;
    Appearance &m_appearance;
    QAction *m_sequences = nullptr;
    QAction *m_inspector = nullptr;
};

} // namespace ui
