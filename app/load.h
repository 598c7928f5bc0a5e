// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "core/model/document.h"

#include <QString>

namespace app {

/// The document that a source stands for. A .txt file holds one sequence a line.
/// Errors: whatever the reader refuses, after the file's name if there is a file.
[[nodiscard]] core::Result<core::Document> load(const Source &source);

/// What a person calls a source: the name of a file or of an example.
[[nodiscard]] std::string nameOf(const Source &source);

/// The name as Qt has it. Requires: a name in UTF-8, as parseOptions has seen to.
[[nodiscard]] QString qtName(const std::filesystem::path &path);

} // namespace app
