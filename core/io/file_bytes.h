// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace core {

/// All bytes of a file.
/// Errors, without the file's name: a file that is not there, is not a plain file, cannot be read, or
/// is larger than 1 GiB.
[[nodiscard]] Result<std::string> readBytes(const std::filesystem::path &file);

} // namespace core
