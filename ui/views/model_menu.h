// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/edit_states.h"

#include <QMenu>

namespace ui {

class OptionsDialog;
class VocabularyDialog;
class WeightsWindow;

/// What can be done to the model and its options, most of it in a dialog of its own.
class ModelMenu : public QMenu {
    Q_OBJECT

  public:
    explicit ModelMenu(const EditStates &states);

  private:
    void addHidden();
    void addPrecision();
    /// Opens what is made when it is first asked for and stays open beside the picture.
    template <class Dialog> void start(Dialog *&dialog);

    EditStates m_states;
    // Children of the window.
    OptionsDialog *m_options = nullptr;
    WeightsWindow *m_weights = nullptr;
    VocabularyDialog *m_vocabulary = nullptr;
};

} // namespace ui
