// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/cell.h"

namespace core {

/// A tensor for a spreadsheet: a line for each row, columns with tabs between them, an empty line between
/// the matrices of a tensor of rank 3. Numbers read back bit for bit.
[[nodiscard]] std::string asTsv(const Trace &trace, const TensorRef &tensor);

/// A tensor as one types it: "torch.tensor([[0.5, -1.0], [2.0, 0.25]])", with its dtype where that is not
/// the one that PyTorch takes by itself.
[[nodiscard]] std::string asTorchTensor(const Trace &trace, const TensorRef &tensor);

} // namespace core
