// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/real_tensor.h"
#include "core/io/stored_tensor.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace core {

/// Where the tensors of a .safetensors file lie.
/// Errors: a file that ends too early; a header of more than 8 MiB, that is not JSON or names a shape or
/// a range of bytes that cannot be; ranges that leave the file or overlap.
/// Source: the format's own description, a little-endian u64 header length, the JSON header, the data.
[[nodiscard]] Result<StoredTensors> safetensorsTensors(std::string_view bytes);

/// The bytes of a .safetensors file with these tensors, in this order. The same tensors give the same
/// bytes; the data begin at a multiple of 8.
[[nodiscard]] std::string
safetensorsBytes(const std::vector<std::pair<std::string, RealTensor>> &tensors);

} // namespace core
