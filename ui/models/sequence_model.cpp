// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sequence_model.h"

#include <QStringList>

namespace ui {

namespace {

/// A list shows no more of a sequence than this.
constexpr core::Index longestShown = 200;

} // namespace

QString tokensText(const core::Trace &trace, core::SequenceIndex sequence)
{
    std::vector<std::int64_t> ids;
    const core::Index shown = std::min(trace.lengthOf(sequence), longestShown);
    for (core::Index step = 0; step < shown; ++step)
        ids.push_back((*trace.paddedIds)[sequence.value() * trace.paddedWidth() + step]);
    return QString::fromStdString(core::joined(trace.document->vocabulary, ids));
}

void SequenceModel::setTrace(std::shared_ptr<const core::Trace> trace)
{
    beginResetModel();
    m_trace = std::move(trace);
    endResetModel();
}

int SequenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_trace ? 0 : static_cast<int>(m_trace->B());
}

QString SequenceModel::text(core::SequenceIndex sequence) const
{
    return m_trace->paddedIds
               ? tokensText(*m_trace, sequence)
               : tr("%n vector(s)", nullptr, static_cast<int>(m_trace->lengthOf(sequence)));
}

QVariant SequenceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const core::SequenceIndex sequence(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(sequence);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return tr("%1: %2, length %3")
            .arg(QString::fromStdString(core::sequenceName(sequence)), text(sequence))
            .arg(m_trace->lengthOf(sequence));
    case lengthRole:
        return static_cast<int>(m_trace->lengthOf(sequence));
    case widthRole:
        return static_cast<int>(m_trace->paddedWidth());
    default:
        return {};
    }
}

} // namespace ui
