// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"

#include <QWidget>

namespace ui {

class Appearance;
class Player;

/// What happens at this moment, in one sentence, and which step of how many it is.
class Caption : public QWidget {
    Q_OBJECT

  public:
    Caption(const Player &player, const Appearance &appearance, QWidget *parent = nullptr);

    void setSentence(const std::vector<Span> &sentence);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QSize sizeHint() const override { return {600, 46}; }

  protected:
    void paintEvent(QPaintEvent *event) override;

  private:
    [[nodiscard]] QString stepText() const;

    const Player &m_player;
    const Appearance &m_appearance;
    std::vector<Span> m_sentence;
};

} // namespace ui
