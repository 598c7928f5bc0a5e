// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/stored_tensor.h"
#include "core/model/gru_weights.h"

#include <vector>

namespace core {

/// The weights of an nn.GRU among other tensors.
struct FoundGru {
    std::string prefix; ///< "encoder.gru.", what stands before "weight_ih_l0"; may be empty
    GruShape shape;
    bool operator==(const FoundGru &) const = default;
};

/// A recurrent net that is not taken.
struct OtherNet {
    std::string prefix;
    std::string reason; ///< "is an LSTM: weight_hh_l0 has 20 rows, 4 for each of H = 5"
};

/// The recurrent nets of a file, by name.
struct FoundNets {
    std::vector<FoundGru> grus;
    std::vector<OtherNet> others;
};

/// Finds recurrent nets by PyTorch's names and by the shapes of what is called so.
[[nodiscard]] FoundNets findNets(const StoredTensors &tensors);

/// Names of tables [V, D] that give vectors of the GRU's input size, the likeliest first: one that is
/// called an embedding, one that belongs to the same module, the one with most rows.
[[nodiscard]] std::vector<std::string> embeddingsFor(const FoundGru &gru,
                                                     const StoredTensors &tensors);

/// Prefixes ("fc.") of linear layers, weight [C, H*dirs] and bias [C] or none, that read the GRU's
/// states, the likeliest first: one with a name like fc, out or head, one with a bias, one that belongs
/// to the same module. What is called an embedding is none.
[[nodiscard]] std::vector<std::string> readoutsFor(const FoundGru &gru,
                                                   const StoredTensors &tensors);

} // namespace core
