// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/plain_path.h"

#include "core/analysis/cost.h"
#include "core/pipeline/gru.h"

namespace core {

namespace {

template <class Scalar>
std::vector<RealTensor> outputsOf(const Trace &trace, SequenceIndex sequence, Index steps)
{
    const Index D = trace.D(), H = trace.H(), runs = trace.shape().runs();
    const Tensor<Scalar> &cells = trace.paddedEmbedding.as<Scalar>();
    Tensor<Scalar> rows({steps, D});
    rows.columns(1) = cells.columns(2).middleCols(sequence.value() * trace.paddedWidth(), steps);
    Tensor<Scalar> h0({runs, 1, H});
    if (const auto &start = trace.document->h0)
        for (Index run = 0; run < runs; ++run)
            h0.columns(2).col(run) =
                start->columns(2).col(run * trace.B() + sequence.value()).template cast<Scalar>();
    const std::vector<std::int64_t> batchSizes(static_cast<std::size_t>(steps), 1);
    auto layers = runLayers(trace.document->weights.cast<Scalar>(), rows, batchSizes, h0, {},
                            {GruPath::plain});
    return {std::make_move_iterator(layers.layerOutputs.begin()),
            std::make_move_iterator(layers.layerOutputs.end())};
}

} // namespace

std::optional<std::vector<RealTensor>>
plainOutputs(const Trace &trace, Lane lane, SequenceIndex sequence, std::int64_t mostMultiplyAdds)
{
    const Options &options = trace.document->options;
    if (options.training && options.dropout > 0 && trace.shape().numLayers > 1)
        return std::nullopt;
    const Index steps = lane == Lane::packed ? trace.lengthOf(sequence) : trace.paddedWidth();
    if (multiplyAddsPerCell(trace.shape()) > mostMultiplyAdds / steps)
        return std::nullopt;
    return trace.document->dtype == DType::float32 ? outputsOf<float>(trace, sequence, steps)
                                                   : outputsOf<double>(trace, sequence, steps);
}

} // namespace core
