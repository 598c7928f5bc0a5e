// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace ui {

class OpenDocument;

/// Undo and redo.
class EditMenu : public QMenu {
    Q_OBJECT

  public:
    EditMenu(OpenDocument &document, QWidget *parent);
};

} // namespace ui
