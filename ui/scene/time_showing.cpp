// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/time_showing.h"

namespace ui {

namespace {

using core::Index;
using core::Stage;

/// When the segment of this step, layer and direction rests; nothing if the stage has none.
std::optional<double> endOf(const Timeline &timeline, const Moment &moment)
{
    for (const Segment &segment : timeline.segments())
        if (segment.stage == moment.stage && segment.layer == moment.layer &&
            segment.direction == moment.direction && segment.step == moment.step)
            return segment.start + segment.duration - segment.rest;
    return std::nullopt;
}

} // namespace

std::optional<double> timeShowing(const core::Trace &trace, const Timeline &timeline,
                                  const Target &target)
{
    const Identity &is = target.identity;
    const auto inStep = [&](Stage stage, Index t) {
        return endOf(timeline, {stage, 0, 0, core::StepIndex(t), 1});
    };
    const auto inRun = [&](Index t) {
        return endOf(timeline, {Stage::gru, is.layer, is.direction, core::StepIndex(t), 1});
    };
    const Index t = is.step.value(), top = trace.shape().numLayers - 1;
    switch (is.part) {
    case Part::none:
        return std::nullopt;
    case Part::token:
        return timeline.endOf(Stage::batch);
    case Part::embedding:
        return timeline.endOf(Stage::embed);
    case Part::packedRow:
        return is.layer > 0 ? inRun(t) : inStep(Stage::pack, t);
    case Part::stepInput:
    case Part::hPrevious:
    case Part::reset:
    case Part::update:
    case Part::candidate:
        return inRun(t);
    case Part::hidden: // a unit of both directions stands in the rows of the unpacked output
        return target.unit >= trace.H() ? inStep(Stage::unpack, t) : inRun(t);
    case Part::unpacked:
        return inStep(Stage::unpack, std::min(t, trace.packed.steps() - 1));
    case Part::output:
        return timeline.endOf(Stage::restore);
    case Part::finalHidden:
        if (is.lane == core::Lane::padded)
            return std::nullopt;
        if (is.layer == top)
            return timeline.endOf(Stage::answer);
        // A layer below parks its state when the row is over and the step goes on.
        return is.direction ? std::nullopt : inRun(t + 1);
    case Part::mask:
    case Part::lastState:
    case Part::naiveState:
    case Part::readout:
    case Part::naiveReadout:
        return timeline.endOf(Stage::answer);
    }
    return std::nullopt;
}

} // namespace ui
