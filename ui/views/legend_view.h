// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/legend.h"

#include <QWidget>

namespace ui {

class Appearance;
class Player;
class SceneLabel;
class ViewState;

/// What the encodings mean that are on the stage at this moment; as high as at the stage that has most,
/// so that nothing moves.
class LegendView : public QWidget {
    Q_OBJECT

  public:
    LegendView(const Player &player, const ViewState &viewState, const Appearance &appearance,
               QWidget *parent = nullptr);

    [[nodiscard]] const std::vector<LegendEntry> &entries() const { return m_entries; }

  private:
    void follow();
    void refresh();
    void reserve();

    const Player &m_player;
    const ViewState &m_viewState;
    std::vector<LegendEntry> m_entries;
    std::size_t m_segment = 0;
    SceneLabel *m_sheet;
};

} // namespace ui
