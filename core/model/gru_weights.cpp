// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/gru_weights.h"

#include "core/model/torch_words.h"

#include <cmath>

namespace core {

std::string runSuffix(Index layer, Index direction)
{
    return "l" + std::to_string(layer) + (direction ? "_reverse" : "");
}

template <class Scalar> std::vector<NamedParameter<Scalar>> parameters(GruWeights<Scalar> &weights)
{
    const GruShape &s = weights.shape;
    const Index gates = 3 * s.hiddenSize;
    weights.runs.resize(static_cast<std::size_t>(s.runs()));
    std::vector<NamedParameter<Scalar>> list;
    for (Index layer = 0; layer < s.numLayers; ++layer) {
        for (Index direction = 0; direction < s.directions; ++direction) {
            auto &run = weights.runs[static_cast<std::size_t>(layer * s.directions + direction)];
            const std::string end = "_" + runSuffix(layer, direction);
            list.push_back({"weight_ih" + end, {gates, s.inputOf(layer)}, &run.weightIh});
            list.push_back({"weight_hh" + end, {gates, s.hiddenSize}, &run.weightHh});
            if (!s.bias)
                continue;
            list.push_back({"bias_ih" + end, {gates}, &run.biasIh});
            list.push_back({"bias_hh" + end, {gates}, &run.biasHh});
        }
    }
    return list;
}

Result<Done> check(const GruShape &shape)
{
    if (shape.hiddenSize < 1)
        return Error{"hidden_size is " + std::to_string(shape.hiddenSize) +
                         "; it must be at least 1",
                     "proj_size has to be smaller than hidden_size"};
    if (shape.numLayers < 1)
        return Error{"num_layers is " + std::to_string(shape.numLayers) + "; it must be at least 1",
                     "list index out of range"};
    if (shape.inputSize < 0)
        return Error{"input_size is " + std::to_string(shape.inputSize) + "; it must be at least 0",
                     "Trying to create tensor with negative dimension " +
                         std::to_string(shape.inputSize) + ": " +
                         toString({3 * shape.hiddenSize, shape.inputSize})};
    return Done{};
}

namespace {

/// What PyTorch says when it multiplies by a parameter of the wrong shape, or adds it.
template <class Scalar>
std::string torchOn(const NamedParameter<Scalar> &parameter, const GruShape &s,
                    const BatchRows &rows)
{
    const bool recurrent = parameter.name.find("_hh_") != std::string::npos;
    const bool backward = parameter.name.ends_with("_reverse");
    const Index met = !recurrent ? rows.all : backward ? rows.lastStep : rows.firstStep;
    const Index gates = 3 * s.hiddenSize;
    return parameter.shape.size() == 1
               ? torchOnBias(met, gates, parameter.tensor->shape)
               : torchOnWeight(met, parameter.shape[1], gates, s.bias, parameter.tensor->shape);
}

} // namespace

template <class Scalar> Result<Done> check(const GruWeights<Scalar> &weights, const BatchRows &rows)
{
    auto copy = GruWeights<Scalar>{weights.shape, {}};
    (void)parameters(copy); // grows copy.runs
    if (weights.runs.size() != copy.runs.size())
        return Error{"the GRU has parameters for " + std::to_string(weights.runs.size()) +
                         " runs; num_layers and bidirectional ask for " +
                         std::to_string(copy.runs.size()),
                     {}};
    copy.runs = weights.runs;
    for (const auto &parameter : parameters(copy))
        if (parameter.tensor->shape != parameter.shape)
            return Error{parameter.name + " has shape " + toString(parameter.tensor->shape) +
                             "; it must be " + toString(parameter.shape),
                         torchOn(parameter, weights.shape, rows)};
    return Done{};
}

template <class Scalar>
GruWeights<Scalar> initialWeights(const GruShape &shape, TorchGenerator &generator)
{
    GruWeights<Scalar> weights{shape, {}};
    const double k = 1.0 / std::sqrt(static_cast<double>(shape.hiddenSize));
    for (auto &parameter : parameters(weights))
        *parameter.tensor = generator.uniform<Scalar>(parameter.shape, -k, k);
    return weights;
}

template std::vector<NamedParameter<float>> parameters(GruWeights<float> &);
template std::vector<NamedParameter<double>> parameters(GruWeights<double> &);
template Result<Done> check(const GruWeights<float> &, const BatchRows &);
template Result<Done> check(const GruWeights<double> &, const BatchRows &);
template GruWeights<float> initialWeights(const GruShape &, TorchGenerator &);
template GruWeights<double> initialWeights(const GruShape &, TorchGenerator &);

} // namespace core
