// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/file_menu.h"

#include "core/io/document_token.h"
#include "core/io/examples.h"
#include "core/io/text_document.h"
#include "ui/state/document_file.h"
#include "ui/state/editing.h"
#include "ui/state/open_document.h"
#include "ui/state/recent_files.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

namespace ui {

namespace {

constexpr auto suffix = ".packscope";

/// "two-layers" as a person reads it: "Two layers".
QString exampleTitle(std::string_view name)
{
    QString title = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    title.replace(QLatin1Char('-'), QLatin1Char(' '));
    return title.left(1).toUpper() + title.mid(1);
}

} // namespace

FileMenu::FileMenu(OpenDocument &document, Editing &editing, RecentFiles &recentFiles,
                   QWidget &window, std::function<std::string()> viewText)
    : QMenu(tr("&File"), &window), m_document(document), m_editing(editing),
      m_recentFiles(recentFiles), m_window(window), m_viewText(std::move(viewText)),
      m_weights(window)
{
    setToolTipsVisible(true);
    addNew();
    addExamples();
    addAction(tr("&Open…"), QKeySequence(Qt::CTRL | Qt::Key_O), this, &FileMenu::askAndOpen);
    addRecent();
    addSeparator();
    addAction(tr("&Save"), QKeySequence(Qt::CTRL | Qt::Key_S), this, &FileMenu::save);
    addAction(tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), this,
              &FileMenu::saveAs);
    addSeparator();
    addWeights();
    addSeparator();
    addAction(tr("&Export picture…"), QKeySequence(Qt::CTRL | Qt::Key_E), this,
              &FileMenu::exportAsked);
    addAction(tr("Export f&ilm…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), this,
              &FileMenu::filmAsked);
    addAction(tr("Export n&umbers…"), this, &FileMenu::numbersAsked)
        ->setToolTip(tr("Every tensor of both lanes as JSON, for NumPy, or as CSV"));
    QAction *script = addAction(tr("Export PyTorch &program…"), this, &FileMenu::scriptAsked);
    script->setToolTip(tr("A program that computes every tensor again with PyTorch, and compares"));
    addSeparator();
    addAction(tr("Pr&int…"), QKeySequence(Qt::CTRL | Qt::Key_P), this, &FileMenu::printAsked);
    addAction(tr("Print pre&view…"), this, &FileMenu::previewAsked);
    addSeparator();
    addAction(tr("&Close"), QKeySequence(Qt::CTRL | Qt::Key_W), &window, &QWidget::close);
    addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &FileMenu::quitAsked);
}

/// A small batch of words, to be typed over.
void FileMenu::addNew()
{
    addAction(tr("&New"), QKeySequence(Qt::CTRL | Qt::Key_N), this,
              [this] { open([] { return core::parseTextDocument("pack\nthese\nwords\n"); }, {}); });
}

void FileMenu::addExamples()
{
    QMenu *menu = addMenu(tr("New from e&xample"));
    menu->setToolTipsVisible(true);
    for (const core::Example &example : core::examples()) {
        QAction *action =
            menu->addAction(exampleTitle(example.name), this, [this, name = example.name] {
                open([name] { return core::exampleDocument(name); }, {});
            });
        const QString description = QString::fromUtf8(
            example.description.data(), static_cast<qsizetype>(example.description.size()));
        action->setToolTip(description);
    }
}

void FileMenu::addWeights()
{
    addAction(tr("&Load weights…"), this, [this] {
        if (const auto loaded = m_weights.askAndLoad(*m_document.value()))
            takeWeights(*loaded);
    });
    addAction(tr("Save &model as…"), this, [this] {
        const auto saved = m_weights.askAndSave(*m_document.value(), m_document.baseName());
        if (saved && !*saved)
            emit failed(saved->error());
    });
    // What an edit says comes after what it does.
    connect(&m_weights, &WeightFiles::told, this, &FileMenu::told, Qt::QueuedConnection);
}

/// The model of a file in place of the document's; undone like any other edit.
void FileMenu::takeWeights(const core::Result<core::Document> &loaded)
{
    if (loaded)
        m_editing.take(loaded, tr("Load weights"));
    else
        emit failed(loaded.error());
}

