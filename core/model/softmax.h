// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/real_tensor.h"

namespace core {

/// The probability of each class: e^x / sum of e^x over the row, in double, whatever the logits are in.
/// A row with a NaN or with +inf, or of -inf alone, is NaN throughout; -inf beside other numbers is 0.
/// Shapes: logits [rows, C]; result the same.
/// Source: torch.softmax(logits, -1).
[[nodiscard]] Tensor<double> softmax(const RealTensor &logits);

} // namespace core
