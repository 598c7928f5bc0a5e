// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/edit_states.h"

#include <QMenu>

namespace ui {

/// What can be done to the model and its options, most of it in a dialog of its own.
class ModelMenu : public QMenu {
    Q_OBJECT

  public:
    explicit ModelMenu(const EditStates &states);

  private:
    void addHidden();
    void addPrecision();

    EditStates m_states;
};

} // namespace ui
