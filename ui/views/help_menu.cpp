// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/help_menu.h"

#include "ui/state/open_document.h"
#include "ui/views/logo.h"

#include <QApplication>
#include <QMessageBox>

namespace ui {

namespace {

/// A box with a text, in the colours of the window.
void showBox(QWidget &window, const QString &title, const QString &text, const QString &more)
{
    auto *box = new QMessageBox(&window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setAttribute(Qt::WA_WindowPropagation);
    box->setWindowTitle(title);
    box->setIconPixmap(applicationIcon().pixmap(64, 64));
    box->setText(text);
    box->setInformativeText(more);
    box->open();
}

} // namespace

HelpMenu::HelpMenu(const OpenDocument &document, QWidget &window)
    : QMenu(tr("&Help"), &window), m_document(document), m_window(window)
{
    QAction *note = addAction(tr("About this &document"), this, &HelpMenu::showNote);
    const auto show = [this, note] { note->setEnabled(!m_document.value()->note.empty()); };
    connect(&document, &OpenDocument::changed, note, show);
    show();
    addSeparator();
    addAction(tr("&About Packscope"), this, &HelpMenu::showAbout);
    addAction(tr("About &Qt"), qApp, &QApplication::aboutQt);
}

void HelpMenu::showNote()
{
    showBox(m_window, m_document.title(), m_document.title(),
            QString::fromStdString(m_document.value()->note));
}

void HelpMenu::showAbout()
{
    showBox(m_window, tr("About Packscope"),
            tr("Packscope %1").arg(QCoreApplication::applicationVersion()),
            tr("<p>See how PyTorch packs, runs and unpacks a padded batch.</p>"
               "<p>Free software under the GNU General Public License, version 3 or later. "
               "It comes without any warranty.</p>"
               "<p>Built with Qt (LGPL-3.0), Eigen (MPL-2.0), nlohmann-json (MIT), CLI11 and "
               "libzip (BSD-3-Clause), giflib (MIT). Set in Inter and Nanum (OFL-1.1), Hack (MIT) "
               "and DejaVu.</p>"));
}

} // namespace ui
