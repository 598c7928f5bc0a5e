// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/open_document.h"

#include "core/model/model_edits.h"
#include "ui/state/document_file.h"

#include <QFileInfo>
#include <QUndoCommand>

#include <algorithm>

namespace ui {

namespace {

/// How much memory the steps of undo may hold together, at least ten of them. Units: bytes.
constexpr std::size_t historyBytes = std::size_t{1} << 30;

/// About what one value of the document takes.
std::size_t bytesOf(const core::Document &document)
{
    core::Index numbers = 0;
    for (const core::ParameterRef &parameter : core::parametersOf(document))
        numbers += core::tensorOf(document, parameter).size();
    if (const auto *dense = std::get_if<core::DenseInput>(&document.input))
        numbers += dense->padded.size();
    else
        numbers += document.batchSize() * document.longest();
    return static_cast<std::size_t>(numbers) * sizeof(double);
}

int undoLimitOf(const core::Document &document)
{
    const std::size_t steps = historyBytes / (bytesOf(document) + 1);
    return static_cast<int>(std::clamp<std::size_t>(steps, 10, 1000));
}

} // namespace

/// Undo and redo are the same: swap the value that is kept here with the one that is current.
class OpenDocument::Swap : public QUndoCommand {
  public:
    Swap(OpenDocument &owner, core::Document other, const QString &what, QString step)
        : QUndoCommand(what), m_owner(owner),
          m_other(std::make_shared<const core::Document>(std::move(other))), m_step(std::move(step))
    {
    }
    void undo() override { swap(); }
    void redo() override { swap(); }
    int id() const override { return m_step.isEmpty() ? -1 : 0; }
    /// What was current before both is kept here; what became current after this one is forgotten.
    bool mergeWith(const QUndoCommand *next) override
    {
        if (static_cast<const Swap *>(next)->m_step != m_step)
            return false;
        setObsolete(*m_other == *m_owner.m_value);
        return true;
    }

  private:
    void swap()
    {
        m_owner.m_value.swap(m_other);
        emit m_owner.changed();
    }

    OpenDocument &m_owner;
    std::shared_ptr<const core::Document> m_other;
    QString m_step;
};

OpenDocument::OpenDocument(core::Document document, QString fileName, QObject *parent)
    : QObject(parent), m_value(std::make_shared<const core::Document>(std::move(document))),
      m_fileName(std::move(fileName))
{
    m_undoStack.setUndoLimit(undoLimitOf(*m_value));
    connect(&m_undoStack, &QUndoStack::cleanChanged, this,
            [this](bool clean) { emit modifiedChanged(!clean); });
}

QString OpenDocument::title() const
{
    if (!m_value->title.empty())
        return QString::fromStdString(m_value->title);
    return m_fileName.isEmpty() ? tr("Untitled") : QFileInfo(m_fileName).completeBaseName();
}

QString OpenDocument::baseName() const
{
    QString name = title().simplified();
    for (const char forbidden : {'/', '\\', ':', '*', '?', '"', '<', '>', '|'})
        name.replace(QLatin1Char(forbidden), QLatin1Char('-'));
    return name;
}

void OpenDocument::open(core::Document document, const QString &fileName)
{
    m_value = std::make_shared<const core::Document>(std::move(document));
    m_undoStack.clear();
    m_undoStack.setUndoLimit(undoLimitOf(*m_value)); // taken only while there are no steps
    setFileName(fileName);
    emit changed();
}

void OpenDocument::change(core::Document document, const QString &what, const QString &step)
{
    if (document == *m_value)
        return;
    m_undoStack.push(new Swap(*this, std::move(document), what, step));
}

core::Result<core::Done> OpenDocument::saveAs(const QString &fileName, const std::string &view)
{
    core::Document saved = *m_value;
    saved.view = view;
    const auto written = writeDocumentFile(fileName, saved);
    if (!written)
        return written.error();
    m_undoStack.setClean();
    setFileName(fileName);
    return core::Done{};
}

void OpenDocument::setFileName(const QString &fileName)
{
    if (m_fileName == fileName)
        return;
    m_fileName = fileName;
    emit fileNameChanged();
}

} // namespace ui
