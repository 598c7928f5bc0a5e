// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace core {

/// The end of a file's name from its last dot on, in small letters: ".pt".
[[nodiscard]] std::string lowerExtension(const std::filesystem::path &file);

/// How many bytes a file has.
/// Errors, without the file's name: a file that is not there or is not a plain file.
[[nodiscard]] Result<std::uintmax_t> fileSize(const std::filesystem::path &file);

/// All bytes of a file.
/// Errors, without the file's name: a file that is not there, is not a plain file, cannot be read, or
/// is larger than 1 GiB.
[[nodiscard]] Result<std::string> readBytes(const std::filesystem::path &file);

} // namespace core
