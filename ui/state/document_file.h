// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

#include <QString>

namespace ui {

/// Loads a document or plain text, as core::loadDocument does.
[[nodiscard]] core::Result<core::Document> readDocumentFile(const QString &fileName);

/// Writes a document whole or not at all.
/// Errors: a file that cannot be written, with the system's reason.
[[nodiscard]] core::Result<core::Done> writeDocumentFile(const QString &fileName,
                                                         const core::Document &document);

} // namespace ui
