// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/timeline.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace ui {

namespace {

using core::Index;
using core::Stage;

/// No stage takes longer than this; its steps are sped up alike.
constexpr double longestStage = 10.0;
/// A pause between two stages, in which the finished picture stands still.
constexpr double restBetweenStages = 0.4;
constexpr double restBetweenSteps = 0.12;

/// Time for `count` things that start one after the other.
double staggered(double first, double stagger, Index count)
{
    return first + std::min(stagger * static_cast<double>(std::max<Index>(count - 1, 0)), 1.2);
}

double packStep(Index liveRows)
{
    return 0.18 + 0.22 + staggered(0.42, 0.09, liveRows) + 0.16;
}

constexpr double gruStep = 0.15 + 0.25 + 0.25 + 0.25 + 0.30;

class Builder {
  public:
    void add(Stage stage, double moving, Index layer = 0, Index direction = 0, Index step = 0)
    {
        m_stage.push_back({stage, layer, direction, core::StepIndex(step), 0,
                           moving + restBetweenSteps, restBetweenSteps});
    }

    /// Ends a stage: its first step keeps its length, the later ones take half; all fit into ten seconds.
    void finishStage(std::vector<Segment> &segments)
    {
        double total = 0;
        for (std::size_t i = 0; i < m_stage.size(); ++i) {
            if (i > 0)
                scale(m_stage[i], 0.5);
            total += m_stage[i].duration;
        }
        for (Segment &segment : m_stage)
            scale(segment, std::min(1.0, longestStage / total));
        m_stage.back().duration += restBetweenStages;
        m_stage.back().rest += restBetweenStages;
        for (Segment &segment : m_stage) {
            segment.start = segments.empty() ? 0 : segments.back().start + segments.back().duration;
            segments.push_back(segment);
        }
        m_stage.clear();
    }

  private:
    static void scale(Segment &segment, double factor)
    {
        segment.duration *= factor;
        segment.rest *= factor;
    }

    std::vector<Segment> m_stage;
};

std::vector<std::string_view> splitAtColons(std::string_view text)
{
    std::vector<std::string_view> parts;
    for (std::size_t colon = text.find(':'); colon != text.npos; colon = text.find(':')) {
        parts.push_back(text.substr(0, colon));
        text.remove_prefix(colon + 1);
    }
    parts.push_back(text);
    return parts;
}

bool parse(std::string_view text, Index &value)
{
    const char *const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && stop == end && value >= 0;
}

std::string runName(const Segment &segment)
{
    return core::runSuffix(segment.layer, segment.direction);
}

} // namespace

std::string nameOf(const Moment &moment)
{
    std::string text(core::name(moment.stage));
    if (moment.stage == Stage::gru)
        text += ":" + core::runSuffix(moment.layer, moment.direction);
    text += ":" + std::to_string(moment.step.value());
    const auto thousandths = static_cast<int>(std::lround(moment.fraction * 1000));
    if (thousandths >= 1000) // a step alone is its end
        return text;
    const std::string digits = std::to_string(thousandths);
    return text + "." + std::string(3 - digits.size(), '0') + digits;
}

Timeline::Timeline(const core::Trace &trace)
{
    Builder builder;
    const Index B = trace.B(), steps = trace.packed.steps();
    const Index gruSteps = std::max(steps, trace.padded ? trace.padded->steps() : steps);
    builder.add(Stage::batch, staggered(0.3, 0.06, B) + 0.4);
    builder.finishStage(m_segments);
    builder.add(Stage::embed, staggered(0.5, 0.04, trace.paddedWidth()));
    builder.finishStage(m_segments);
    builder.add(Stage::sort, staggered(0.9, 0.07, B) + 0.3);
    builder.finishStage(m_segments);
    for (Index t = 0; t < steps; ++t)
        builder.add(Stage::pack, packStep(trace.packed.liveRows(t)), 0, 0, t);
    builder.finishStage(m_segments);
    for (Index layer = 0; layer < trace.shape().numLayers; ++layer)
        for (Index direction = 0; direction < trace.directions(); ++direction)
            for (Index i = 0; i < gruSteps; ++i)
                builder.add(Stage::gru, gruStep, layer, direction,
                            direction ? gruSteps - 1 - i : i);
    builder.finishStage(m_segments);
    for (Index t = 0; t < steps; ++t)
        builder.add(Stage::unpack, packStep(trace.packed.liveRows(t)), 0, 0, t);
    builder.finishStage(m_segments);
    builder.add(Stage::restore, 0.7 + staggered(0.9, 0.07, B));
    builder.finishStage(m_segments);
    builder.add(Stage::answer, staggered(0.7, 0.12, B) + 0.3 + 0.15 + 0.25);
    builder.finishStage(m_segments);
}

