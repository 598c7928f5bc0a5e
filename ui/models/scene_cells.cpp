// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/scene_cells.h"

#include "ui/scene/text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <map>
#include <tuple>

namespace ui {

namespace {

using core::Index;

/// More numbers than this are not read aloud.
constexpr std::size_t mostNumbers = 16;

class Words {
    Q_DECLARE_TR_FUNCTIONS(SceneCells)

  public:
    static QString nameOf(const core::Trace &trace, const Identity &is)
    {
        QStringList parts{QString::fromStdString(core::sequenceName(is.sequence))};
        if (!isOfSequence(is.part)) {
            parts += tr("step %1").arg(is.step.value());
            parts += tokenOf(trace, is);
        }
        parts += quantityOf(trace, is);
        if (trace.shape().numLayers > 1 && isOfGru(is.part))
            parts += tr("layer %1").arg(is.layer);
        if (trace.directions() > 1 && isOfGru(is.part))
            parts += is.direction ? tr("reverse") : tr("forward");
        if (is.lane == core::Lane::padded)
            parts += tr("padded lane");
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }

    static QString numbers(const std::vector<double> &values)
    {
        QStringList texts;
        const std::size_t shown = std::min(values.size(), mostNumbers);
        for (std::size_t i = 0; i < shown; ++i)
            texts += numberText(values[i]);
        if (values.size() > shown)
            texts += tr("and %1 more").arg(values.size() - shown);
        return texts.join(QStringLiteral(", "));
    }

    static QString maskOf(const core::Trace &trace, const Identity &is)
    {
        const bool last = is.step.value() == trace.lengthOf(is.sequence) - 1;
        return last ? QStringLiteral("True") : QStringLiteral("False");
    }

  private:
    static bool isOfSequence(Part part)
    {
        return part == Part::finalHidden || part == Part::lastState || part == Part::naiveState ||
               part == Part::readout || part == Part::naiveReadout;
    }
    static bool isOfGru(Part part)
    {
        return part == Part::hPrevious || part == Part::reset || part == Part::update ||
               part == Part::candidate || part == Part::hidden || part == Part::finalHidden;
    }

    static QString tokenOf(const core::Trace &trace, const Identity &is)
    {
        if (is.step.value() >= trace.lengthOf(is.sequence))
            return tr("padding");
        if (!trace.paddedIds)
            return {};
        const auto id =
            (*trace.paddedIds)[is.sequence.value() * trace.paddedWidth() + is.step.value()];
        return QString::fromStdString(core::tokenText(trace.document->vocabulary, id));
    }

    static QString quantityOf(const core::Trace &trace, const Identity &is)
    {
        switch (is.part) {
        case Part::token:
            return tr("token");
        case Part::embedding:
            return QStringLiteral("x");
        case Part::packedRow:
            return QStringLiteral("data[%1]")
                .arg(trace.packed.row(is.step.value(), trace.slotOf(is.sequence).value()));
        case Part::hPrevious:
            return tr("h before");
        case Part::reset:
            return tr("reset gate r");
        case Part::update:
            return tr("update gate z");
        case Part::candidate:
            return tr("candidate n");
        case Part::hidden:
            return tr("h after");
        case Part::unpacked:
            return tr("output in sorted order");
        case Part::output:
            return QStringLiteral("output");
        case Part::finalHidden:
            return QStringLiteral("h_n");
        case Part::mask:
            return QStringLiteral("last_mask");
        case Part::lastState:
            return tr("state picked by the mask");
        case Part::naiveState:
            return tr("h after the padding");
        case Part::readout:
            return tr("readout");
        case Part::naiveReadout:
            return tr("readout after the padding");
        default: // what stands for no cell
            return {};
        }
    }
};

auto keyOf(const Identity &is)
{
    return std::tuple(is.part, is.lane, is.sequence.value(), is.step.value(), is.layer,
                      is.direction);
}

} // namespace

std::vector<SceneCell> cellsOf(const core::Trace &trace, const Scene &scene)
{
    std::vector<SceneCell> cells;
    std::map<decltype(keyOf({})), std::size_t> places;
    for (const Item &item : scene.items) {
        if (item.identity.part == Part::none || item.opacity < 0.2)
            continue;
        const auto [place, isNew] = places.try_emplace(keyOf(item.identity), cells.size());
        if (isNew)
            cells.push_back({item.identity, {}, Words::nameOf(trace, item.identity), {}});
        SceneCell &cell = cells[place->second];
        cell.rect = cell.rect.united(bounds(item));
        if (const auto *slits = std::get_if<Slits>(&item.shape))
            cell.value = Words::numbers(slits->values);
        else if (isNew && item.identity.part == Part::mask)
            cell.value = Words::maskOf(trace, item.identity);
    }
    return cells;
}

} // namespace ui
