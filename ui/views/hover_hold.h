// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointF>

#include <optional>

namespace ui {

class Canvas;
class Player;

/// Holds the player while somebody points at a cell of the canvas, so that nothing moves under the pointer.
/// Only a pointer that has moved onto a cell holds: one that rests, and has cells move under it, never does.
class HoverHold : public QObject {
    Q_OBJECT

  public:
    /// Requires: both live longer.
    HoverHold(Canvas &canvas, Player &player);

    bool eventFilter(QObject *watched, QEvent *event) override;

  private:
    void moved(QPointF at);

    Canvas &m_canvas;
    Player &m_player;
    std::optional<QPointF> m_rest; ///< where the pointer was when it last counted as moving
};

} // namespace ui
