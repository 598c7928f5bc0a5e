// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/series.h"

#include "core/pipeline/gates_of_rows.h"

#include <cmath>

namespace core {

namespace {

/// The row of a sequence among those of a step.
Index rowInStep(const Trace &trace, Lane lane, SequenceIndex sequence)
{
    return lane == Lane::packed ? trace.slotOf(sequence).value() : sequence.value();
}

} // namespace

Index stepsOf(const Trace &trace, Lane lane, SequenceIndex sequence)
{
    return lane == Lane::packed ? trace.lengthOf(sequence) : trace.padded->steps();
}

Tensor<double> hiddenOverTime(const Trace &trace, const RunRef &run, SequenceIndex sequence)
{
    const LaneTrace &lane = trace.of(run.lane);
    const RealTensor &output = lane.layerOutputs[static_cast<std::size_t>(run.layer)];
    const Index steps = stepsOf(trace, run.lane, sequence), H = trace.H();
    const Index j = rowInStep(trace, run.lane, sequence);
    Tensor<double> states({steps, H});
    for (Index t = 0; t < steps; ++t)
        for (Index unit = 0; unit < H; ++unit)
            states[t * H + unit] = output.at(lane.row(t, j), run.direction * H + unit);
    return states;
}

GateSeries gatesOverTime(const Trace &trace, const RunRef &run, SequenceIndex sequence, Index unit)
{
    const Index j = rowInStep(trace, run.lane, sequence);
    GateSeries series;
    for (Index t = 0; t < stepsOf(trace, run.lane, sequence); ++t) {
        const StepGates gates =
            gatesOfRows(trace, run.lane, run.layer, run.direction, {StepIndex(t), j, 1});
        series.r.push_back(gates.r.at(0, unit));
        series.z.push_back(gates.z.at(0, unit));
        series.n.push_back(gates.n.at(0, unit));
    }
    return series;
}

std::vector<double> laneDistance(const Trace &trace, Index layer, Index direction,
                                 SequenceIndex sequence)
{
    const auto packed = hiddenOverTime(trace, {Lane::packed, layer, direction}, sequence);
    const auto padded = hiddenOverTime(trace, {Lane::padded, layer, direction}, sequence);
    const Index length = packed.extent(0), H = trace.H();
    const Index parked = direction ? 0 : length - 1;
    std::vector<double> distances;
    for (Index t = 0; t < padded.extent(0); ++t) {
        const Index of = t < length ? t : parked;
        double squares = 0;
        for (Index unit = 0; unit < H; ++unit) {
            const double difference = padded.at(t, unit) - packed.at(of, unit);
            squares += difference * difference;
        }
        distances.push_back(std::sqrt(squares));
    }
    return distances;
}

} // namespace core
