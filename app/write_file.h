// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/io/numbers_writer.h"

#include <filesystem>
#include <vector>

namespace app {

/// Writes a whole file or nothing: beside it first, then in its place.
/// Errors: with the file's name, what the system says.
[[nodiscard]] core::Result<core::Done> writeFile(const std::filesystem::path &path,
                                                 const std::string &bytes);

/// Writes files into a folder, which is made if it is not there; files of other names in it stay.
/// All files are written beside their places before the first one is put in place.
[[nodiscard]] core::Result<core::Done> writeFolder(const std::filesystem::path &folder,
                                                   const std::vector<core::NamedFile> &files);

} // namespace app
