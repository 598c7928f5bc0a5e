// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/windows.h"

#include "ui/main_window.h"
#include "ui/state/document_file.h"
#include "ui/state/kept_document.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QScreen>
#include <QStandardPaths>

#include <memory>
#include <utility>

namespace ui {

namespace {

/// A second window stands a little beside the first. Units: pixels.
constexpr QPoint besideTheFirst(28, 28);

std::vector<MainWindow *> allWindows()
{
    std::vector<MainWindow *> windows;
    for (QWidget *widget : QApplication::topLevelWidgets())
        if (auto *window = qobject_cast<MainWindow *>(widget); window && window->isVisible())
            windows.push_back(window);
    return windows;
}

/// What is on the disk is newer than a copy of it that nobody changed.
core::Document latestOf(const KeptState &kept)
{
    if (!kept.modified && !kept.fileName.isEmpty())
        if (auto saved = readDocumentFile(kept.fileName)) {
            saved->view = kept.document.view;
            return *saved;
        }
    return kept.document;
}

} // namespace

Windows::Windows(QString folder) : m_folder(std::move(folder)) {}

Windows::~Windows() = default;

QString Windows::ownFolder()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
        .filePath(QStringLiteral("kept"));
}

MainWindow &Windows::open(core::Document document, const QString &fileName)
{
    return show(std::make_unique<MainWindow>(std::move(document), fileName),
                std::make_unique<KeptDocument>(m_folder));
}

int Windows::restore(bool onlyUnsaved)
{
    int count = 0;
    for (auto &kept : keptBefore(m_folder)) {
        const auto state = readKept(kept->path());
        if (!state) {
            m_untold = state.error();
            QFile::rename(kept->path(), kept->path() + QStringLiteral(".unreadable"));
            continue;
        }
        if (onlyUnsaved && !state->modified) {
            kept->forget();
            continue;
        }
        auto window = std::make_unique<MainWindow>(latestOf(*state), state->fileName);
        if (state->modified)
            window->markModified();
        MainWindow &shown = show(std::move(window), std::move(kept));
        if (state->modified)
            shown.note(MainWindow::tr("These changes were not saved before; they are here again."));
        ++count;
    }
    return count;
}

MainWindow &Windows::show(std::unique_ptr<MainWindow> window, std::unique_ptr<KeptDocument> kept)
{
    const auto others = allWindows();
    MainWindow &shown = *window.release(); // it deletes itself when it is closed
    shown.setAttribute(Qt::WA_DeleteOnClose);
    shown.keep(std::move(kept), [] { return allWindows().size() <= 1; });
    connect(&shown, &MainWindow::windowAsked, this,
            [this](const core::Document &document, const QString &fileName) {
                open(document, fileName);
            });
    connect(&shown, &MainWindow::quitAsked, this, &Windows::quit);
    if (!others.empty()) {
        shown.move(others.back()->pos() + besideTheFirst);
        const QRect room = shown.screen()->availableGeometry();
        const QPoint corner = room.bottomRight() - shown.pos() - besideTheFirst;
        shown.resize(shown.size().boundedTo(QSize(corner.x(), corner.y())));
    }
    shown.show();
    if (m_untold)
        shown.tell(*std::exchange(m_untold, std::nullopt));
    return shown;
}

void Windows::quit()
{
    for (MainWindow *window : allWindows())
        window->closeAndKeep();
}

} // namespace ui
