// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/theme.h"

#include <QIcon>

class QPainter;

namespace ui {

/// The sign of the program: three rows of a batch, longest first. Units: the painter's pixels.
void paintLogo(QPainter &painter, const QRectF &rect, const Theme &theme);

/// The window's icon.
[[nodiscard]] QIcon applicationIcon();

} // namespace ui
