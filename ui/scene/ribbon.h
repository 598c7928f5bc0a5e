// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"

namespace ui {

/// The way of a row to another place. Units: pixels.
struct Ribbon {
    QPointF from; ///< in the middle of the row that it leaves
    QPointF to;   ///< where its arrowhead begins
    double half = 0;
    double grown = 1; ///< 0 … 1, how far it has come
};

/// How far the arrowhead of a ribbon reaches beyond its end.
inline constexpr double ribbonHead = 8;

/// A band in the colour of its sequence, with an arrowhead once it has arrived.
void drawRibbon(Scene &scene, const Ribbon &ribbon, core::SequenceIndex sequence);

} // namespace ui
