// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/object_reader.h"
#include "core/model/gru_weights.h"
#include "core/model/readout.h"

#include <filesystem>

namespace core {

// The parts of a document that may stand in it in full, come from a seed or lie in another file. What
// is wrong goes to the findings; the value is then of no use.

/// A tensor [V, D]; {"seed", "V", "D"} for PyTorch's init, where "rows" may give single rows by their
/// id instead; or {"file", "name"}.
[[nodiscard]] Tensor<double> readEmbedding(const Json &value, const std::string &path,
                                           std::optional<Index> paddingIdx,
                                           const std::filesystem::path &folder, Findings &findings);

/// What the document's config says of the GRU; sizes that it leaves open come from the weights, or from
/// the embedding.
struct GruConfig {
    std::optional<Index> inputSize, hiddenSize;
    Index numLayers = 1;
    bool bidirectional = false;
    bool bias = true;
    /// D of what the GRU is to read.
    Index embeddingSize = 0;
};

/// Tensors by PyTorch's names; {"seed"} for PyTorch's init; or {"file", "prefix"}.
/// Errors: a parameter that is missing, that this GRU does not have, or that has another shape.
[[nodiscard]] GruWeights<double> readWeights(const Json &value, const GruConfig &config,
                                             const std::filesystem::path &folder,
                                             Findings &findings);

/// {"weight", "bias", "classes"} or {"file", "prefix", "classes"}.
[[nodiscard]] Readout<double> readReadout(const Json &value, const std::filesystem::path &folder,
                                          Findings &findings);

} // namespace core
