// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/panel.h"

namespace ui {

class Caption;
class Player;
class TimelineBar;

/// The bottom of the window: transport, caption, timeline.
class Dock : public Panel {
    Q_OBJECT

  public:
    Dock(Player &player, const Appearance &appearance, QWidget *parent = nullptr);

    [[nodiscard]] Caption &caption() { return *m_caption; }
    [[nodiscard]] TimelineBar &timeline() { return *m_timeline; }
    /// How wide the part left of the track is. Units: pixels.
    void setTransportWidth(int width);

  private:
    QWidget *m_transport;
    Caption *m_caption;
    TimelineBar *m_timeline;
};

} // namespace ui
