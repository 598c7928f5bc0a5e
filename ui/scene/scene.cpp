// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/scene.h"

#include "ui/scene/raster.h"
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

QRect cellsOf(const Picture &picture)
{
    return picture.part.isEmpty() ? QRect(0, 0, picture.raster->width, picture.raster->height)
                                  : picture.part;
}

QRectF pictureCell(const Picture &picture, QPoint cell)
{
    const QRect cells = cellsOf(picture);
    const double width = picture.rect.width() / cells.width();
    const double height = picture.rect.height() / cells.height();
    return {picture.rect.x() + width * (cell.x() - cells.x()),
            picture.rect.y() + height * (cell.y() - cells.y()), width, height};
}

namespace {

/// Which cell of a picture lies under a point inside it.
Hit hitOf(const Picture &picture, const Identity &whole, QPointF point)
{
    const QRect cells = cellsOf(picture);
    const QPointF share = point - picture.rect.topLeft();
    const auto at = [](double part, double all, int count) {
        return std::clamp(static_cast<int>(part / all * count), 0, count - 1);
    };
    const QPoint cell(cells.x() + at(share.x(), picture.rect.width(), cells.width()),
                      cells.y() + at(share.y(), picture.rect.height(), cells.height()));
    const Raster::Cell found = picture.raster->cellAt(whole, cell.x(), cell.y());
    return {found.identity, found.unit, pictureCell(picture, cell)};
}

} // namespace

QRectF bounds(const Item &item)
{
    return std::visit(
        [](const auto &shape) -> QRectF {
            using Kind = std::decay_t<decltype(shape)>;
            if constexpr (std::is_same_v<Kind, Box> || std::is_same_v<Kind, Slits> ||
                          std::is_same_v<Kind, Picture>) {
                return shape.rect;
            } else if constexpr (std::is_same_v<Kind, Label>) {
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

std::optional<QRectF> placeIn(const Picture &picture, const Identity &whole,
                              const Identity &identity)
{
    Identity sought = identity;
    sought.sequence = whole.sequence;
    if (!picture.raster->columnsAreUnits)
        sought.step = whole.step;
    const auto place = sought == whole ? picture.raster->placeOf(identity) : std::nullopt;
    if (!place || !cellsOf(picture).contains(*place))
        return std::nullopt;
    QRectF cell = pictureCell(picture, *place);
    if (picture.raster->rowSequences.empty()) // a column of a strip, with all of its units
        cell.setHeight(picture.rect.height());
    if (picture.raster->columnsAreUnits)
        cell.setWidth(picture.rect.width());
    const double x = std::max(0.0, 4 - cell.width()) / 2, y = std::max(0.0, 4 - cell.height()) / 2;
    return cell.adjusted(-x, -y, x, y);
}

std::optional<Hit> hitTest(const Scene &scene, QPointF point)
{
    for (auto item = scene.items.rbegin(); item != scene.items.rend(); ++item) {
        if (item->identity.part == Part::none || item->opacity < 0.2)
            continue;
        const bool solid = !std::holds_alternative<Label>(item->shape) &&
                           !std::holds_alternative<Stroke>(item->shape);
        if (!solid || !bounds(*item).contains(point))
            continue;
        if (const auto *picture = std::get_if<Picture>(&item->shape))
            return hitOf(*picture, item->identity, point);
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
