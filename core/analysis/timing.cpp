// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/timing.h"

#include "core/pipeline/gru.h"
#include "core/pipeline/mask.h"
#include "core/pipeline/unpack.h"

#include <algorithm>
#include <chrono>

namespace core {

namespace {

using Clock = std::chrono::steady_clock;

constexpr Engine oneThread{GruPath::fast, 1};

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// What both lanes start from; making it is not timed.
template <class Scalar> struct Subject {
    const Trace &trace;
    Tensor<Scalar> cells; ///< [B, t_pad, D]
    GruWeights<Scalar> weights;
    std::optional<Tensor<Scalar>> h0;

    explicit Subject(const Trace &t)
        : trace(t), cells(t.paddedEmbedding.as<Scalar>()),
          weights(t.document->weights.cast<Scalar>())
    {
        if (t.document->h0)
            h0 = t.document->h0->cast<Scalar>();
    }
    [[nodiscard]] const Tensor<Scalar> *start() const { return h0 ? &*h0 : nullptr; }

    double timePacked() const
    {
        const Options &options = trace.document->options;
        const auto begin = Clock::now();
        const bool sorted = options.enforceSorted && options.sort == SortBy::torch;
        const auto packed = packPaddedSequence(cells, trace.lengths,
                                               {Layout::batchFirst, sorted, options.tieOrder});
        const auto ran = gru<Scalar>(weights, *packed, start(), {}, oneThread);
        const auto output = padPackedSequence(
            ran->output, {Layout::batchFirst, options.paddingValue, options.totalLength});
        assert(output.ok());
        return secondsSince(begin);
    }

    double timePadded() const
    {
        const auto begin = Clock::now();
        const auto ran = gru<Scalar>(weights, cells, Layout::batchFirst, start(), {}, oneThread);
        const auto states = masked(ran->output, lastMask(trace.lengths, cells.extent(1)));
        assert(states.size() > 0);
        return secondsSince(begin);
    }
};

template <class Scalar>
std::optional<LaneTimes> timeAs(const Trace &trace, double budget, const std::stop_token &stop)
{
    const Subject<Scalar> subject(trace);
    const auto begin = Clock::now();
    std::vector<double> packed, padded;
    do {
        if (stop.stop_requested())
            return std::nullopt;
        packed.push_back(subject.timePacked());
        padded.push_back(subject.timePadded());
    } while (secondsSince(begin) < budget);
    return LaneTimes{median(packed), median(padded), static_cast<int>(std::ssize(packed))};
}

} // namespace

std::optional<LaneTimes> timeLanes(const Trace &trace, double budget, std::stop_token stop)
{
    return trace.document->dtype == DType::float32 ? timeAs<float>(trace, budget, stop)
                                                   : timeAs<double>(trace, budget, stop);
}

} // namespace core
