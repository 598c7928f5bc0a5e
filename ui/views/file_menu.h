// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/document.h"
#include "ui/views/weight_files.h"

#include <QMenu>

#include <functional>

namespace ui {

class Editing;
class OpenDocument;
class RecentFiles;

/// Opening and saving, with the questions that they ask.
class FileMenu : public QMenu {
    Q_OBJECT

  public:
    /// `viewText` gives what a saved document keeps under `view`.
    FileMenu(OpenDocument &document, Editing &editing, RecentFiles &recentFiles, QWidget &window,
             std::function<std::string()> viewText);

    /// Opens a file in place of the document, after a person has been asked about unsaved changes.
    /// What is open stays if the file is refused.
    void openFile(const QString &fileName);
    /// The same with a document token.
    void openText(const QString &token);
    /// Whether the document may go: it has no unsaved changes, or a person says so.
    [[nodiscard]] bool mayClose();

    /// Where the document has unsaved changes, another one opens in a window of its own, and nobody is
    /// asked. Else it takes this one's place, after a question.
    void setOpensWindows(bool opens) { m_opensWindows = opens; }

  signals:
    void failed(const core::Error &error);
    /// What was taken from a file of weights.
    void told(const QString &sentence);
    /// Another document is open now.
    void opened();
    void exportAsked();
    void filmAsked();
    void numbersAsked();
    void scriptAsked();
    void printAsked();
    void previewAsked();
    void windowAsked(const core::Document &document, const QString &fileName);
    void quitAsked();

  private:
    void addNew();
    void addExamples();
    void open(const std::function<core::Result<core::Document>()> &document,
              const QString &fileName);
    void addRecent();
    void fillRecent(QMenu *menu);
    void take(core::Result<core::Document> document, const QString &fileName);
    void askAndOpen();
    bool save();
    bool saveAs();
    bool saveTo(const QString &fileName);
    void addWeights();
    void takeWeights(const core::Result<core::Document> &loaded);

    OpenDocument &m_document;
    Editing &m_editing;
    RecentFiles &m_recentFiles;
    QWidget &m_window;
    std::function<std::string()> m_viewText;
    WeightFiles m_weights;
    bool m_opensWindows = false;
};

} // namespace ui
