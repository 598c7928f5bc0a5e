// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/scene/scene.h"

#include <QString>

class QPrinter;

namespace ui {

/// Sets a printer up for a picture: its name, margins, and the page lying where the picture is wide.
void setUpPage(QPrinter &printer, const Scene &scene, const QString &name);

/// Draws a picture on one page, as lines and text: in the theme for print, as large as fits between the
/// margins, in the middle.
/// Errors: a printer that takes no page; a file that cannot be written.
[[nodiscard]] core::Result<core::Done> printPicture(QPrinter &printer, const Scene &scene);

} // namespace ui
