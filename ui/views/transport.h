// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace ui {

class Appearance;
class IconButton;
class Player;

/// Step back, play, step forward; how fast, and whether one stage is repeated.
class Transport : public QWidget {
    Q_OBJECT

  public:
    Transport(Player &player, const Appearance &appearance, QWidget *parent = nullptr);

  private:
    void showPlaying(bool playing);
    void showSpeed(double factor);
    [[nodiscard]] QToolButton *speedButton();
    [[nodiscard]] QToolButton *loopButton();

    Player &m_player;
    IconButton *m_play;
    QToolButton *m_speed;
};

/// The speeds to choose from.
inline constexpr double speeds[] = {0.25, 0.5, 1, 2, 4};
/// "0.25×"
[[nodiscard]] QString speedText(double factor);

} // namespace ui
