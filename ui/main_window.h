// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/state/asking.h"
#include "ui/state/corpus_file.h"
#include "ui/state/editing.h"
#include "ui/state/open_document.h"
#include "ui/state/player.h"
#include "ui/state/recent_files.h"
#include "ui/state/runner.h"
#include "ui/state/saved_view.h"
#include "ui/state/stopwatch.h"
#include "ui/state/view_state.h"
#include "ui/views/appearance.h"

#include <QMainWindow>
#include <QPointer>

#include <functional>
#include <memory>

namespace ui {

class Canvas;
class CellWalk;
class CodeStrip;
class Dock;
class ErrorBar;
class FileMenu;
class HeaderBar;
class Inspector;
class KeptDocument;
class PlaybackMenu;
class PlotDocks;
class Presenter;
class RememberedLayout;
class SequenceList;
class ViewMenu;
struct ExportSubject;

/// The window: puts the states and the views together.
class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    MainWindow(core::Document document, const QString &fileName);
    ~MainWindow() override;

    /// From now on the document is kept, and closing the last window asks nothing: the next start shows it
    /// again. `isLast` says whether this window is the last one.
    void keep(std::unique_ptr<KeptDocument> kept, std::function<bool()> isLast);
    /// Closes without a question; the document is kept.
    void closeAndKeep();
    /// The document is not what its file holds, though nothing was done to it in this window.
    void markModified();
    void tell(const core::Error &error);
    void note(const QString &sentence);

    /// The clock of this window, and the trace that it shows.
    [[nodiscard]] const Player &player() const { return m_player; }

  signals:
    /// A document is to be opened beside this one, which has unsaved changes.
    void windowAsked(const core::Document &document, const QString &fileName);
    void quitAsked();

  protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

  private:
    void connectStates();
    void connectAsking();
    void addMenus();
    void arrange();
    void showTrace(const std::shared_ptr<const core::Trace> &trace);
    void showTitle();
    void greet();
    void measure();
    void applySavedView();
    [[nodiscard]] std::string viewText() const;
    void present();
    void askAndExport();
    void askAndExportFilm();
    void askAndExportNumbers();
    void askAndExportScript();
    void print();
    void previewPrint();
    [[nodiscard]] QString askWhere(const QString &title, const QString &kinds,
                                   const QString &suffix);
    [[nodiscard]] ExportSubject exportSubject() const;
    [[nodiscard]] View viewAlone() const;
    [[nodiscard]] Scene pictureAlone() const;
    void showOutcome(const core::Result<core::Done> &written);
    void copyPicture();
    void fitPanels(int width, int oldWidth);

    OpenDocument m_document;
    Editing m_editing;
    RecentFiles m_recentFiles;
    Runner m_runner;
    Player m_player;
    ViewState m_viewState;
    Stopwatch m_stopwatch;
    CorpusFile m_corpus;
    Asking m_asking;
    Appearance m_appearance;
    /// Where the document that was just opened wants the window to be, until its trace is there.
    std::optional<SavedView> m_savedView;

    // Owned by the window as its children.
    HeaderBar *m_header;
    SequenceList *m_sequences;
    ErrorBar *m_errors;
    Canvas *m_canvas;
    QMainWindow *m_stage; ///< the canvas, and docks around it
    PlotDocks *m_plots;
    Inspector *m_inspector;
    CellWalk *m_walk;
    CodeStrip *m_code;
    Dock *m_dock;
    FileMenu *m_files = nullptr;
    ViewMenu *m_views = nullptr;
    PlaybackMenu *m_playback = nullptr;
    RememberedLayout *m_layout = nullptr;
    QPointer<Presenter> m_presenter; ///< while there is one
    std::unique_ptr<KeptDocument> m_kept;
    std::function<bool()> m_isLast;
    bool m_staysKept = false; ///< it is being closed without a question
};

} // namespace ui
