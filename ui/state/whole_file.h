// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/io/numbers_writer.h"

#include <QFileDevice>
#include <QString>

#include <string_view>
#include <vector>

namespace ui {

/// "a.json: cannot be written: No such file or directory".
[[nodiscard]] core::Error cannotWrite(const QString &name, const QString &why);

/// The same for a file that could not be opened, or not be written to its end.
[[nodiscard]] core::Error cannotWrite(const QString &name, const QFileDevice &file);

/// For a QTemporaryDir in a folder, so that what is made in it is put in its place by its name alone.
[[nodiscard]] QString templateBeside(const QString &folder);

/// Puts a file that is whole in the place of another, or of none.
/// Requires: both lie on one file system. Errors: with the file's name, what the system says.
[[nodiscard]] core::Result<core::Done> putInPlace(const QString &made, const QString &name);

/// Writes a whole file or nothing: beside it first, then in its place.
/// Errors: with the file's name, what the system says.
[[nodiscard]] core::Result<core::Done> writeWholeFile(const QString &name, std::string_view bytes);

/// Writes files into a folder, which is made if it is not there; files of other names in it stay.
/// All files are written beside their places before the first one is put in place.
/// Errors: a folder that cannot be made; as above.
[[nodiscard]] core::Result<core::Done> writeWholeFolder(const QString &folder,
                                                        const std::vector<core::NamedFile> &files);

} // namespace ui
