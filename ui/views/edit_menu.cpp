// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/edit_menu.h"

#include "ui/state/open_document.h"

namespace ui {

EditMenu::EditMenu(OpenDocument &document, QWidget *parent)
    : QMenu(tr("&Edit"), parent), m_document(document)
{
    QAction *undo = document.undoStack().createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
    QAction *redo = document.undoStack().createRedoAction(this, tr("&Redo"));
    redo->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    addActions({undo, redo});
    addSeparator();
    addPrecision();
}

void EditMenu::addPrecision()
{
    QAction *action = addAction(tr("Compute in &float64"));
    action->setCheckable(true);
    connect(action, &QAction::triggered, this, [this](bool twice) {
        core::Document changed = *m_document.value();
        changed.dtype = twice ? core::DType::float64 : core::DType::float32;
        m_document.change(std::move(changed), tr("Precision"));
    });
    const auto show = [this, action] {
        action->setChecked(m_document.value()->dtype == core::DType::float64);
    };
    connect(&m_document, &OpenDocument::changed, action, show);
    show();
}

} // namespace ui
