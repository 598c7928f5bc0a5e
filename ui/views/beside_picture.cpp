// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/beside_picture.h"

#include "ui/state/open_document.h"
#include "ui/views/edit_states.h"

#include <QAction>
#include <QDialog>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

// Units: pixels.
constexpr int margin = 16, gap = 12, belowHeader = 60, titleBar = 40;

} // namespace

void fillBeside(QDialog &dialog, const EditStates &states, QWidget *contents)
{
    dialog.setAttribute(Qt::WA_WindowPropagation);
    QUndoStack &stack = states.document.undoStack();
    QAction *undo = stack.createUndoAction(&dialog);
    undo->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
    QAction *redo = stack.createRedoAction(&dialog);
    redo->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    dialog.addActions({undo, redo});
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, &dialog);
    // Enter belongs to what is being typed.
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(&dialog);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(gap);
    layout->addWidget(contents, 1);
    layout->addWidget(buttons);
}

void standBeside(QDialog &dialog, const QWidget &window, const QSize &wanted)
{
    if (dialog.isVisible())
        return;
    const QRect screen = window.screen()->availableGeometry();
    const QSize size = wanted.boundedTo(screen.size() - QSize(0, titleBar));
    const QPoint corner = window.mapToGlobal(QPoint(window.width() - size.width() - margin, 0));
    const int left = std::clamp(corner.x(), screen.left(), screen.right() + 1 - size.width());
    const int lowest = screen.bottom() + 1 - size.height();
    const int top = std::clamp(corner.y() + belowHeader, screen.top() + titleBar,
                               std::max(screen.top() + titleBar, lowest));
    dialog.setGeometry(QRect(QPoint(left, top), size));
}

} // namespace ui
