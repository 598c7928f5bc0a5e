// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/trace.h"

#include <string>
#include <vector>

namespace core {

/// The tensors of both lanes whose cells can be asked where they came from.
/// Rows are those of a LaneTrace; typed order unless said otherwise.
enum class TensorName {
    lengths,           ///< [B]
    paddedIds,         ///< [B, t_pad]
    embeddingWeight,   ///< [V, D]
    paddedEmbedding,   ///< [B, t_pad, D]
    sortedLengths,     ///< [B], slot order
    srtidx,            ///< [B], slot order
    invidx,            ///< [B]
    packedIds,         ///< [N]
    packedData,        ///< [N, D]
    batchSizes,        ///< [longest]
    weightIh,          ///< of a layer and direction, [3H, D]
    weightHh,          ///< of a layer and direction, [3H, H]
    biasIh,            ///< of a layer and direction, [3H]
    biasHh,            ///< of a layer and direction, [3H]
    h0,                ///< [layers*dirs, B, H]
    dropoutMask,       ///< of the boundary above a layer, [N, H*dirs]
    resetGate,         ///< of a lane, layer and direction, [rows, H]
    updateGate,        ///< of a lane, layer and direction, [rows, H]
    candidate,         ///< of a lane, layer and direction, [rows, H]
    candidateHidden,   ///< of a lane, layer and direction, [rows, H]: W_hn h + b_hn
    layerOutput,       ///< of a lane and layer, [rows, H*dirs]
    unpackedOutput,    ///< [B, W, H*dirs], slot order
    paddedOutput,      ///< [B, W, H*dirs]
    hN,                ///< of a lane, [layers*dirs, B, H]
    lastMask,          ///< [B, W]
    lastStates,        ///< [B, H*dirs]
    lastHidden,        ///< [B, H*dirs]
    nopackLastMask,    ///< [B, t_pad]
    nopackLastStates,  ///< [B, H*dirs]
    naiveStates,       ///< [B, H*dirs]
    stepLogits,        ///< of a lane, [rows, C]: the readout of each of the top layer's outputs
    stepProbabilities, ///< of a lane, [rows, C]: the softmax of each row of these
    readoutWeight,     ///< [C, H*dirs]
    readoutBias,       ///< [C]
    readoutPacked,     ///< [B, C]
    readoutNopack,     ///< [B, C]
    readoutNaive,      ///< [B, C]
};

/// One tensor of a trace. Lane, layer and direction count only where the tensor has them.
struct TensorRef {
    TensorName name = TensorName::lengths;
    Lane lane = Lane::packed;
    Index layer = 0;
    Index direction = 0;

    bool operator==(const TensorRef &) const = default;
};

/// One cell of one tensor; indices beyond the tensor's rank are 0.
struct Cell {
    TensorRef tensor;
    Index i = 0;
    Index j = 0;
    Index k = 0;

    bool operator==(const Cell &) const = default;
};

/// All tensors that this trace has, in the order in which the pipeline makes them.
[[nodiscard]] std::vector<TensorRef> tensorsOf(const Trace &trace);

/// The extents of a tensor.
[[nodiscard]] Shape shapeOf(const Trace &trace, const TensorRef &tensor);

/// The number in a cell. Requires: indices inside the tensor's shape.
[[nodiscard]] double valueOf(const Trace &trace, const Cell &cell);

/// "packed_data", "weight_hh_l0_reverse", "gates_l0_r": the tensor's name, as in the numbers on file.
[[nodiscard]] std::string nameOf(const TensorRef &tensor);

/// "packed_data[12, 3]": name and index, as one would type it.
[[nodiscard]] std::string nameOf(const Trace &trace, const Cell &cell);

} // namespace core
