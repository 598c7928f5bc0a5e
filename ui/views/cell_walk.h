// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"

#include <QObject>

namespace ui {

class Canvas;
class Player;
class ViewState;

/// The keyboard's way from number to number while one is pinned: arrows to its neighbours in the
/// picture, Enter to what it comes from, Backspace back, Escape lets go. With nothing pinned the
/// canvas keeps its keys.
class CellWalk : public QObject {
    Q_OBJECT

  public:
    CellWalk(Canvas &canvas, Player &player, ViewState &viewState);

    /// Pins a cell, at a moment whose picture shows it: this one, if it does.
    void goTo(const core::Cell &cell);
    /// Lights a cell as if the pointer were on it.
    void pointAt(const std::optional<core::Cell> &cell);
    /// The pinned number; of a pinned row its first.
    [[nodiscard]] std::optional<core::Cell> pinned() const;

  protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

  private:
    [[nodiscard]] bool isOurs(int key) const;
    void press(int key);
    void goToSource();
    void goBack();
    void show(const Target &target);
    void remember();

    Canvas &m_canvas;
    Player &m_player;
    ViewState &m_viewState;
    std::optional<Target> m_last;
    std::vector<Target> m_trail; ///< what was pinned before, the latest last
    bool m_goingBack = false;
};

} // namespace ui
