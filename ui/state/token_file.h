// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <string>
#include <vector>

namespace ui {

/// The tokens of a file of one token a line, UTF-8. Lines end as on any system; the last may have no end.
/// Errors, with the file's name: one that cannot be read; the first line that is not UTF-8.
[[nodiscard]] core::Result<std::vector<std::string>> readTokenFile(const QString &fileName);

} // namespace ui
