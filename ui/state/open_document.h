// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <memory>

namespace ui {

/// The document that is open: its current value, the file it belongs to, and what was done to it.
///
/// Values are swapped whole; every change is one command of the undo stack. Of a large document fewer
/// steps are remembered than of a small one, so that the history fits into the memory.
class OpenDocument : public QObject {
    Q_OBJECT

  public:
    explicit OpenDocument(core::Document document, QString fileName = {},
                          QObject *parent = nullptr);

    [[nodiscard]] const std::shared_ptr<const core::Document> &value() const { return m_value; }
    /// The file that `save` would write; empty for what was never saved.
    [[nodiscard]] const QString &fileName() const { return m_fileName; }
    /// What to call it: the document's title, else the file's name.
    [[nodiscard]] QString title() const;
    /// The title as a file may be called.
    [[nodiscard]] QString baseName() const;
    [[nodiscard]] bool isModified() const { return !m_undoStack.isClean(); }
    [[nodiscard]] QUndoStack &undoStack() { return m_undoStack; }

    /// Puts another document in the place of this one; what was done before cannot be undone.
    void open(core::Document document, const QString &fileName);
    /// Changes the value as one undoable step, called `what`; nothing happens if it is the same. Changes
    /// in a row that name the same `step` are one; one that ends where it began is none.
    void change(core::Document document, const QString &what, const QString &step = {});
    /// Writes the value to a file and belongs to that file from then on.
    /// `view` is what the file holds under `view`: where the window is.
    /// Errors: as writeDocumentFile; nothing changes then.
    [[nodiscard]] core::Result<core::Done> saveAs(const QString &fileName, const std::string &view);

  signals:
    void changed();
    void fileNameChanged();
    void modifiedChanged(bool modified);

  private:
    class Swap;
    void setFileName(const QString &fileName);

    std::shared_ptr<const core::Document> m_value;
    QString m_fileName;
    QUndoStack m_undoStack;
};

} // namespace ui
