// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace ui {

class FigureView;

/// Writes a plot as it stands on the screen as PNG, SVG or PDF, by the end of the file's name; the last two
/// with lines as lines and text as text. Units: `scale` pixels for each of the widget's.
/// Errors: another ending; a picture beyond memory; a file that cannot be written.
[[nodiscard]] core::Result<core::Done> writePlot(const QString &fileName, FigureView &plot,
                                                 double scale);

} // namespace ui
