// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

#include <QString>

namespace ui {

/// Reads a document, or plain text with one sequence a line where the name ends in ".txt".
/// Errors: as core::readDocument and core::readTextDocument.
[[nodiscard]] core::Result<core::Document> readDocumentFile(const QString &fileName);

/// Writes a document whole or not at all.
/// Errors: a file that cannot be written, with the system's reason.
[[nodiscard]] core::Result<core::Done> writeDocumentFile(const QString &fileName,
                                                         const core::Document &document);

} // namespace ui
