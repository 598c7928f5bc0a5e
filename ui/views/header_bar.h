// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/panel.h"

#include <vector>

class QAction;
class QLabel;
class QMenuBar;

namespace ui {

class OpenDocument;
class ViewState;

/// The top of the window: the program, its menus, the document's title, the lanes.
class HeaderBar : public Panel {
    Q_OBJECT

  public:
    HeaderBar(const OpenDocument &document, ViewState &viewState, const Appearance &appearance,
              QWidget *parent = nullptr);

    [[nodiscard]] QMenuBar &menuBar() { return *m_menus; }
    /// A button at the right end that does what the action does; in a narrow window it gives way to the menus.
    void addButton(QAction *action);
    /// The same for an action that shows and hides a panel.
    void addPanelButton(QAction *action, bool left);

  protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

  private:
    void addLanes();
    void showTitle();
    [[nodiscard]] bool isNarrow() const;

    const OpenDocument &m_document;
    ViewState &m_viewState;
    QMenuBar *m_menus;
    QLabel *m_title;
    QLabel *m_lanesLabel;
    std::vector<QWidget *> m_buttons; ///< that give way
};

} // namespace ui
