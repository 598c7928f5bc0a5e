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

/// A tensor as a `bmatrix` of LaTeX's amsmath, with four decimals; a vector is one row, and a tensor of rank 3
/// one matrix after another.
[[nodiscard]] std::string asLatexMatrix(const Trace &trace, const TensorRef &tensor);

/// The numbers along the last axis in the row of a cell, in the same three notations.
[[nodiscard]] std::string rowAsTsv(const Trace &trace, const Cell &cell);
[[nodiscard]] std::string rowAsTorchTensor(const Trace &trace, const Cell &cell);
[[nodiscard]] std::string rowAsLatexMatrix(const Trace &trace, const Cell &cell);

} // namespace core
