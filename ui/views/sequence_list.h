// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/panel.h"

class QListView;

namespace ui {

class Player;
class SceneLabel;
class SequenceModel;
class ViewState;

/// The left panel: the batch as typed, what it amounts to, and what the colours mean.
class SequenceList : public Panel {
    Q_OBJECT

  public:
    SequenceList(const Player &player, ViewState &viewState, const Appearance &appearance,
                 QWidget *parent = nullptr);

  protected:
    void resizeEvent(QResizeEvent *event) override;

  private:
    void showTrace();
    void showSelection();
    void select(int row);

    const Player &m_player;
    ViewState &m_viewState;
    SequenceModel *m_model;
    QListView *m_list;
    SceneLabel *m_facts;
};

} // namespace ui
