// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace ui {

class OpenDocument;

/// Undo, redo, and what can be changed from here.
class EditMenu : public QMenu {
    Q_OBJECT

  public:
    EditMenu(OpenDocument &document, QWidget *parent);

  private:
    void addPrecision();

    OpenDocument &m_document;
};

} // namespace ui
