// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/numbers.h"

#include <string>

namespace core {

/// A tensor as a Python tuple of its torch dtype, its shape and its numbers: (torch.float32, (2, 3), [1, …]).
/// Many numbers, and those that Python has no literals for, stand as the base64 of their little-endian
/// bytes. Nothing is "None".
[[nodiscard]] std::string pythonNumbers(const Numbers &numbers);
template <class Scalar> [[nodiscard]] std::string pythonNumbers(const Tensor<Scalar> &tensor);

} // namespace core
