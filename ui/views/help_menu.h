// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace ui {

class OpenDocument;

/// What the program is, what it is made of, and what its document says of itself.
class HelpMenu : public QMenu {
    Q_OBJECT

  public:
    HelpMenu(const OpenDocument &document, QWidget &window);

  private:
    void showNote();
    void showAbout();

    const OpenDocument &m_document;
    QWidget &m_window;
};

} // namespace ui
