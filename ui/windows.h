// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/document.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace ui {

class KeptDocument;
class MainWindow;

/// All windows of the program. What they show is kept while they live: after a crash, and after quitting,
/// the next start shows it again, saved or not.
class Windows : public QObject {
    Q_OBJECT

  public:
    /// `folder` is where documents are kept; normally the program's own.
    explicit Windows(QString folder = ownFolder());
    ~Windows() override;

    /// A window with a document in it.
    MainWindow &open(core::Document document, const QString &fileName);
    /// The windows that were open when the program last ended, however it ended. Returns how many.
    /// With `onlyUnsaved` those without unsaved changes are forgotten instead. What cannot be read is told
    /// in the next window.
    int restore(bool onlyUnsaved = false);

    [[nodiscard]] static QString ownFolder();

  private:
    MainWindow &show(std::unique_ptr<MainWindow> window, std::unique_ptr<KeptDocument> kept);
    void quit();

    QString m_folder;
    std::optional<core::Error> m_untold;
};

} // namespace ui
