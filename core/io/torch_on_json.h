// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/json_text.h"
#include "core/model/length_check.h"

#include <string>

/// What PyTorch 1.13.1 says where a document holds a value of the wrong kind, the value being what it
/// would be in Python; empty where PyTorch takes it in silence. As in a document, "nan" is a number.
namespace core {

/// pack_padded_sequence, given lengths that are no list of integers. Fractions, and what is too large,
/// are converted as torch.tensor(lengths).to(int64) converts them.
[[nodiscard]] std::string torchOnLengths(const Json &lengths, LengthOrder order);

/// Embedding, given a list (of lists) of ids that are not all integers.
[[nodiscard]] std::string torchOnIds(const Json &ids);

/// nn.GRU(), given a "hidden_size", "input_size" or "num_layers" that is no integer.
[[nodiscard]] std::string torchOnSize(const std::string &key, const Json &size);

/// nn.GRU, given an input or an h_0 that is no tensor.
[[nodiscard]] std::string torchOnNoTensor(const Json &value);

} // namespace core
