// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/weight_file.h"
#include "core/model/document.h"

namespace core {

/// The bytes of a file with the document's model by PyTorch's names, in the document's precision:
/// gru.weight_ih_l0, …, embedding.weight, readout.weight, readout.bias; those that it has. The same model
/// gives the same bytes, and readModelDocument takes it again bit for bit.
/// Errors: the format torch, which is not written; what libzip says.
[[nodiscard]] Result<std::string> modelBytes(const Document &document, WeightFormat format);

} // namespace core
