// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/paint/theme.h"
#include "ui/scene/scene.h"

#include <QByteArray>
#include <QImage>
#include <QString>

namespace ui {

/// The scene in pixels. Units: `scale` pixels for each logical pixel.
[[nodiscard]] QImage imageOf(const Scene &scene, const Theme &theme, double scale);

/// Writes a whole file or nothing.
/// Errors: with the file's name, what the system says.
[[nodiscard]] core::Result<core::Done> writeWhole(const QString &fileName, const QByteArray &bytes);

/// Writes the scene as PNG or SVG, by the end of the file's name.
/// Errors: another ending; a picture beyond memory; a file that cannot be written.
[[nodiscard]] core::Result<core::Done> writePicture(const QString &fileName, const Scene &scene,
                                                    const Theme &theme, double scale);

} // namespace ui
