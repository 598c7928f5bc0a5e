// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/editing.h"

#include "core/model/batch_edits.h"
#include "ui/state/open_document.h"

#include <algorithm>

namespace ui {

namespace {

/// The text of one token that is not padding.
std::string anyToken(const core::Document &document)
{
    const auto padding = document.options.paddingIdx;
    const core::Index V = document.embedding.extent(0);
    const core::Index row = padding && *padding < 0 ? *padding + V : padding.value_or(-1);
    return core::tokenText(document.vocabulary, row == 0 && V > 1 ? 1 : 0);
}

/// What an edit did that was not asked for: tokens that are new, and got rows of the embedding.
QString noteOn(const core::Document &before, const core::Document &after)
{
    const auto &tokens = after.vocabulary.tokens;
    const core::Index first = before.embedding.extent(0), end = after.embedding.extent(0);
    if (end <= first || end != std::ssize(tokens) || std::ssize(before.vocabulary.tokens) != first)
        return {};
    QStringList added;
    for (core::Index id = first; id < end; ++id)
        added += QStringLiteral("“%1”").arg(
            QString::fromStdString(tokens[static_cast<std::size_t>(id)]));
    return added.size() == 1
               ? Editing::tr("%1 is new: it got row %2 of the embedding, drawn from N(0, 1).")
                     .arg(added.front())
                     .arg(first)
               : Editing::tr(
                     "%1 are new: they got rows %2 to %3 of the embedding, drawn from N(0, 1).")
                     .arg(added.join(QStringLiteral(", ")))
                     .arg(first)
                     .arg(end - 1);
}

} // namespace

Editing::Editing(OpenDocument &document, QObject *parent) : QObject(parent), m_document(document)
{
    connect(&document, &OpenDocument::changed, this, &Editing::documentChanged);
}

const core::Document &Editing::document() const
{
    return *m_document.value();
}

bool Editing::canType() const
{
    return std::holds_alternative<core::TokenInput>(document().input);
}

QString Editing::text(int row) const
{
    return QString::fromStdString(core::typedText(document(), core::SequenceIndex(row)));
}

/// The document to which an edit of this kind is to be done.
const core::Document &Editing::before(const QString &kind)
{
    const QString step = QStringLiteral("%1 %2").arg(m_gesture).arg(kind);
    if (step != m_step || m_document.value() != m_after) {
        m_step = step;
        m_before = m_document.value();
        m_after = m_before;
    }
    return *m_before;
}

void Editing::takeBack()
{
    if (!m_step.isEmpty() && m_document.value() == m_after)
        m_document.change(*m_before, {}, m_step);
    m_step.clear();
    forgetRefusal();
}

void Editing::undo()
{
    m_document.undoStack().undo();
}

bool Editing::type(int row, const QString &text)
{
    const QString kind = QStringLiteral("type %1").arg(row);
    return take(core::withTyped(before(kind), core::SequenceIndex(row), text.toStdString()),
                tr("Typing"), kind);
}

bool Editing::setLength(int row, core::Index length)
{
    const QString kind = QStringLiteral("length %1").arg(row);
    return take(core::withLength(before(kind), core::SequenceIndex(row), length), tr("Length"),
                kind);
}

bool Editing::setToken(int row, core::Index step, const QString &text)
{
    const QString kind = QStringLiteral("token %1 %2").arg(row).arg(step);
    return take(core::withToken(before(kind), core::SequenceIndex(row), core::StepIndex(step),
                                text.toStdString()),
                tr("Token"), kind);
}

bool Editing::insert(int at, const QStringList &texts)
{
    std::vector<std::string> lines;
    for (const QString &text : texts)
        lines.push_back(text.toStdString());
    return take(core::withInserted(document(), at, lines),
                texts.size() == 1 ? tr("Add sequence") : tr("Add sequences"));
}

int Editing::insertBelow(int row)
{
    const int at = std::clamp(row + 1, 0, static_cast<int>(document().batchSize()));
    if (!canType())
        return row >= 0 && duplicate(row) ? at : -1;
    return insert(at, {QString::fromStdString(anyToken(document()))}) ? at : -1;
}

bool Editing::remove(std::vector<int> rows)
{
    std::ranges::sort(rows);
    const std::vector<core::Index> places(rows.begin(), rows.end());
    return take(core::withoutSequences(document(), places), tr("Remove"));
}

bool Editing::duplicate(int row)
{
    return take(core::withDuplicate(document(), core::SequenceIndex(row)), tr("Duplicate"));
}

bool Editing::move(int from, int to)
{
    return take(core::withMoved(document(), from, to), tr("Move"));
}

bool Editing::take(const core::Result<core::Document> &edited, const QString &what,
                   const QString &kind)
{
    if (!edited) {
        emit refused(edited.error());
        return false;
    }
    if (kind.isEmpty())
        m_step.clear();
    else
        (void)before(kind); // it may be this kind's first edit
    const QString note = noteOn(document(), *edited);
    m_document.change(*edited, what, m_step);
    m_after = m_document.value();
    emit accepted();
    if (!note.isEmpty())
        emit noted(note);
    return true;
}

} // namespace ui
