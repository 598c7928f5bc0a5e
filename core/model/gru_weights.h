// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/real_tensor.h"
#include "core/base/result.h"
#include "core/random/torch_generator.h"

namespace core {

/// The sizes that decide which parameters an nn.GRU has.
struct GruShape {
    Index inputSize = 1;  ///< D
    Index hiddenSize = 1; ///< H
    Index numLayers = 1;
    Index directions = 1; ///< 1, or 2 when bidirectional
    bool bias = true;

    /// Width of what layer `layer` reads: D, then H times the directions.
    [[nodiscard]] Index inputOf(Index layer) const
    {
        return layer == 0 ? inputSize : hiddenSize * directions;
    }
    /// One run for each layer and direction; run = layer * directions + direction.
    [[nodiscard]] Index runs() const { return numLayers * directions; }
    bool operator==(const GruShape &) const = default;
};

/// The parameters of one layer in one direction. Row blocks stand in the order r, z, n.
/// Shapes: weightIh [3H, D of the layer], weightHh [3H, H], biases [3H], or [0] without bias.
template <class Scalar> struct GruParameters {
    Tensor<Scalar> weightIh;
    Tensor<Scalar> weightHh;
    Tensor<Scalar> biasIh;
    Tensor<Scalar> biasHh;

    template <class Other> [[nodiscard]] GruParameters<Other> cast() const
    {
        return {weightIh.template cast<Other>(), weightHh.template cast<Other>(),
                biasIh.template cast<Other>(), biasHh.template cast<Other>()};
    }
    bool operator==(const GruParameters &) const = default;
};

/// All parameters of an nn.GRU.
template <class Scalar> struct GruWeights {
    GruShape shape;
    std::vector<GruParameters<Scalar>> runs; ///< layer * directions + direction

    [[nodiscard]] const GruParameters<Scalar> &of(Index layer, Index direction) const
    {
        return runs[static_cast<std::size_t>(layer * shape.directions + direction)];
    }
    template <class Other> [[nodiscard]] GruWeights<Other> cast() const
    {
        GruWeights<Other> other{shape, {}};
        for (const auto &run : runs)
            other.runs.push_back(run.template cast<Other>());
        return other;
    }
    bool operator==(const GruWeights &) const = default;
};

/// "l0", "l0_reverse", "l1", …: how PyTorch ends the names of a run's parameters.
[[nodiscard]] std::string runSuffix(Index layer, Index direction);

/// One parameter by PyTorch's name: "weight_ih_l0", [3H, D].
template <class Scalar> struct NamedParameter {
    std::string name;
    Shape shape;
    Tensor<Scalar> *tensor;
};

/// All parameters of `weights` in PyTorch's order: for each run weight_ih, weight_hh, bias_ih, bias_hh,
/// with the shapes that they must have. Grows `weights.runs` to what its shape asks for.
template <class Scalar>
[[nodiscard]] std::vector<NamedParameter<Scalar>> parameters(GruWeights<Scalar> &weights);

/// Checks sizes as nn.GRU's constructor does.
/// Errors: hidden_size < 1, num_layers < 1, input_size < 0.
[[nodiscard]] Result<Done> check(const GruShape &shape);

/// How many rows of a batch meet the weights: all of them at once W_ih, one step's W_hh. It decides
/// what PyTorch says of a weight that does not fit.
struct BatchRows {
    Index all = 0;
    Index firstStep = 0; ///< where the forward direction begins
    Index lastStep = 0;  ///< where the backward direction begins
};

/// Checks that every parameter has the shape that `weights.shape` asks for.
/// Errors: "weight_hh_l0 has shape [15, 4]; it must be [15, 5]"; parameters for another number of runs.
template <class Scalar>
[[nodiscard]] Result<Done> check(const GruWeights<Scalar> &weights, const BatchRows &rows);

/// PyTorch's init: every parameter, biases too, U(-k, k) with k = 1/sqrt(H), in PyTorch's order.
/// Shapes: as GruParameters, for each run of `shape`.
/// Requires: a shape that check(shape) takes.
template <class Scalar>
[[nodiscard]] GruWeights<Scalar> initialWeights(const GruShape &shape, TorchGenerator &generator);

} // namespace core
