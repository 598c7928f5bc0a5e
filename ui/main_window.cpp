// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "core/io/torch_script.h"
#include "ui/export/carried_picture.h"
#include "ui/export/numbers.h"
#include "ui/scene/scene_at.h"
#include "ui/state/kept_document.h"
#include "ui/state/whole_file.h"
#include "ui/views/busy_sign.h"
#include "ui/views/canvas.h"
#include "ui/views/canvas_access.h"
#include "ui/views/canvas_editing.h"
#include "ui/views/caption.h"
#include "ui/views/cell_walk.h"
#include "ui/views/code_strip.h"
#include "ui/views/copy_menu.h"
#include "ui/views/cost_panel.h"
#include "ui/views/dock.h"
#include "ui/views/document_text.h"
#include "ui/views/edit_menu.h"
#include "ui/views/error_bar.h"
#include "ui/views/file_menu.h"
#include "ui/views/film_dialog.h"
#include "ui/views/header_bar.h"
#include "ui/views/help_menu.h"
#include "ui/views/hover_hold.h"
#include "ui/views/inspector.h"
#include "ui/views/lens.h"
#include "ui/views/model_menu.h"
#include "ui/views/numbers_dialog.h"
#include "ui/views/picture_dialog.h"
#include "ui/views/playback_menu.h"
#include "ui/views/plot_docks.h"
#include "ui/views/presenter.h"
#include "ui/views/printing.h"
#include "ui/views/remembered_layout.h"
#include "ui/views/sequence_actions.h"
#include "ui/views/sequence_list.h"
#include "ui/views/timeline_bar.h"
#include "ui/views/view_menu.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QListView>
#include <QMenuBar>
#include <QMimeData>

#include <utility>

