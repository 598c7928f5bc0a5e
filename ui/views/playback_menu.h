// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace ui {

class Player;

/// Everything that moves the clock. Single keys count only where `bindTo` says so, so that a space in a
/// text field never plays.
class PlaybackMenu : public QMenu {
    Q_OBJECT

  public:
    PlaybackMenu(Player &player, QWidget *parent);

    /// The keys work while `widget` has the focus.
    void bindTo(QWidget &widget);

  private:
    using Command = void (Player::*)();
    QAction *add(const QString &text, const QList<QKeySequence> &keys, Command command);
    void addLoop();
    void addStages();
    void addSpeeds();
    void changeSpeed(int by);

    Player &m_player;
    QList<QAction *> m_keyed;
};

} // namespace ui
