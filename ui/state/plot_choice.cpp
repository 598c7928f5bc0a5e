// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/plot_choice.h"

#include <algorithm>
#include <numeric>

namespace ui {

namespace {

using core::Index;

void keepBelow(std::vector<Index> &indices, Index end)
{
    std::erase_if(indices, [end](Index index) { return index < 0 || index >= end; });
}

std::optional<Index> readIndex(const QString &text, const QStringList &names)
{
    const auto named = std::ranges::find_if(names, [&text](const QString &name) {
        return name.compare(text, Qt::CaseInsensitive) == 0;
    });
    if (named != names.end())
        return named - names.begin();
    bool isNumber = false;
    const Index index = text.toLongLong(&isNumber);
    return isNumber && index >= 0 ? std::optional(index) : std::nullopt;
}

/// "7" or "3-5", first and last.
std::optional<std::pair<Index, Index>> readRange(const QString &text, const QStringList &names)
{
    const QStringList ends = text.split(QLatin1Char('-'));
    const auto first = readIndex(ends.constFirst().trimmed(), names);
    const auto last = readIndex(ends.constLast().trimmed(), names);
    if (ends.size() > 2 || !first || !last || *last < *first)
        return std::nullopt;
    return std::pair{*first, *last};
}

QString nameOf(Index index, const QStringList &names)
{
    return index < names.size() ? names[index] : QString::number(index);
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

std::optional<std::vector<Index>> readIndices(const QString &text, Index end,
                                              const QStringList &names)
{
    std::vector<Index> indices;
    for (const QString &part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const auto range = readRange(part.trimmed(), names);
        if (!range || range->second >= end)
            return std::nullopt;
        for (Index index = range->first; index <= range->second; ++index)
            if (std::ranges::find(indices, index) == indices.end())
                indices.push_back(index);
    }
    return indices.empty() ? std::nullopt : std::optional(indices);
}

QString indicesText(const std::vector<Index> &indices, const QStringList &names)
{
    QStringList parts;
    for (std::size_t i = 0; i < indices.size();) {
        std::size_t last = i;
        while (last + 1 < indices.size() && indices[last + 1] == indices[last] + 1)
            ++last;
        const QString first = nameOf(indices[i], names);
        if (last > i + 1) {
            parts += first + QLatin1Char('-') + nameOf(indices[last], names);
            i = last + 1;
        } else {
            parts += first;
            ++i;
        }
    }
    return parts.join(QStringLiteral(", "));
}

QStringList sequenceNames(const core::Trace &trace)
{
    QStringList names;
    for (Index b = 0; b < trace.B(); ++b)
        names += QString::fromStdString(core::sequenceName(core::SequenceIndex(b)));
    return names;
}

void PlotState::choose(const PlotChoice &choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    emit changed();
}

} // namespace ui
