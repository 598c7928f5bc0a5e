// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/painter.h"

#include <QByteArray>

namespace ui {

/// A scene as SVG: the shapes that the painter paints, text as text, clips by geometry, styles inline.
/// Things that stand for cells lie in groups named after lane, tensor and sequence ("packed-output-B"; a second
/// one of that name ends in "-2"), which drawing programs show as layers; a program for the blind reads the
/// description. Equal scenes give equal bytes.
/// Units: one user unit is one logical pixel.
[[nodiscard]] QByteArray svgOf(const Scene &scene, const Theme &theme,
                               Lettering lettering = Lettering::text);

} // namespace ui