namespace ui {

namespace {

// Below these widths of the window there is no room for a panel until a person asks for it. Pixels.
constexpr int widthForInspector = 1200;
constexpr int widthForSequences = 820;
// The panels give way before the window stops shrinking, so they do not count here. Pixels.
constexpr QSize smallest(800, 480);
// Long enough for a steady median of small batches.
constexpr double measuringSeconds = 0.7;
// A picture that stands alone has a title, a caption and a legend beside the stage. Pixels.
constexpr double exportMargin = 120;
constexpr double copyScale = 2; // sharp on paper and on dense screens

/// Until it is closed nothing else can be done in its window.
void openAlone(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

/// The same token, in models of the same sizes.
bool isInBoth(const Target &target, const core::Trace &before, const core::Trace &after)
{
    const core::SequenceIndex sequence = target.identity.sequence;
    return !target.unseen && before.shape() == after.shape() && sequence.value() < after.B() &&
           target.identity.step.value() < after.lengthOf(sequence);
}

} // namespace

MainWindow::MainWindow(core::Document document, const QString &fileName)
    : m_document(std::move(document), fileName), m_editing(m_document), m_appearance(*this),
      m_header(new HeaderBar(m_document, m_viewState, m_appearance)),
      m_sequences(new SequenceList({m_player, m_viewState, m_editing, m_appearance})),
      m_errors(new ErrorBar(m_appearance)),
      m_canvas(new Canvas({m_player, m_viewState, m_appearance})),
      m_stage(new QMainWindow(this, Qt::Widget)),
      m_plots(new PlotDocks({m_player, m_viewState, m_appearance, *m_stage}, this)),
      m_inspector(new Inspector({m_document, m_player, m_viewState, m_asking, m_appearance})),
      m_walk(new CellWalk(*m_canvas, m_player, m_viewState)),
      m_code(new CodeStrip(m_player, m_viewState, m_appearance)),
      m_dock(new Dock(m_player, m_appearance))
{
    setAcceptDrops(true);
    m_plots->addPanel(QStringLiteral("cost"), tr("Cost"),
                      new CostPanel({m_player, m_viewState, m_stopwatch, m_corpus, m_appearance}));
    addMenus();
    arrange();
    connectStates();
    connectAsking();
    m_layout->restore();
    // The sizes of docks are shares of a window that has its own.
    QMetaObject::invokeMethod(m_plots, &PlotDocks::restore, Qt::QueuedConnection);
    showTitle();
    greet();
    m_canvas->setFocus();
    m_runner.start(m_document.value());
}

MainWindow::~MainWindow() = default;

void MainWindow::addMenus()
{
    m_files =
        new FileMenu(m_document, m_editing, m_recentFiles, *this, [this] { return viewText(); });
    m_views = new ViewMenu(m_viewState, m_appearance, *this);
    m_playback = new PlaybackMenu(m_player, this);
    m_playback->bindTo(*m_canvas);
    m_playback->bindTo(m_dock->timeline());
    m_playback->bindTo(m_sequences->list());
    auto *edit = new EditMenu(m_document, this);
    auto *copy = new CopyMenu(
        m_player, m_viewState, [this] { return m_walk->pinned(); }, this);
    edit->addSeparator();
    m_sequences->actions().addTo(*edit);
    edit->addSeparator();
    edit->addMenu(copy);
    edit->addAction(tr("Copy pic&ture"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), this,
                    &MainWindow::copyPicture);
    auto *text = new DocumentText(m_document, *m_files, [this] { return viewText(); });
    text->addTo(*edit);
    connect(text, &DocumentText::failed, m_errors, &ErrorBar::showError);
    connect(text, &DocumentText::told, m_errors, &ErrorBar::showNote);
    m_inspector->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_inspector->addActions(copy->actions());
    m_canvas->setContextMenuPolicy(Qt::CustomContextMenu);
    m_canvas->addActions(copy->actions());
    connect(m_canvas, &QWidget::customContextMenuRequested, this, [this, copy](QPoint at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addMenu(copy);
        menu->addSeparator();
        menu->addAction(m_inspector->textbook());
        menu->addActions(m_views->zooms());
        menu->popup(m_canvas->mapToGlobal(at));
    });
    m_views->addAction(m_inspector->textbook());
    auto *model = new ModelMenu({m_document, m_editing, m_appearance, *this});
    for (QMenu *menu : std::initializer_list<QMenu *>{m_files, edit, m_views, model, m_playback,
                                                      new HelpMenu(m_document, *this)})
        m_header->menuBar().addMenu(menu);
    m_views->addPlots(*m_plots->toggle(), m_plots->toggles());
    m_header->addButton(m_plots->toggle());
    m_header->addButton(m_views->present());
    m_header->addPanelButton(m_views->sequences(), true);
    m_header->addPanelButton(m_views->inspector(), false);
    connect(m_views->sequences(), &QAction::toggled, m_sequences, &QWidget::setVisible);
    connect(m_views->inspector(), &QAction::toggled, m_inspector, &QWidget::setVisible);
    connect(m_views->code(), &QAction::toggled, m_code, &CodeStrip::setOpen);
    connect(m_code, &CodeStrip::openAsked, m_views->code(), &QAction::setChecked);
    connect(m_views->present(), &QAction::triggered, this, &MainWindow::present);
    m_layout = new RememberedLayout({*this, *m_views, m_viewState, m_player});
    connect(m_layout, &RememberedLayout::wasReset, this, [this] {
        m_plots->reset();
        fitPanels(width(), -1);
    });
}

void MainWindow::arrange()
{
    auto *central = new QWidget(this);
    auto *layout = new QGridLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header, 0, 0, 1, 3);
    layout->addWidget(m_sequences, 1, 0, 2, 1);
    layout->addWidget(m_errors, 1, 1);
    layout->addWidget(m_stage, 2, 1);
    layout->addWidget(m_inspector, 1, 2, 2, 1);
    layout->addWidget(m_code, 3, 0, 1, 3);
    layout->addWidget(m_dock, 4, 0, 1, 3);
    layout->setRowStretch(2, 1);
    layout->setColumnStretch(1, 1);
    m_stage->setCentralWidget(m_canvas);
    m_inspector->setFixedWidth(300);
    central->setMinimumSize(smallest);
    setCentralWidget(central);
}

void MainWindow::connectStates()
{
    connect(&m_document, &OpenDocument::changed, this, [this] {
        m_errors->hide();
        m_runner.start(m_document.value());
    });
    connect(&m_document, &OpenDocument::changed, this, &MainWindow::showTitle);
    connect(&m_document, &OpenDocument::fileNameChanged, this, &MainWindow::showTitle);
    connect(&m_document, &OpenDocument::modifiedChanged, this, &QWidget::setWindowModified);
    connect(&m_runner, &Runner::finished, this, &MainWindow::showTrace);
    connect(&m_runner, &Runner::failed, m_errors, &ErrorBar::showError);
    connect(m_files, &FileMenu::failed, m_errors, &ErrorBar::showError);
    connect(m_files, &FileMenu::told, m_errors, &ErrorBar::showNote);
    connect(m_files, &FileMenu::opened, this, &MainWindow::greet);
    connect(m_files, &FileMenu::opened, m_canvas, &Canvas::fit); // an edited batch stays in view
    connect(m_views, &ViewMenu::measureAsked, this, &MainWindow::measure);
    connect(&m_stopwatch, &Stopwatch::measured, &m_viewState, &ViewState::setTimes);
    connect(m_files, &FileMenu::exportAsked, this, &MainWindow::askAndExport);
    connect(m_files, &FileMenu::filmAsked, this, &MainWindow::askAndExportFilm);
    connect(m_files, &FileMenu::numbersAsked, this, &MainWindow::askAndExportNumbers);
    connect(m_files, &FileMenu::scriptAsked, this, &MainWindow::askAndExportScript);
    connect(m_files, &FileMenu::printAsked, this, &MainWindow::print);
    connect(m_files, &FileMenu::previewAsked, this, &MainWindow::previewPrint);
    connect(m_files, &FileMenu::windowAsked, this, &MainWindow::windowAsked);
    connect(m_files, &FileMenu::quitAsked, this, [this] {
        if (m_kept)
            emit quitAsked();
        else
            close();
    });
    new CanvasAccess({*m_canvas, m_player, [this] { return m_canvas->view(); },
                      [this]() -> const Scene & { return m_canvas->scene(); }});
    new HoverHold(*m_canvas, m_player);
    new BusySign(m_runner, *m_canvas);
    new CanvasEditing(*m_canvas, m_player, m_viewState, m_editing);
    new Lens(
        *m_canvas, [this]() -> const Scene & { return m_canvas->scene(); }, m_appearance);
    connect(m_views, &ViewMenu::zoomedIn, m_canvas, &Canvas::zoomIn);
    connect(m_views, &ViewMenu::zoomedOut, m_canvas, &Canvas::zoomOut);
    connect(m_views, &ViewMenu::fitted, m_canvas, &Canvas::fit);
    connect(m_canvas, &Canvas::captionChanged, &m_dock->caption(), &Caption::setSentence);
}

void MainWindow::connectAsking()
{
    connect(m_inspector, &Inspector::asked, m_walk, &CellWalk::goTo);
    connect(m_inspector, &Inspector::pointedAt, m_walk, &CellWalk::pointAt);
    connect(m_plots, &PlotDocks::asked, m_walk, &CellWalk::goTo);
    connect(m_plots, &PlotDocks::failed, m_errors, &ErrorBar::showError);
}

/// What is selected stays so if the new trace has it too.
void MainWindow::showTrace(const std::shared_ptr<const core::Trace> &trace)
{
    const auto selection = m_viewState.selection();
    const bool stays =
        selection && m_player.trace() && isInBoth(*selection, *m_player.trace(), *trace);
    m_viewState.clear();
    m_stopwatch.stop();
    m_viewState.setTimes(std::nullopt);
    m_player.setTrace(trace, m_runner.rasters());
    if (stays && !m_viewState.selection())
        m_viewState.select(selection);
    applySavedView();
}

void MainWindow::showTitle()
{
    const QString title = m_document.title(), file = QFileInfo(m_document.fileName()).fileName();
    const bool named = file.isEmpty() || file.startsWith(title + QLatin1Char('.'));
    setWindowTitle((named ? title : tr("%1 (%2)").arg(title, file)) + QStringLiteral("[*]"));
    setWindowFilePath(m_document.fileName());
    setWindowModified(m_document.isModified());
}

void MainWindow::greet()
{
    const core::Document &document = *m_document.value();
    m_savedView = savedView(document.view);
    if (document.unknown.empty())
        return;
    QStringList keys;
    for (const auto &[path, value] : document.unknown)
        keys += QString::fromStdString(path);
    m_errors->showError(
        {tr("This version does not know these keys of the document; they are kept: %1")
             .arg(keys.join(QStringLiteral(", ")))
             .toStdString(),
         {}});
}

void MainWindow::measure()
{
    if (!m_player.trace())
        return;
    m_player.goToEnd(); // where the times are shown
    m_stopwatch.start(m_player.trace(), measuringSeconds);
}

void MainWindow::applySavedView()
{
    if (!m_savedView)
        return;
    const SavedView view = *std::exchange(m_savedView, std::nullopt);
    m_viewState.setLanes(view.lanes.value_or(m_viewState.lanes()));
    // The batch may have been edited elsewhere, so that there is no such moment any more.
    if (const auto time = m_player.timeline()->timeNamed(view.moment.value_or("")))
        m_player.seek(*time);
}

std::string MainWindow::viewText() const
{
    SavedView view{{}, m_viewState.lanes()};
    if (const Timeline *timeline = m_player.timeline())
        view.moment = nameOf(timeline->momentAt(m_player.time()));
    return savedViewText(view, m_document.value()->view);
}

void MainWindow::present()
{
    if (!m_presenter) {
        if (m_player.isHeld())
            m_player.play(); // a lecture does not wait for a pointer
        m_presenter = new Presenter({m_player, m_viewState, m_appearance, *m_playback}, this);
        connect(m_presenter, &Presenter::left, m_canvas, qOverload<>(&QWidget::setFocus));
        m_presenter->setGeometry(screen()->geometry());
    }
    m_presenter->showFullScreen();
    m_presenter->activateWindow();
}

void MainWindow::askAndExport()
{
    if (!m_player.trace())
        return;
    m_player.pause(); // what is exported is what is seen
    openAlone(new PictureDialog(exportSubject(), m_appearance, this));
}

void MainWindow::askAndExportFilm()
{
    if (!m_player.trace())
        return;
    m_player.pause();
    openAlone(new FilmDialog(exportSubject(), m_appearance, this));
}

ExportSubject MainWindow::exportSubject() const
{
    return {m_player.trace(), viewAlone(), m_player.time(), QFileInfo(m_document.fileName()).path(),
            m_document.baseName()};
}

void MainWindow::askAndExportNumbers()
{
    const auto trace = m_player.trace();
    const QString name = trace ? NumbersDialog(m_document, this).ask() : QString();
    if (!name.isEmpty())
        showOutcome(writeNumbers(name, *trace));
}

void MainWindow::askAndExportScript()
{
    const auto trace = m_player.trace();
    if (!trace)
        return;
    const QString name =
        askWhere(tr("Export PyTorch program"), tr("Python programs (*.py)"), QStringLiteral("py"));
    if (name.isEmpty())
        return;
    const auto script = core::torchScript(*trace);
    showOutcome(script ? writeWholeFile(name, *script) : script.error());
}

void MainWindow::print()
{
    if (!m_player.trace())
        return;
    m_player.pause(); // what is printed is what is seen
    showOutcome(askAndPrint({pictureAlone(), m_document.baseName()}, *this));
}

void MainWindow::previewPrint()
{
    if (!m_player.trace())
        return;
    m_player.pause();
    showOutcome(ui::previewPrint({pictureAlone(), m_document.baseName()}, *this));
}

/// Where a file with the document's name is to be written; empty if nowhere.
QString MainWindow::askWhere(const QString &title, const QString &kinds, const QString &suffix)
{
    QFileDialog dialog(this, title, QFileInfo(m_document.fileName()).path(), kinds);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix);
    dialog.selectFile(m_document.baseName() + QLatin1Char('.') + suffix);
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().constFirst() : QString();
}

