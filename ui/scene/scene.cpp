// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/scene.h"

#include "ui/scene/text.h"

#include <algorithm>
#include <type_traits>

namespace ui {

QRectF slitRect(const Slits &slits, int index)
{
    const int count = static_cast<int>(slits.values.size());
    const int columns = slits.columns > 0 ? std::min(slits.columns, count) : count;
    const int lines = (count + columns - 1) / columns;
    const double width = slits.rect.width() / columns, height = slits.rect.height() / lines;
    const QRectF cell(slits.rect.x() + width * (index % columns),
                      slits.rect.y() + height * static_cast<int>(index / columns), width, height);
    const bool last = index % columns == columns - 1;
    return cell.adjusted(0, 0, last ? 0 : -slits.gap, lines > 1 ? -slits.gap : 0);
}

QRectF bounds(const Item &item)
{
    return std::visit(
        [](const auto &shape) -> QRectF {
            using Shape = std::decay_t<decltype(shape)>;
            if constexpr (std::is_same_v<Shape, Box> || std::is_same_v<Shape, Slits>) {
                return shape.rect;
            } else if constexpr (std::is_same_v<Shape, Label>) {
                double width = widthOf(shape.spans, shape.size);
                if (shape.maxWidth > 0)
                    width = std::min(width, shape.maxWidth);
                const double left = shape.align & Qt::AlignHCenter ? shape.at.x() - width / 2
                                    : shape.align & Qt::AlignRight ? shape.at.x() - width
                                                                   : shape.at.x();
                return {left, shape.at.y() - 0.8 * shape.size, width, shape.size};
            } else {
                return shape.path.boundingRect();
            }
        },
        item.shape);
}

std::optional<Hit> hitTest(const Scene &scene, QPointF point)
{
    for (auto item = scene.items.rbegin(); item != scene.items.rend(); ++item) {
        if (item->identity.part == Part::none || item->opacity < 0.2)
            continue;
        const bool solid =
            std::holds_alternative<Box>(item->shape) || std::holds_alternative<Slits>(item->shape);
        if (!solid || !bounds(*item).contains(point))
            continue;
        Hit hit{item->identity, -1, bounds(*item)};
        if (const auto *slits = std::get_if<Slits>(&item->shape))
            for (int i = 0; i < static_cast<int>(slits->values.size()); ++i)
                if (slitRect(*slits, i).contains(point))
                    hit.unit = i;
        return hit;
    }
    return std::nullopt;
}

} // namespace ui
