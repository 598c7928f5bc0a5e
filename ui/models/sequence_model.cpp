// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sequence_model.h"

#include "core/model/batch_edits.h"
#include "ui/state/editing.h"

#include <QFile>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace ui {

namespace {

/// A list shows no more of a sequence than this.
constexpr qsizetype longestShown = 200;
/// A larger file is a document to be opened, not lines to be put between others. Units: bytes.
constexpr qint64 largestDrop = qint64{1} << 20;
const QString rowType = QStringLiteral("application/x-packscope-row");

} // namespace

QString tokensText(const core::Trace &trace, core::SequenceIndex sequence)
{
    std::vector<std::int64_t> ids;
    const core::Index shown = std::min<core::Index>(trace.lengthOf(sequence), longestShown);
    for (core::Index step = 0; step < shown; ++step)
        ids.push_back((*trace.paddedIds)[sequence.value() * trace.paddedWidth() + step]);
    return QString::fromStdString(core::joined(trace.document->vocabulary, ids));
}

QStringList sequenceLines(const QString &text)
{
    QStringList lines;
    for (const std::string &line : core::typedLines(text.toStdString()))
        lines += QString::fromStdString(line);
    return lines;
}

QStringList sequenceLines(const QMimeData &data)
{
    if (!data.hasUrls())
        return sequenceLines(data.text());
    QStringList lines;
    for (const QUrl &url : data.urls()) {
        QFile file(url.toLocalFile());
        if (file.size() <= largestDrop && file.open(QIODevice::ReadOnly))
            lines += sequenceLines(QString::fromUtf8(file.readAll()));
    }
    return lines;
}

namespace {

/// Whether two documents differ in nothing but their batches.
bool readAlike(const core::Document &a, const core::Document &b)
{
    return a.dtype == b.dtype && a.options == b.options && a.readout == b.readout && a.h0 == b.h0 &&
           a.weights == b.weights && a.embedding == b.embedding;
}

/// Whether a row of tokens is the same in both.
bool sameTokens(const core::Document &a, const core::Document &b, int row)
{
    const auto *ids = std::get_if<core::TokenInput>(&a.input);
    const auto *others = std::get_if<core::TokenInput>(&b.input);
    const auto at = static_cast<std::size_t>(row);
    return ids && others && at < ids->ids.size() && at < others->ids.size() &&
           ids->ids[at] == others->ids[at];
}

QString readingText(const Reading &reading)
{
    const QString share = shareText(reading);
    return share.isEmpty() ? reading.name : reading.name + QLatin1Char(' ') + share;
}

} // namespace

SequenceModel::SequenceModel(Editing &editing, QObject *parent)
    : QAbstractListModel(parent), m_editing(editing),
      m_rows(static_cast<int>(editing.document().batchSize()))
{
    connect(&editing, &Editing::documentChanged, this, &SequenceModel::follow);
}

