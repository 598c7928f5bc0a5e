// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

#include <filesystem>

namespace core {

/// Loads a file of either kind: plain text with one sequence a line where the name ends in ".txt",
/// written in whatever case, and else a document.
/// Errors: as readTextDocument and readDocument.
[[nodiscard]] Result<Document> loadDocument(const std::filesystem::path &file);

} // namespace core
