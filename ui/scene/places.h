// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"

namespace ui {

/// Something that can be pointed at, and where.
struct Place {
    Target target;
    QRectF rect;
};

/// All numbers of a picture, and the things without numbers, in the order in which they are painted.
[[nodiscard]] std::vector<Place> placesIn(const Scene &scene);

/// How the picture shows a cell, if it does.
[[nodiscard]] std::optional<Target> shownAs(const Scene &scene, const core::Trace &trace,
                                            const core::Cell &cell);

/// The nearest thing in a direction: straight ahead if there is one, else a little aside. From what is
/// not in the picture one comes to its first thing; at the edge there is none.
[[nodiscard]] std::optional<Target> neighbour(const Scene &scene, const core::Trace &trace,
                                              const Target &from, Qt::ArrowType direction);

} // namespace ui