/// What is seen, with title, caption and legend.
View MainWindow::viewAlone() const
{
    View view = m_canvas->view();
    view.standalone = true;
    view.hover.reset();
    view.size = QSizeF(view.size.width(), view.size.height() + exportMargin);
    return view;
}

Scene MainWindow::pictureAlone() const
{
    return sceneAt(*m_player.trace(), viewAlone(), *m_player.timeline(), m_player.time());
}

/// For programs that take pixels, and for those that take drawings.
void MainWindow::copyPicture()
{
    if (!m_player.trace())
        return;
    QGuiApplication::clipboard()->setMimeData(
        carriedPicture(pictureAlone(), {m_appearance.theme().name, copyScale}));
}

void MainWindow::showOutcome(const core::Result<core::Done> &written)
{
    if (!written)
        m_errors->showError(written.error());
    else
        m_errors->hide();
}

void MainWindow::keep(std::unique_ptr<KeptDocument> kept, std::function<bool()> isLast)
{
    m_kept = std::move(kept);
    m_isLast = std::move(isLast);
    m_kept->follow(m_document, [this] { return viewText(); });
    m_files->setOpensWindows(true);
    connect(m_kept.get(), &KeptDocument::failed, this, &MainWindow::tell);
}

void MainWindow::closeAndKeep()
{
    m_staysKept = true;
    close();
}

