// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cell_story.h"
#include "ui/models/inspection.h"
#include "ui/views/panel.h"

class QAction;
class QScrollArea;

namespace ui {

class Asking;
class LinkedSheet;
class OpenDocument;
class Player;
class ViewState;

/// The right panel: the pinned number with its arithmetic, else the thing under the pointer or the
/// selected one; the model when there is none.
class Inspector : public Panel {
    Q_OBJECT

  public:
    /// What an inspector looks at. Requires: all live longer.
    struct Sources {
        const OpenDocument &document;
        const Player &player;
        const ViewState &viewState;
        Asking &asking;
        const Appearance &appearance;
    };
    explicit Inspector(const Sources &sources, QWidget *parent = nullptr);

    /// All that is written there, a line a label.
    [[nodiscard]] QString text() const;
    /// Checked: the textbook's GRU stands beside PyTorch's.
    [[nodiscard]] QAction *textbook() { return m_textbook; }

  signals:
    /// A number that was clicked or chosen by keyboard.
    void asked(const core::Cell &cell);
    void pointedAt(const std::optional<core::Cell> &cell);

  private:
    [[nodiscard]] QWidget *makeSwitches();
    void connectSheet(LinkedSheet &sheet);
    void addTextbook();
    void look();
    [[nodiscard]] Scene head(double width) const;
    [[nodiscard]] Scene body(double width) const;

    Sources m_sources;
    std::optional<Inspection> m_inspection;
    std::optional<CellStory> m_story;
    QScrollArea *m_scroll;
    LinkedSheet *m_head;
    LinkedSheet *m_body;
    QWidget *m_switches;
    QAction *m_textbook = nullptr;
};

} // namespace ui
