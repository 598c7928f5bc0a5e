// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/pipeline/trace.h"

#include <QString>

#include <optional>

namespace ui {

/// As what the numbers of a trace are written: one file, or a folder with one of .csv for each tensor.
enum class NumbersFormat { json, npz, csv };

/// Which it is by the end of the name: .json, .npz or .csv.
[[nodiscard]] std::optional<NumbersFormat> numbersFormatOf(const QString &name);

/// Writes every tensor of both lanes, whole or not at all.
/// Errors: a file or folder that cannot be written; what libzip says.
[[nodiscard]] core::Result<core::Done> writeNumbers(const QString &name, NumbersFormat format,
                                                    const core::Trace &trace);

/// The same in the format that the name's end says.
/// Errors: another ending.
[[nodiscard]] core::Result<core::Done> writeNumbers(const QString &name, const core::Trace &trace);

} // namespace ui
