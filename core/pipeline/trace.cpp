// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/trace.h"

#include "core/kernels/gru_cell.h"

namespace core {

namespace {

/// What enters row j of the step in this layer: an embedding, or the layer below after its dropout.
template <class Scalar>
Matrix<Scalar> inputAt(const Trace &trace, Lane lane, Index layer, StepIndex step)
{
    const LaneTrace &laneTrace = trace.of(lane);
    const Index live = laneTrace.liveRows(step.value());
    const Index first = laneTrace.row(step.value(), 0);
    const Options &options = trace.document->options;
    if (layer > 0) {
        const auto &below = laneTrace.layerOutputs[static_cast<std::size_t>(layer - 1)];
        Matrix<Scalar> input = below.as<Scalar>().columns(1).middleCols(first, live);
        if (options.training && options.dropout == 1)
            input.setZero();
        else if (options.training && options.dropout > 0)
            input.array() *= trace.document->dropoutMasks[static_cast<std::size_t>(layer - 1)]
                                 .columns(1)
                                 .middleCols(first, live)
                                 .template cast<Scalar>()
                                 .array();
        return input;
    }
    if (lane == Lane::packed)
        return trace.packedData.as<Scalar>().columns(1).middleCols(first, live);
    const auto cells = trace.paddedEmbedding.as<Scalar>().columns(2);
    Matrix<Scalar> input(cells.rows(), live);
    for (Index b = 0; b < live; ++b)
        input.col(b) = cells.col(b * trace.paddedWidth() + step.value());
    return input;
}

/// The state with which each live row enters the step: h0 where it begins, else the step before.
template <class Scalar>
Matrix<Scalar> stateBefore(const Trace &trace, Lane lane, Index layer, Index direction,
                           StepIndex step)
{
    const LaneTrace &laneTrace = trace.of(lane);
    const Index H = trace.H(), live = laneTrace.liveRows(step.value());
    const Index before = step.value() + (direction ? 1 : -1);
    const bool outside = before < 0 || before >= laneTrace.steps();
    const Index carried = outside ? 0 : std::min(live, laneTrace.liveRows(before));
    Matrix<Scalar> state = Matrix<Scalar>::Zero(H, live);
    if (carried > 0)
        state.leftCols(carried) = laneTrace.layerOutputs[static_cast<std::size_t>(layer)]
                                      .as<Scalar>()
                                      .columns(1)
                                      .middleCols(laneTrace.row(before, 0), carried)
                                      .middleRows(direction * H, H);
    if (!trace.document->h0)
        return state;
    const Index run = layer * trace.directions() + direction;
    for (Index j = carried; j < live; ++j)
        state.col(j) = trace.document->h0->columns(2)
                           .col(run * trace.B() + trace.sequenceAt(lane, j).value())
                           .template cast<Scalar>();
    return state;
}

template <class Scalar> RealTensor rows(const Matrix<Scalar> &columns)
{
    Tensor<Scalar> tensor({columns.cols(), columns.rows()});
    tensor.columns(1) = columns;
    return tensor;
}

template <class Scalar>
StepGates gatesAs(const Trace &trace, Lane lane, Index layer, Index direction, StepIndex step)
{
    const auto parameters = trace.document->weights.of(layer, direction).cast<Scalar>();
    const Matrix<Scalar> before = stateBefore<Scalar>(trace, lane, layer, direction, step);
    const auto gates =
        gruStep<Scalar>(parameters, inputAt<Scalar>(trace, lane, layer, step), before);
    return {rows(gates.r),  rows(gates.z), rows(gates.n),
            rows(gates.hn), rows(before),  rows(gates.h)};
}

} // namespace

StepGates gatesAt(const Trace &trace, Lane lane, Index layer, Index direction, StepIndex step)
{
    return trace.document->dtype == DType::float32
               ? gatesAs<float>(trace, lane, layer, direction, step)
               : gatesAs<double>(trace, lane, layer, direction, step);
}

} // namespace core
