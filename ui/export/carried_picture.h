// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/picture.h"

class QMimeData;

namespace ui {

/// The picture for the clipboard, or to be dragged: pixels for programs that take those, SVG for those that take
/// drawings. The caller, or whoever it is given to, deletes it.
[[nodiscard]] QMimeData *carriedPicture(const Scene &scene, const PictureStyle &style);

} // namespace ui
