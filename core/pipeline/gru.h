// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/threads.h"
#include "core/kernels/gru_scan.h"
#include "core/pipeline/pack.h"

namespace core {

/// Dropout as nn.GRU applies it: to the output of every layer but the last.
template <class Scalar> struct Dropout {
    double p = 0;
    bool training = false;
    /// One for each layer boundary, [N, H*dirs], already divided by 1-p. Not needed for p = 0 or 1.
    std::vector<Tensor<Scalar>> masks;
};

/// What every layer gives; the input of layer l+1 is layerOutputs[l], times its dropout mask.
template <class Scalar> struct GruLayers {
    std::vector<Tensor<Scalar>> layerOutputs; ///< each [N, H*dirs], forward half first
    Tensor<Scalar> finalHidden;               ///< [layers*dirs, B, H], slot order
};

/// How layers are computed. The threads change no bit; small work takes one all the same.
struct Engine {
    GruPath path = GruPath::fast;
    int threads = usableThreads(); ///< at most
};

/// All layers and directions over packed rows.
/// Shapes: rows [N, D], h0 [layers*dirs, B, H] in slot order.
/// Requires: shapes that agree; batchSizes as for scanGru.
template <class Scalar>
[[nodiscard]] GruLayers<Scalar>
runLayers(const GruWeights<Scalar> &weights, const Tensor<Scalar> &rows,
          std::span<const std::int64_t> batchSizes, const Tensor<Scalar> &h0,
          const Dropout<Scalar> &dropout = {}, const Engine &engine = {});

template <class Scalar> struct PackedGruOutput {
    PackedSequence<Scalar> output;
    Tensor<Scalar> hN;                        ///< [layers*dirs, B, H], typed order
    std::vector<Tensor<Scalar>> layerOutputs; ///< output of the layers below the last
};

/// nn.GRU on a PackedSequence. h0 and hN are in typed order; null means zeros.
/// Errors: data that is not [N, input_size]; h0 that is not [layers*dirs, B, H]; batchSizes or indices
/// that do not hang together; dropout outside 0 … 1, or in training without its masks.
template <class Scalar>
[[nodiscard]] Result<PackedGruOutput<Scalar>>
gru(const GruWeights<Scalar> &weights, const PackedSequence<Scalar> &input,
    const Tensor<Scalar> *h0, const Dropout<Scalar> &dropout = {}, const Engine &engine = {});

template <class Scalar> struct PaddedGruOutput {
    Tensor<Scalar> output; ///< laid out like the input
    Tensor<Scalar> hN;     ///< [layers*dirs, B, H]
};

/// nn.GRU on a padded batch, pads too: every sequence runs all T steps.
/// Shapes: input [T, B, D], [B, T, D] or, unbatched, [T, D] (then h0 and hN are [layers*dirs, H]).
/// Errors: an input of another rank or width; T = 0; h0 of another shape; dropout as above, its masks
/// being over T * B time-major rows.
template <class Scalar>
[[nodiscard]] Result<PaddedGruOutput<Scalar>>
gru(const GruWeights<Scalar> &weights, const Tensor<Scalar> &input, Layout layout,
    const Tensor<Scalar> *h0, const Dropout<Scalar> &dropout = {}, const Engine &engine = {});

} // namespace core
