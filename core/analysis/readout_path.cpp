// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/readout_path.h"

#include "core/model/softmax.h"

namespace core {

namespace {

template <class Scalar> ReadoutPath pathOf(const Trace &trace, const Tensor<Scalar> &states)
{
    ReadoutPath path;
    path.logits = readOut(trace.document->readout->cast<Scalar>(), states);
    path.probabilities = softmax(path.logits);
    return path;
}

/// The top layer's outputs of one sequence. Shape: [steps, H*dirs].
template <class Scalar>
Tensor<Scalar> statesOf(const Trace &trace, Lane lane, SequenceIndex sequence)
{
    const LaneTrace &rows = trace.of(lane);
    const auto outputs = rows.output().as<Scalar>().columns(1);
    const bool packed = lane == Lane::packed;
    const Index steps = packed ? trace.lengthOf(sequence) : rows.steps();
    const Index j = packed ? trace.slotOf(sequence).value() : sequence.value();
    Tensor<Scalar> states({steps, outputs.rows()});
    for (Index step = 0; step < steps; ++step)
        states.columns(1).col(step) = outputs.col(rows.row(step, j));
    return states;
}

} // namespace

ReadoutPath readoutPath(const Trace &trace, Lane lane)
{
    const RealTensor &outputs = trace.of(lane).output();
    return outputs.dtype() == DType::float32 ? pathOf(trace, outputs.as<float>())
                                             : pathOf(trace, outputs.as<double>());
}

ReadoutPath readoutPath(const Trace &trace, Lane lane, SequenceIndex sequence)
{
    return trace.document->dtype == DType::float32
               ? pathOf(trace, statesOf<float>(trace, lane, sequence))
               : pathOf(trace, statesOf<double>(trace, lane, sequence));
}

} // namespace core