void MainWindow::markModified()
{
    m_document.undoStack().resetClean();
}

void MainWindow::tell(const core::Error &error)
{
    m_errors->showError(error);
}

void MainWindow::note(const QString &sentence)
{
    m_errors->showNote(sentence);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const bool keeps = m_kept && (m_staysKept || m_isLast());
    if (!keeps && !m_files->mayClose()) {
        event->ignore();
        return;
    }
    if (keeps)
        m_kept->keepNow();
    else if (m_kept)
        m_kept->forget();
    m_layout->saveGeometry();
    m_plots->save();
    QMainWindow::closeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    fitPanels(event->size().width(), event->oldSize().width());
}

void MainWindow::fitPanels(int width, int oldWidth)
{
    const auto crossed = [&](int threshold) {
        return oldWidth < 0 || (width < threshold) != (oldWidth < threshold);
    };
    if (crossed(widthForInspector)) {
        m_views->inspector()->setChecked(width >= widthForInspector &&
                                         RememberedLayout::wants(*m_views->inspector()));
        const int left = width < widthForInspector ? 180 : 216;
        m_sequences->setFixedWidth(left);
        m_dock->setTransportWidth(left);
    }
    if (crossed(widthForSequences))
        m_views->sequences()->setChecked(width >= widthForSequences &&
                                         RememberedLayout::wants(*m_views->sequences()));
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().constFirst().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    m_files->openFile(event->mimeData()->urls().constFirst().toLocalFile());
}

} // namespace ui
