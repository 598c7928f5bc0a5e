// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/edit_menu.h"

#include "ui/state/open_document.h"

namespace ui {

EditMenu::EditMenu(OpenDocument &document, QWidget *parent) : QMenu(tr("&Edit"), parent)
{
    QAction *undo = document.undoStack().createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
    QAction *redo = document.undoStack().createRedoAction(this, tr("&Redo"));
    redo->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    addActions({undo, redo});
}

} // namespace ui
