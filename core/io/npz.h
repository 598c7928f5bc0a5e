// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/real_tensor.h"
#include "core/io/stored_tensor.h"
#include "core/io/zip_archive.h"

#include <string_view>
#include <utility>

namespace core {

/// One array of an archive that is to be written.
using NpyArray = std::variant<RealTensor, Tensor<std::int64_t>>;

/// The bytes of a .npz file with these arrays: a zip archive of NAME.npy, not compressed, in this order,
/// float32 as <f4, float64 as <f8, integers as <i8. The same arrays give the same bytes.
/// Errors: what libzip says.
[[nodiscard]] Result<std::string>
npzBytes(const std::vector<std::pair<std::string, NpyArray>> &arrays);

/// The arrays of a .npz archive; what is not called NAME.npy is passed over.
/// Errors: an entry that cannot be unpacked; whatever `npyTensor` refuses.
[[nodiscard]] Result<StoredTensors> npzTensors(const ZipArchive &archive);

/// The bytes of one .npy file, version 1.0.
[[nodiscard]] std::string npyBytes(const NpyArray &array);

/// Where the numbers of a .npy file of `size` bytes lie, by its first bytes.
/// Errors: a wrong beginning; a version other than 1.0 and 2.0; a header that is not what numpy writes;
/// fortran order; a shape that is too large or does not fit the data.
/// Source: numpy's format description, NEP 1.
[[nodiscard]] Result<StoredTensor> npyTensor(std::string_view head, std::uint64_t size);

} // namespace core
