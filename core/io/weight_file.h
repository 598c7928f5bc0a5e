// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/tensor.h"

#include <filesystem>
#include <map>
#include <string>

namespace core {

/// The tensors of a file by name, each number held exactly.
using TensorsByName = std::map<std::string, Tensor<double>>;

/// Reads a file of weights; the extension says how: .safetensors or .npz.
/// Errors: with the file's name; another extension; whatever the format's own reader refuses.
[[nodiscard]] Result<TensorsByName> readWeightFile(const std::filesystem::path &file);

} // namespace core
