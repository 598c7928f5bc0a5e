// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/places.h"

#include "ui/scene/target_cells.h"

#include <cmath>

namespace ui {

namespace {

bool canBeAsked(const Item &item)
{
    return item.identity.part != Part::none && item.opacity >= 0.2;
}

std::optional<QRectF> rectOf(const std::vector<Place> &places, const core::Trace &trace,
                             const Target &target)
{
    for (const Place &place : places)
        if (place.target == target)
            return place.rect;
    const auto cell = cellOf(trace, target);
    for (const Place &place : places)
        if (cell && cellOf(trace, place.target) == cell)
            return place.rect;
    // A whole row is where its first number is.
    for (const Place &place : places)
        if (place.target.identity == target.identity)
            return place.rect;
    return std::nullopt;
}

/// How far one rectangle lies from another, seen in a direction.
struct Way {
    double along = 0, across = 0;
    bool straight = false; ///< the two overlap, seen in this direction
};

Way wayOf(const QRectF &from, const QRectF &to, Qt::ArrowType direction)
{
    const QPointF step = to.center() - from.center();
    const bool sideways = direction == Qt::LeftArrow || direction == Qt::RightArrow;
    const double sign = direction == Qt::LeftArrow || direction == Qt::UpArrow ? -1 : 1;
    if (sideways)
        return {sign * step.x(), std::abs(step.y()),
                to.top() < from.bottom() && from.top() < to.bottom()};
    return {sign * step.y(), std::abs(step.x()),
            to.left() < from.right() && from.left() < to.right()};
}

} // namespace

std::vector<Place> placesIn(const Scene &scene)
{
    std::vector<Place> places;
    std::vector<Identity> withNumbers;
    for (const Item &item : scene.items) {
        const auto *slits = std::get_if<Slits>(&item.shape);
        if (!slits || !canBeAsked(item))
            continue;
        withNumbers.push_back(item.identity);
        for (int unit = 0; unit < static_cast<int>(slits->values.size()); ++unit)
            places.push_back({{item.identity, unit}, slitRect(*slits, unit)});
    }
    for (const Item &item : scene.items)
        if (canBeAsked(item) && std::holds_alternative<Box>(item.shape) &&
            std::ranges::find(withNumbers, item.identity) == withNumbers.end())
            places.push_back({{item.identity, -1}, bounds(item)});
    return places;
}

std::optional<Target> shownAs(const Scene &scene, const core::Trace &trace, const core::Cell &cell)
{
    for (const Place &place : placesIn(scene))
        if (cellOf(trace, place.target) == cell)
            return place.target;
    return std::nullopt;
}

std::optional<Target> neighbour(const Scene &scene, const core::Trace &trace, const Target &from,
                                Qt::ArrowType direction)
{
    const std::vector<Place> places = placesIn(scene);
    const auto start = rectOf(places, trace, from);
    if (!start)
        return places.empty() ? std::nullopt : std::optional(places.front().target);
    const Place *best = nullptr;
    double least = 0;
    for (const Place &place : places) {
        const Way way = wayOf(*start, place.rect, direction);
        if (way.along < 1 || (!way.straight && way.across > 2 * way.along))
            continue;
        // What lies aside comes after all that lies straight ahead.
        const double cost = way.along + way.across + (way.straight ? 0 : 1e6 + 2 * way.across);
        if (!best || cost < least) {
            best = &place;
            least = cost;
        }
    }
    return best ? std::optional(best->target) : std::nullopt;
}

} // namespace ui
