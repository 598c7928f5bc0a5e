// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QDialog;
class QSize;
class QWidget;

namespace ui {

struct EditStates;

/// Gives a dialog that stays open its contents, a button to close it, and the undo of its document.
void fillBeside(QDialog &dialog, const EditStates &states, QWidget *contents);

/// Gives a dialog that is not open yet its size, or less where the screen is small, and its place: at the
/// right of its window, where the picture is least.
void standBeside(QDialog &dialog, const QWidget &window, const QSize &size);

} // namespace ui
