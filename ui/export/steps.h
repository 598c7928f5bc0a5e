// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/film.h"
#include "ui/export/picture.h"

namespace ui {

/// Writes the finished picture of each step, from stage to stage, as numbered files of one kind into a folder:
/// what a slide builds up from. Of the film its view and stages count.
/// Errors: as those of writeFilm.
[[nodiscard]] core::Result<core::Done> writeSteps(const QString &folder, PictureKind kind,
                                                  const core::Trace &trace, const Film &film,
                                                  const PictureStyle &style,
                                                  const Progress &progress = {});

} // namespace ui
