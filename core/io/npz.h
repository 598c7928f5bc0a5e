// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/real_tensor.h"
#include "core/io/weight_file.h"

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

/// Reads the bytes of a .npz file; arrays of <f8, <f4, <f2, <i8, <i4, <i2, |i1, |u1 and |b1.
/// Errors: what is not a zip archive; an entry that cannot be read; whatever `readNpy` refuses.
[[nodiscard]] Result<TensorsByName> readNpz(std::string_view bytes);

/// The bytes of one .npy file, version 1.0.
[[nodiscard]] std::string npyBytes(const NpyArray &array);

/// Reads the bytes of one .npy file.
/// Errors: a wrong beginning; a version other than 1.0 and 2.0; a header that is not what numpy writes;
/// another dtype; fortran order; a shape that is too large or does not fit the data.
/// Source: numpy's format description, NEP 1.
[[nodiscard]] Result<Tensor<double>> readNpy(std::string_view bytes);

} // namespace core
