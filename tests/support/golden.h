// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

namespace golden {

using core::Index;
using core::Tensor;
using Integers = std::vector<std::int64_t>;

/// What torch's gates were in one run (layer and direction), over packed rows [N, H].
struct Gates {
    Index layer = 0;
    Index direction = 0;
    Tensor<double> r, z, n, hn, h;
};

/// The same weights run over the padded batch. Laid out as batch_first says.
struct Nopack {
    Tensor<double> output, hN, lastStates;
};

/// One run of torch's pipeline: a document and all that came of it. Padded tensors are laid out as
/// the document's batch_first says.
struct GruCase {
    std::string name; ///< id and tags
    std::string text; ///< the document as it stands in a file
    core::Document document;
    bool saturated = false; ///< weights so large that float32 differs more

    Tensor<double> packedData;
    Integers batchSizes;
    std::optional<Integers> sortedIndices, unsortedIndices, sortedIndicesStable;
    bool sortIsStable = true;
    Tensor<double> packedOutput, hN, paddedOutput;
    Integers paddedLengths;
    Tensor<std::int64_t> lastMask; ///< [B, W]
    Tensor<double> lastStates, lastHidden;
    std::optional<Nopack> nopack;
    std::vector<Gates> gates;
};

/// pad_sequence, pack_sequence and pad_packed_sequence on the same sequences.
struct UtilityCase {
    std::string name;
    std::string dtype; ///< "float32", "float64" or "int64"
    bool enforceSorted = true;
    double paddingValue = 0;
    std::optional<Index> totalLength;
    Integers lengths;
    std::vector<Tensor<double>> sequences;
    Tensor<double> timeFirst, batchFirst; ///< pad_sequence
    Tensor<double> packedData;
    Integers batchSizes;
    std::optional<Integers> sortedIndices, unsortedIndices;
    Tensor<double> unpackedTimeFirst, unpackedBatchFirst;
};

struct SortCase {
    std::string name;
    Integers lengths, sortedIndices, unsortedIndices;
    bool stable = true;
};

/// What nn.GRU draws after torch.manual_seed(seed).
struct InitCase {
    std::string name;
    std::uint64_t seed = 0;
    core::DType dtype = core::DType::float32;
    core::GruWeights<double> weights;
};

/// A whole run of the notebook. Padded tensors are [B, T, *].
struct NotebookCase {
    std::string name;
    std::uint64_t seed = 0;
    Index V = 0, D = 0, H = 0, T = 0, B = 0;
    std::int64_t low = 0, high = 0;
    core::Document document;  ///< with the table's rows that were used; the others are zero
    Tensor<std::int64_t> seq; ///< padded with 0
    std::map<std::int64_t, Tensor<double>> embeddingRows;
    Tensor<double> paddedHs, paddedH; ///< paddedH [1, B, H]
    Tensor<std::int64_t> lastMask;
    Tensor<double> lastStates;
    Integers seqlen, sortedLengths, srtidx, invidx, packedLabels, batchSizes;
    Tensor<std::int64_t> sortedSeq;
    Tensor<double> packedData, packedOut, unpackedHs, restoredHs,
        restoredH; ///< restoredH [B, 1, H]
    Integers unpackedLengths, restoredLengths;
};

/// One call that was tried on torch, and what it did.
struct Probe {
    std::string function, name, code;
    bool accepted = false;
    std::string words; ///< the value in short, or the message of the exception
};

[[nodiscard]] std::vector<GruCase> gruCases();
[[nodiscard]] std::vector<UtilityCase> utilityCases();
[[nodiscard]] std::vector<SortCase> sortCases();
[[nodiscard]] std::vector<InitCase> initCases();
[[nodiscard]] std::vector<NotebookCase> notebookCases();
[[nodiscard]] std::vector<Probe> probes();

} // namespace golden
