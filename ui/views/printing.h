// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/scene/scene.h"

#include <QString>

class QWidget;

namespace ui {

/// What is to be printed: a picture, and what the page is called.
struct PrintJob {
    Scene picture;
    QString name; ///< as a file may be called
};

/// Asks for a printer, or a PDF file, and prints. Nothing happens if a person wants neither.
/// Errors: as printPicture.
[[nodiscard]] core::Result<core::Done> askAndPrint(const PrintJob &job, QWidget &window);

/// Shows the page as it would be printed; it can be printed from there.
/// Errors: as printPicture.
[[nodiscard]] core::Result<core::Done> previewPrint(const PrintJob &job, QWidget &window);

} // namespace ui
