// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QMainWindow;

namespace ui {

class Player;
class ViewMenu;
class ViewState;

/// What a window keeps from one start to the next: its place and size, which panels a person has hidden,
/// the lanes, and whether motion is reduced. What another version of the program has kept is left alone.
class RememberedLayout : public QObject {
    Q_OBJECT

  public:
    /// What is remembered. Requires: all live longer.
    struct Parts {
        QMainWindow &window;
        ViewMenu &menu;
        ViewState &viewState;
        Player &player;
    };
    explicit RememberedLayout(const Parts &parts);

    /// Whether a person wants the panel of this action where there is room for it.
    [[nodiscard]] static bool wants(const QAction &panel);
    void restore();
    void saveGeometry();

  signals:
    /// All is as after the first start; panels have to be fitted to the window again.
    void wasReset();

  private:
    void remember(QAction &panel);
    void reset();
    void useFirstSize();

    Parts m_parts;
};

} // namespace ui
