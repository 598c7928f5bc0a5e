// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/panel.h"

class QLabel;
class QListView;
class QPushButton;

namespace ui {

class Editing;
class Player;
class SceneLabel;
class SequenceActions;
class SequenceDelegate;
class SequenceModel;
class ViewState;

/// The left panel: the batch as typed, to be edited, what it amounts to, and what the colours mean.
class SequenceList : public Panel {
    Q_OBJECT

  public:
    /// What it looks at and what it changes. Requires: all live longer.
    struct Sources {
        const Player &player;
        ViewState &viewState;
        Editing &editing;
        const Appearance &appearance;
    };
    explicit SequenceList(const Sources &sources, QWidget *parent = nullptr);

    [[nodiscard]] QListView &list() const { return *m_list; }
    /// What can be done to the sequences, for a menu.
    [[nodiscard]] const SequenceActions &actions() const { return *m_actions; }
    /// What is wrong with what is typed; empty if nothing is.
    [[nodiscard]] QString complaint() const;

  protected:
    void resizeEvent(QResizeEvent *event) override;

  private:
    void makeList();
    void arrange();
    void connectStates();
    void complain(const QString &text, const QString &look = QStringLiteral("complaint"));
    void showTrace();
    void limitHeight();
    void showSelection();
    void select(int row);

    Sources m_sources;
    SequenceModel *m_model;
    QListView *m_list;
    SequenceDelegate *m_delegate;
    QPushButton *m_add;
    SequenceActions *m_actions = nullptr;
    QLabel *m_complaint;
    SceneLabel *m_facts;
};

} // namespace ui
