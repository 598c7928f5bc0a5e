// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/weight_file.h"

#include <string_view>

namespace core {

/// Reads the bytes of a .safetensors file: F64, F32, F16, BF16, I64, I32, I16, I8, U8 and BOOL.
/// Errors: a file that ends too early; a header that is not JSON or names a type, a shape or a range of
/// bytes that cannot be; ranges that leave the file or overlap; integers beyond 2^53 in size.
/// Source: the format's own description, a little-endian u64 header length, the JSON header, the data.
[[nodiscard]] Result<TensorsByName> readSafetensors(std::string_view bytes);

} // namespace core