void FileMenu::addRecent()
{
    QMenu *menu = addMenu(tr("Open &recent"));
    menu->setToolTipsVisible(true);
    connect(&m_recentFiles, &RecentFiles::changed, menu, [this, menu] { fillRecent(menu); });
    // Another window may have opened some.
    connect(this, &QMenu::aboutToShow, &m_recentFiles, &RecentFiles::refresh);
    fillRecent(menu);
}

void FileMenu::fillRecent(QMenu *menu)
{
    menu->clear();
    menu->setEnabled(!m_recentFiles.names().isEmpty());
    for (const QString &name : m_recentFiles.names()) {
        QString text = QFileInfo(name).fileName();
        text.replace(QLatin1Char('&'), QStringLiteral("&&"));
        // Queued: opening a file fills this menu again.
        QAction *action = menu->addAction(text);
        action->setToolTip(name);
        connect(
            action, &QAction::triggered, this, [this, name] { openFile(name); },
            Qt::QueuedConnection);
    }
    menu->addSeparator();
    menu->addAction(tr("&Clear"), &m_recentFiles, &RecentFiles::clear, Qt::QueuedConnection);
}

void FileMenu::openFile(const QString &fileName)
{
    if (!WeightFiles::isOne(fileName))
        return open([fileName] { return readDocumentFile(fileName); }, fileName);
    // A document of its own, which belongs to no file yet.
    if (auto loaded = m_weights.load({}, fileName)) {
        if (*loaded && (*loaded)->title.empty())
            (*loaded)->title = QFileInfo(fileName).completeBaseName().toStdString();
        open([&loaded] { return *loaded; }, {});
    }
}

void FileMenu::openText(const QString &token)
{
    open([&token] { return core::parseDocumentToken(token.toStdString()); }, {});
}

void FileMenu::open(const std::function<core::Result<core::Document>()> &document,
                    const QString &fileName)
{
    if (!m_opensWindows && !mayClose())
        return;
    take(document(), fileName);
}

void FileMenu::take(core::Result<core::Document> document, const QString &fileName)
{
    if (!document) {
        m_recentFiles.remove(fileName);
        emit failed(document.error());
        return;
    }
    if (!fileName.isEmpty())
        m_recentFiles.add(fileName);
    if (m_opensWindows && m_document.isModified())
        return emit windowAsked(*document, fileName);
    m_document.open(std::move(*document), fileName);
    emit opened();
}

void FileMenu::askAndOpen()
{
    const QString name = QFileDialog::getOpenFileName(
        &m_window, tr("Open"), QFileInfo(m_document.fileName()).path(),
        tr("Documents, text and weights (*.packscope *.json *.txt *.safetensors *.npz *.pt *.pth);;"
           "All files (*)"));
    if (!name.isEmpty())
        openFile(name);
}

bool FileMenu::save()
{
    const QString &name = m_document.fileName();
    // Text that was read became a document, and does not fit into its own file any more.
    const bool ownFile =
        name.endsWith(QLatin1String(suffix)) || name.endsWith(QLatin1String(".json"));
    return ownFile ? saveTo(name) : saveAs();
}

bool FileMenu::saveAs()
{
    const QFileInfo file(m_document.fileName());
    const QString base =
        m_document.fileName().isEmpty() ? m_document.baseName() : file.completeBaseName();
    QFileDialog dialog(&m_window, tr("Save as"), file.path(), tr("Documents (*.packscope)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QLatin1String(suffix).mid(1));
    dialog.selectFile(base + QLatin1String(suffix));
    return dialog.exec() == QDialog::Accepted && saveTo(dialog.selectedFiles().constFirst());
}

bool FileMenu::saveTo(const QString &fileName)
{
    const auto saved = m_document.saveAs(fileName, m_viewText());
    if (!saved) {
        emit failed(saved.error());
        return false;
    }
    m_recentFiles.add(fileName);
    return true;
}

bool FileMenu::mayClose()
{
    if (!m_document.isModified())
        return true;
    QMessageBox question(QMessageBox::Question, tr("Unsaved changes"),
                         tr("Save the changes to %1?").arg(m_document.title()),
                         QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &m_window);
    question.setTextFormat(Qt::PlainText); // a title may hold anything
    question.setDefaultButton(QMessageBox::Save);
    const int answer = question.exec();
    return answer == QMessageBox::Discard || (answer == QMessageBox::Save && save());
}

} // namespace ui