/// Typing changes rows and leaves them where they are, so that a field stays open; anything else may have
/// moved them.
void SequenceModel::follow()
{
    const int rows = static_cast<int>(m_editing.document().batchSize());
    compareModels();
    if (rows == m_rows) {
        emit dataChanged(index(0), index(rows - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

void SequenceModel::setTrace(std::shared_ptr<const core::Trace> trace)
{
    m_trace = trace && trace->document->readout ? std::move(trace) : nullptr;
    compareModels();
    emit dataChanged(index(0), index(m_rows - 1),
                     {readingRole, readingIsOldRole, Qt::AccessibleTextRole, Qt::ToolTipRole});
}

void SequenceModel::compareModels()
{
    const core::Document &document = m_editing.document();
    m_sameModel = m_trace &&
                  (m_trace->document.get() == &document || readAlike(*m_trace->document, document));
}

/// A row that was typed over stands where it stood; where rows came or went, another may stand there.
SequenceModel::Age SequenceModel::ageOfReading(int row) const
{
    const core::Document &document = m_editing.document();
    if (!m_trace || !document.readout || row >= m_trace->B())
        return Age::unknown;
    if (m_trace->document.get() == &document)
        return Age::current;
    const bool sameRow = sameTokens(*m_trace->document, document, row);
    if (sameRow && m_sameModel)
        return Age::current;
    return sameRow || m_trace->B() == m_rows ? Age::old : Age::unknown;
}

std::optional<Reading> SequenceModel::reading(int row) const
{
    if (ageOfReading(row) == Age::unknown)
        return std::nullopt;
    return readingOf(*m_trace->document->readout, m_trace->readoutPacked, row);
}

QString SequenceModel::facts(int row) const
{
    return tr("%1: %2, length %3")
        .arg(QString::fromStdString(core::sequenceName(core::SequenceIndex(row))),
             text(row).left(longestShown))
        .arg(data(index(row), lengthRole).toInt());
}

QString SequenceModel::accessibleText(int row) const
{
    if (ageOfReading(row) != Age::current)
        return facts(row);
    return tr("%1, read as %2").arg(facts(row), readingText(*reading(row)));
}

QString SequenceModel::toolTip(int row) const
{
    if (ageOfReading(row) != Age::current)
        return facts(row);
    QStringList lines{facts(row), tr("Packed, it is read as %1").arg(readingText(*reading(row)))};
    if (m_trace->padded)
        lines += tr("After the padding, as %1")
                     .arg(readingText(
                         readingOf(*m_trace->document->readout, m_trace->readoutNaive, row)));
    return lines.join(QLatin1Char('\n'));
}

int SequenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

QString SequenceModel::text(int row) const
{
    if (!m_editing.canType())
        return tr("%n vector(s)", nullptr, data(index(row), lengthRole).toInt());
    return m_editing.text(row);
}

QVariant SequenceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const core::Document &document = m_editing.document();
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row()).left(longestShown);
    case Qt::EditRole:
        return text(index.row());
    case Qt::AccessibleTextRole:
        return accessibleText(index.row());
    case Qt::ToolTipRole:
        return toolTip(index.row());
    case lengthRole:
        return static_cast<int>(document.lengthOf(core::SequenceIndex(index.row())));
    case widthRole:
        return static_cast<int>(document.paddedWidth());
    case hasReadoutRole:
        return document.readout.has_value();
    case readingRole: {
        const auto read = reading(index.row());
        return read ? QVariant::fromValue(*read) : QVariant();
    }
    case readingIsOldRole:
        return ageOfReading(index.row()) == Age::old;
    default:
        return {};
    }
}

bool SequenceModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    return role == Qt::EditRole && m_editing.type(index.row(), value.toString());
}

Qt::ItemFlags SequenceModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled; // between the rows
    const Qt::ItemFlags flags =
        Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
    return m_editing.canType() ? flags | Qt::ItemIsEditable : flags;
}

QStringList SequenceModel::mimeTypes() const
{
    return {rowType, QStringLiteral("text/plain"), QStringLiteral("text/uri-list")};
}

QMimeData *SequenceModel::mimeData(const QModelIndexList &indexes) const
{
    QStringList lines;
    for (const QModelIndex &index : indexes)
        lines += text(index.row());
    auto *data = new QMimeData;
    data->setText(lines.join(QLatin1Char('\n')));
    if (indexes.size() == 1)
        data->setData(rowType, QByteArray::number(indexes.constFirst().row()));
    return data;
}

Qt::DropActions SequenceModel::supportedDropActions() const
{
    return Qt::MoveAction | Qt::CopyAction;
}

bool SequenceModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int,
                                 const QModelIndex &parent)
{
    int at = row >= 0 ? row : parent.isValid() ? parent.row() : m_rows;
    if (data->hasFormat(rowType) && action == Qt::MoveAction) {
        const int from = data->data(rowType).toInt();
        if (from >= m_rows)
            return false;
        at -= at > from ? 1 : 0; // the row is taken out first
        at = std::clamp(at, 0, m_rows - 1);
        const bool moved = m_editing.move(from, at);
        if (moved)
            emit dragged(at);
        return moved;
    }
    const QStringList lines = sequenceLines(*data);
    return !lines.isEmpty() && m_editing.insert(at, lines);
}

} // namespace ui
