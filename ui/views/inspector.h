// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/panel.h"

namespace ui {

class Player;
class SceneLabel;
class ViewState;

/// The right panel: the thing under the pointer or the selected one; the model when there is none.
class Inspector : public Panel {
    Q_OBJECT

  public:
    Inspector(const Player &player, const ViewState &viewState, const Appearance &appearance,
              QWidget *parent = nullptr);

    /// All that is written there, a line a label.
    [[nodiscard]] QString text() const;

  private:
    const Player &m_player;
    const ViewState &m_viewState;
    SceneLabel *m_sheet;
};

} // namespace ui
