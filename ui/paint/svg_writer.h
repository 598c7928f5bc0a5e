// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/theme.h"
#include "ui/scene/scene.h"

#include <QByteArray>

namespace ui {

/// A scene as SVG: the shapes that the painter paints, text as text, clips by geometry, styles inline.
/// Things that stand for a sequence lie in groups of that sequence's name. Equal scenes give equal bytes.
/// Units: one user unit is one logical pixel.
[[nodiscard]] QByteArray svgOf(const Scene &scene, const Theme &theme);

} // namespace ui
