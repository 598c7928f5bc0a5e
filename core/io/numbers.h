// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/trace.h"

#include <string>
#include <variant>
#include <vector>

namespace core {

/// What one name of the written numbers stands for: nothing (null), a plain list, or a tensor.
using Numbers =
    std::variant<std::monostate, std::vector<std::int64_t>, Tensor<std::int64_t>, RealTensor>;

struct NamedNumbers {
    std::string name;
    Numbers numbers;
};

/// All intermediates of a run by PyTorch's names, in the order of the pipeline.
///
/// Padded batches of outputs are laid out as batch_first says; ids, embeddings and masks are [B, T, …].
/// Names that make no sense for the document are absent (ids of dense input, readouts without a
/// readout); values that were not computed are null (index vectors that PyTorch has not got, the padded
/// lane in training with dropout).
[[nodiscard]] std::vector<NamedNumbers> numbersOf(const Trace &trace);

} // namespace core
