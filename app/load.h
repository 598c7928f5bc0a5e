// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "core/model/document.h"

namespace app {

/// The document that a source stands for. A .txt file holds one sequence a line.
/// Errors: whatever the reader refuses, after the file's name.
[[nodiscard]] core::Result<core::Document> load(const Source &source);

} // namespace app
