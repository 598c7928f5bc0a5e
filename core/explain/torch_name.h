// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/cell.h"

namespace core {

/// A cell by the name under which a person meets it in a notebook, with its index:
/// "packed.data[12, 3]", "output[2, 4, 1]", "gru.weight_hh_l0[7, 2]". Axes stand as batch_first has them.
[[nodiscard]] std::string torchName(const Trace &trace, const Cell &cell);

/// The tensor of a cell, without the last index: "packed.data[12, :]".
[[nodiscard]] std::string torchRowName(const Trace &trace, const Cell &cell);

/// What one types into PyTorch to get the number: the name where nn.GRU hands the tensor out, and for
/// gates, which it keeps to itself, their arithmetic.
[[nodiscard]] std::string torchExpression(const Trace &trace, const Cell &cell);

} // namespace core