double Timeline::duration() const
{
    return m_segments.back().start + m_segments.back().duration;
}

std::size_t Timeline::segmentAt(double t) const
{
    const auto later =
        std::upper_bound(m_segments.begin(), m_segments.end(), t,
                         [](double time, const Segment &s) { return time < s.start; });
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(later - m_segments.begin() - 1, 0));
}

bool Timeline::beginsStage(std::size_t segment) const
{
    return segment == 0 || m_segments[segment - 1].stage != m_segments[segment].stage;
}

bool Timeline::endsStage(std::size_t segment) const
{
    return segment + 1 == m_segments.size() ||
           m_segments[segment + 1].stage != m_segments[segment].stage;
}

Moment Timeline::momentAt(double t) const
{
    const Segment &segment = m_segments[segmentAt(t)];
    const double moving = segment.duration - segment.rest;
    return {segment.stage, segment.layer, segment.direction, segment.step,
            std::clamp((t - segment.start) / moving, 0.0, 1.0)};
}

double Timeline::timeOf(const Moment &moment) const
{
    const auto found = std::find_if(m_segments.begin(), m_segments.end(), [&](const Segment &s) {
        return s.stage == moment.stage && s.layer == moment.layer &&
               s.direction == moment.direction && s.step == moment.step;
    });
    assert(found != m_segments.end());
    return found->start + moment.fraction * (found->duration - found->rest);
}

double Timeline::startOf(Stage stage) const
{
    return std::ranges::find(m_segments, stage, &Segment::stage)->start;
}

double Timeline::endOf(Stage stage) const
{
    const auto last = std::find_if(m_segments.rbegin(), m_segments.rend(),
                                   [stage](const Segment &s) { return s.stage == stage; });
    return last->start + last->duration - last->rest;
}

core::Result<double> Timeline::timeNamed(std::string_view moment) const
{
    const auto refuse = [&](const std::string &why) {
        return core::Error{"there is no moment '" + std::string(moment) + "': " + why, {}};
    };
    const auto parts = splitAtColons(moment);
    const auto stage = core::stageNamed(parts[0]);
    if (!stage)
        return refuse("the stages are batch, embed, sort, pack, gru, unpack, restore, answer");
    if (parts.size() == 1)
        return endOf(*stage);
    if (parts.size() > 3 || (parts.size() == 3 && *stage != Stage::gru))
        return refuse("it must be STAGE, STAGE:STEP or gru:RUN:STEP");
    std::vector<Segment> candidates;
    std::string runs;
    for (const Segment &segment : m_segments) {
        if (segment.stage != *stage)
            continue;
        if (candidates.empty() || runName(candidates.back()) != runName(segment))
            runs += (runs.empty() ? "" : ", ") + runName(segment);
        candidates.push_back(segment);
    }
    const std::string run = parts.size() == 3 ? std::string(parts[1]) : runName(candidates.front());
    std::erase_if(candidates, [&](const Segment &s) { return runName(s) != run; });
    if (candidates.empty())
        return refuse("the runs are " + runs);

    const std::string_view step = parts.back();
    const std::size_t dot = step.find('.');
    Index number = 0, digits = 0;
    if (!parse(step.substr(0, dot), number) ||
        (dot != step.npos && !parse(step.substr(dot + 1), digits)))
        return refuse("a step is a whole number, or one with a fraction as 2.5");
    const auto found = std::ranges::find(candidates, core::StepIndex(number), &Segment::step);
    if (found == candidates.end())
        return refuse("this stage has " + std::to_string(candidates.size()) +
                      (candidates.size() == 1 ? " step" : " steps") + ", counted from 0");
    const double fraction = dot == step.npos
                                ? 1.0
                                : static_cast<double>(digits) /
                                      std::pow(10.0, static_cast<double>(step.size() - dot - 1));
    return found->start + fraction * (found->duration - found->rest);
}

} // namespace ui
