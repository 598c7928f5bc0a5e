// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/document.h"

#include <QLockFile>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>

namespace ui {

class OpenDocument;

/// What a kept file says of a document beside its value.
struct KeptState {
    core::Document document;
    QString fileName; ///< the file that it belongs to; empty if it was never saved
    bool modified = false;
};

/// The bytes of a kept file: a document, with the rest under a key of its own.
[[nodiscard]] std::string keptText(const KeptState &state);
/// Errors: as reading a document.
[[nodiscard]] core::Result<KeptState> readKept(const QString &path);

/// A document's copy in the folder of kept documents, so that nothing is lost however the program ends: it
/// follows the document a moment behind, is written whole or not at all, and belongs to one process.
class KeptDocument : public QObject {
    Q_OBJECT

  public:
    /// A new copy in the folder.
    explicit KeptDocument(const QString &folder);
    /// The copy that a process which is no more has left.
    KeptDocument(QString path, std::unique_ptr<QLockFile> lock);
    ~KeptDocument() override;

    /// From now on this document is kept. `viewText` gives what its copy holds under `view`.
    /// Requires: the document lives longer.
    void follow(const OpenDocument &document, std::function<std::string()> viewText);
    /// Writes the copy now, and waits until it is written.
    void keepNow();
    /// The document needs no copy any more.
    void forget();

    [[nodiscard]] const QString &path() const { return m_path; }

  signals:
    /// The copy cannot be written; told once.
    void failed(const core::Error &error);

  private:
    void keep();
    [[nodiscard]] std::function<void()> writing();

    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
    const OpenDocument *m_document = nullptr;
    std::function<std::string()> m_viewText;
    QTimer m_timer;
    QThreadPool m_pool; ///< of one thread: copies are written in their order
    bool m_told = false;
};

/// The copies that processes which are no more have left in a folder, oldest first; they are ours now.
[[nodiscard]] std::vector<std::unique_ptr<KeptDocument>> keptBefore(const QString &folder);

} // namespace ui
