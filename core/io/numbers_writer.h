// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/io/numbers.h"

namespace core {

/// One JSON object: tensors as {"shape", "data"}, vectors as plain lists, one name a line.
[[nodiscard]] std::string numbersJson(const std::vector<NamedNumbers> &list);

/// A .npz archive of arrays of the same names; what is null is left out, for npz has no null.
/// Errors: what libzip says.
[[nodiscard]] Result<std::string> numbersNpz(const std::vector<NamedNumbers> &list);

/// One file of a folder.
struct NamedFile {
    std::string name;
    std::string bytes;
};

/// One .csv file a name; what is null is left out. A line holds the elements of the last axis, after the
/// indices of the axes before it: "i0,i1,v0,v1,…".
[[nodiscard]] std::vector<NamedFile> numbersCsv(const std::vector<NamedNumbers> &list);

} // namespace core
