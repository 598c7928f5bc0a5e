// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <cstddef>

namespace ui {

class Canvas;
class Player;

/// The canvas for screen readers: its name says the step and what happens in it, its children are the
/// cells of the picture as it is when the step's move is over. Made when something asks; while nothing
/// does, it costs nothing. Each new step is announced.
class CanvasAccess : public QObject {
    Q_OBJECT

  public:
    /// Requires: both live longer.
    CanvasAccess(Canvas &canvas, const Player &player);

    [[nodiscard]] const Canvas &canvas() const { return m_canvas; }
    [[nodiscard]] const Player &player() const { return m_player; }
    /// "Stage, step 6 of 29: the batch has shrunk to 3 rows."
    [[nodiscard]] QString name() const;

  signals:
    /// Screen readers have been told of a step.
    void announced(const QString &name);

  private:
    void follow();

    Canvas &m_canvas;
    const Player &m_player;
    QString m_announced;
};

} // namespace ui
