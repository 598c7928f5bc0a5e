// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace ui {

class Appearance;
class Editing;
class OpenDocument;

/// What a dialog that edits the document works on. All live longer than it.
struct EditStates {
    OpenDocument &document;
    Editing &editing;
    const Appearance &appearance;
    QWidget &window;
};

} // namespace ui
