// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/plot_choice.h"

#include <QStringList>

#include <algorithm>
#include <numeric>

namespace ui {

namespace {

using core::Index;

void keepBelow(std::vector<Index> &indices, Index end)
{
    std::erase_if(indices, [end](Index index) { return index < 0 || index >= end; });
}

/// "7" or "3-5", first and last.
std::optional<std::pair<Index, Index>> readRange(const QString &text)
{
    const QStringList ends = text.split(QLatin1Char('-'));
    bool isFirst = false, isLast = false;
    const Index first = ends.constFirst().trimmed().toLongLong(&isFirst);
    const Index last = ends.constLast().trimmed().toLongLong(&isLast);
    if (ends.size() > 2 || !isFirst || !isLast || first < 0 || last < first)
        return std::nullopt;
    return std::pair{first, last};
}

} // namespace

PlotChoice within(const PlotChoice &choice, const core::Trace &trace)
{
    PlotChoice result = choice;
    const Index layers = trace.shape().numLayers;
    if (result.layer < 0 || result.layer >= layers)
        result.layer = layers - 1;
    result.direction = std::clamp(result.direction, Index{0}, trace.directions() - 1);
    keepBelow(result.units, trace.H());
    if (result.units.empty())
        result.units = {0};
    keepBelow(result.sequences, trace.B());
    if (result.sequences.empty()) {
        result.sequences.resize(static_cast<std::size_t>(trace.B()));
        std::iota(result.sequences.begin(), result.sequences.end(), Index{0});
    }
    return result;
}

std::optional<std::vector<Index>> readIndices(const QString &text, Index end)
{
    std::vector<Index> indices;
    for (const QString &part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const auto range = readRange(part.trimmed());
        if (!range || range->second >= end)
            return std::nullopt;
        for (Index index = range->first; index <= range->second; ++index)
            if (std::ranges::find(indices, index) == indices.end())
                indices.push_back(index);
    }
    return indices.empty() ? std::nullopt : std::optional(indices);
}

QString indicesText(const std::vector<Index> &indices)
{
    QStringList parts;
    for (std::size_t i = 0; i < indices.size();) {
        std::size_t last = i;
        while (last + 1 < indices.size() && indices[last + 1] == indices[last] + 1)
            ++last;
        const QString first = QString::number(indices[i]);
        if (last > i + 1) {
            parts += first + QLatin1Char('-') + QString::number(indices[last]);
            i = last + 1;
        } else {
            parts += first;
            ++i;
        }
    }
    return parts.join(QStringLiteral(", "));
}

void PlotState::choose(const PlotChoice &choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    emit changed();
}

} // namespace ui
