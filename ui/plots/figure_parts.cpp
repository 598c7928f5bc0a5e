// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_parts.h"

#include "ui/scene/token_text.h"

#include <algorithm>
#include <cmath>

namespace ui {

using core::Index;
using core::Lane;
using core::SequenceIndex;

namespace {

constexpr Index mostOverlaid = 64;

/// The first of the chosen sequences.
std::vector<SequenceIndex> firstOf(const PlotChoice &choice, Index most)
{
    std::vector<SequenceIndex> sequences;
    for (const Index sequence : choice.sequences)
        if (std::ssize(sequences) < most)
            sequences.emplace_back(sequence);
    return sequences;
}

} // namespace

FigureParts::FigureParts(const PlotInput &of) : input(of), trace(*of.trace), choice(of.choice) {}

bool FigureParts::hasPadded() const
{
    return input.lanes != Lanes::packed && trace.padded;
}

QString FigureParts::whyNoPadded() const
{
    return input.lanes != Lanes::packed && !trace.padded
               ? tr("There is no padded lane: the dropout masks belong to packed rows.")
               : QString();
}

core::RunRef FigureParts::run(Lane lane) const
{
    return {lane, choice.layer, choice.direction};
}

Index FigureParts::width() const
{
    return hasPadded() ? trace.paddedWidth() : static_cast<Index>(trace.packed.steps());
}

Index FigureParts::partingOf(SequenceIndex sequence) const
{
    return hasPacked() && choice.direction == 0 ? trace.lengthOf(sequence) - 1 : 0;
}

std::vector<SequenceIndex> FigureParts::shown() const
{
    return firstOf(choice, input.room.width() * input.room.height());
}

std::vector<SequenceIndex> FigureParts::overlaid() const
{
    return firstOf(choice, mostOverlaid);
}

std::vector<Span> FigureParts::notAll() const
{
    const auto all = std::ssize(choice.sequences), few = std::ssize(shown());
    if (all == few)
        return {};
    return {{tr("  %1 of %2 sequences; a larger plot shows more.").arg(few).arg(all), Face::prose,
             Role::ink3}};
}

std::vector<Span> FigureParts::notAllOverlaid() const
{
    const auto all = std::ssize(choice.sequences), few = std::ssize(overlaid());
    if (all == few)
        return {};
    return {{tr("  The first %1 of %2 sequences.").arg(few).arg(all), Face::prose, Role::ink3}};
}

int FigureParts::columns() const
{
    const int count = static_cast<int>(shown().size()), most = input.room.width();
    const int rows = (count + most - 1) / most;
    return (count + rows - 1) / rows;
}

PlotPanel FigureParts::panelOf(SequenceIndex sequence) const
{
    PlotPanel panel;
    const Index end = trace.lengthOf(sequence);
    panel.badge = sequence;
    panel.head = {{sequenceText(trace, sequence), Face::mono, Role::ink}};
    panel.x.from = -0.5;
    panel.x.to = static_cast<double>(width()) - 0.5;
    panel.x.whole = true;
    panel.x.label = tr("step t");
    for (Index step = 0; trace.paddedIds && step < width(); ++step)
        panel.x.names += step < end    ? tokenAt(trace, sequence, step)
                         : hasPadded() ? QStringLiteral("·")
                                       : QString();
    if (hasPadded() && end < width())
        panel.hatched.emplace_back(static_cast<double>(end) - 0.5, -1e9,
                                   static_cast<double>(width() - end), 2e9);
    return panel;
}

QString FigureParts::runText() const
{
    QStringList words;
    if (trace.shape().numLayers > 1)
        words += tr("layer %1").arg(choice.layer);
    if (trace.directions() > 1)
        words += choice.direction ? tr("reverse") : tr("forward");
    return words.join(QStringLiteral(", "));
}

std::function<Target(Index)> FigureParts::targets(Part part, Lane lane, SequenceIndex sequence,
                                                  Index firstStep, int unit) const
{
    const Identity first{
        part, lane, sequence, core::StepIndex(firstStep), choice.layer, choice.direction};
    return [first, unit](Index point) {
        Identity identity = first;
        identity.step = core::StepIndex(first.step.value() + point);
        return Target{identity, unit, {}};
    };
}

Curve curveOf(const core::Tensor<double> &states, Index unit, Index firstStep)
{
    Curve curve;
    curve.firstStep = firstStep;
    for (Index t = firstStep; t < states.extent(0); ++t) {
        curve.x.push_back(static_cast<double>(t));
        curve.y.push_back(states.at(t, unit));
    }
    return curve;
}

QString rangeText(double range)
{
    return QString::number(range, 'g', 3);
}

double niceAbove(double value)
{
    if (!(value > 0) || !std::isfinite(value))
        return 1;
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0})
        if (step * power >= value)
            return step * power;
    return 10 * power;
}

} // namespace ui
