// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>

#include <functional>

class QMenu;

namespace ui {

class FileMenu;
class OpenDocument;

/// Takes the whole document to the clipboard as one word of text, and opens one from there.
class DocumentText : public QObject {
    Q_OBJECT

  public:
    /// `viewText` gives what the text keeps under `view`.
    /// Requires: the document lives longer.
    DocumentText(const OpenDocument &document, FileMenu &files,
                 std::function<std::string()> viewText);

    void addTo(QMenu &menu);

  signals:
    void failed(const core::Error &error);
    /// What is on the clipboard now.
    void told(const QString &sentence);

  private:
    void copy();
    void paste();

    const OpenDocument &m_document;
    FileMenu &m_files;
    std::function<std::string()> m_viewText;
};

} // namespace ui
