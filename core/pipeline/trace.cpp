// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/trace.h"

#include "core/kernels/gru_cell.h"
#include "core/pipeline/gates_of_rows.h"

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

template <class Scalar> RealTensor rowsOf(const Matrix<Scalar> &columns)
{
    Tensor<Scalar> tensor({columns.cols(), columns.rows()});
    tensor.columns(1) = columns;
    return tensor;
}

/// In float32 a row has the same bits wherever it stands. Eigen's product of few columns may add up in another
/// order than one of many; with this many on either side, cut where its vectors would begin, it does not.
template <class Scalar> constexpr Index blockOfRows = std::is_same_v<Scalar, float> ? 1 : 64;

template <class Scalar>
StepGates gatesAs(const Trace &trace, Lane lane, Index layer, Index direction, const StepRows &rows)
{
    const auto parameters = trace.document->weights.of(layer, direction).cast<Scalar>();
    const Matrix<Scalar> before = stateBefore<Scalar>(trace, lane, layer, direction, rows.step);
    const Matrix<Scalar> input = inputAt<Scalar>(trace, lane, layer, rows.step);
    constexpr Index block = blockOfRows<Scalar>;
    const Index blocks = before.cols() / block; // the last takes what is left over
    const Index firstBlock = std::min(rows.first / block, std::max<Index>(blocks - 1, 0));
    const Index begin = firstBlock * block;
    const Index endBlock = (rows.first + rows.count + block - 1) / block;
    const Index end = endBlock < blocks ? endBlock * block : before.cols();
    const Index count = end - begin;
    const auto gates = gruStep<Scalar>(parameters, input.middleCols(begin, count),
                                       before.middleCols(begin, count));
    const auto wanted = [&](const Matrix<Scalar> &columns) {
        return rowsOf<Scalar>(columns.middleCols(rows.first - begin, rows.count));
    };
    return {wanted(gates.r),
            wanted(gates.z),
            wanted(gates.n),
            wanted(gates.hn),
            rowsOf<Scalar>(before.middleCols(rows.first, rows.count)),
            wanted(gates.h)};
}

} // namespace

StepGates gatesAt(const Trace &trace, Lane lane, Index layer, Index direction, StepIndex step)
{
    return gatesOfRows(trace, lane, layer, direction,
                       {step, 0, trace.of(lane).liveRows(step.value())});
}

StepGates gatesOfRows(const Trace &trace, Lane lane, Index layer, Index direction,
                      const StepRows &rows)
{
    return trace.document->dtype == DType::float32
               ? gatesAs<float>(trace, lane, layer, direction, rows)
               : gatesAs<double>(trace, lane, layer, direction, rows);
}

} // namespace core
