// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/trace.h"

#include <vector>

namespace core {

// What a plot shows of a trace: numbers over the steps of one sequence, read off the trace or computed
// again by the code that computed it.

/// One run of one lane: a layer in a direction.
struct RunRef {
    Lane lane = Lane::packed;
    Index layer = 0;
    Index direction = 0;

    bool operator==(const RunRef &) const = default;
};

/// How many steps the lane computes for a sequence: its length, or t_pad.
/// Requires: the padded lane if `lane` asks for it.
[[nodiscard]] Index stepsOf(const Trace &trace, Lane lane, SequenceIndex sequence);

/// The hidden state over time. Shapes: [steps, H]; row t is h after step t.
[[nodiscard]] Tensor<double> hiddenOverTime(const Trace &trace, const RunRef &run,
                                            SequenceIndex sequence);

/// The gates of one unit over time. Units of r and z: shares, 0 … 1; n as h, -1 … 1.
struct GateSeries {
    std::vector<double> r, z, n; ///< one value a step
};
/// Requires: unit < H.
[[nodiscard]] GateSeries gatesOverTime(const Trace &trace, const RunRef &run,
                                       SequenceIndex sequence, Index unit);

/// How far the padded lane's state is from the packed one: the Euclidean norm of the difference at each of
/// the t_pad steps. After a sequence's end the packed state is the one that is parked: that of its last
/// token, in a reverse run that of its first one, which is where it ended.
/// Requires: the padded lane.
[[nodiscard]] std::vector<double> laneDistance(const Trace &trace, Index layer, Index direction,
                                               SequenceIndex sequence);

} // namespace core
