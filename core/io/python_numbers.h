// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/numbers.h"

#include <string>

namespace core {

/// Integers as a Python list, on lines of at most 100 characters of which all but the first are indented.
[[nodiscard]] std::string pythonList(const std::vector<std::int64_t> &values, std::size_t indent);

/// A tensor as a Python tuple of its torch dtype, its shape and its numbers: (torch.float32, (2, 3), [1, …]).
/// Many numbers, and those that Python has no literals for, stand as the base64 of their little-endian
/// bytes; integers that fit into one are of torch.uint8 then. Nothing is "None".
[[nodiscard]] std::string pythonNumbers(const Numbers &numbers);
template <class Scalar> [[nodiscard]] std::string pythonNumbers(const Tensor<Scalar> &tensor);

} // namespace core
