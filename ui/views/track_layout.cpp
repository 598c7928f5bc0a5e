// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/track_layout.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double trackGap = 4;
constexpr double narrowestTick = 6;
constexpr double narrowestNumber = 17;

/// The smallest of 1, 2, 5, 10, 20, 50, … with which numbers stand far enough apart.
core::Index numberStride(double stepWidth)
{
    core::Index decade = 1;
    for (;; decade *= 10)
        for (const core::Index factor : {1, 2, 5})
            if (static_cast<double>(decade * factor) * stepWidth >= narrowestNumber)
                return decade * factor;
}

} // namespace

bool isStepped(core::Stage stage)
{
    return stage == core::Stage::pack || stage == core::Stage::gru || stage == core::Stage::unpack;
}

TrackLayout::TrackLayout(const Timeline &timeline, double width)
{
    const auto &segments = timeline.segments();
    m_pieces.resize(segments.size());
    const auto same = [&](std::size_t i, auto member) {
        return i > 0 && segments[i].*member == segments[i - 1].*member;
    };
    double gaps = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        m_pieces[i].opensStage = !same(i, &Segment::stage);
        m_pieces[i].opensRun =
            m_pieces[i].opensStage || !same(i, &Segment::layer) || !same(i, &Segment::direction);
        gaps += m_pieces[i].opensRun && i > 0 ? trackGap : 0;
    }
    const auto steps = std::ranges::count_if(segments, isStepped, &Segment::stage);
    const double singles = static_cast<double>(segments.size()) - static_cast<double>(steps);
    const double single = std::clamp(width * 0.0672, 52.0, 78.0);
    const double step =
        std::max(0.0, (width - gaps - singles * single) / static_cast<double>(steps));
    const core::Index stride = numberStride(std::max(step, 1e-3));
    m_showsTicks = step >= narrowestTick;
    double x = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const bool stepped = isStepped(segments[i].stage);
        x += m_pieces[i].opensRun && i > 0 ? trackGap : 0;
        m_pieces[i].left = x;
        x += stepped ? step : single;
        m_pieces[i].right = x;
        m_pieces[i].numbered = stepped && segments[i].step.value() % stride == 0;
    }
}

double TrackLayout::xOf(const Timeline &timeline, double t) const
{
    const std::size_t i = timeline.segmentAt(t);
    const Segment &segment = timeline.segments()[i];
    const double share = std::clamp((t - segment.start) / segment.duration, 0.0, 1.0);
    return m_pieces[i].left + share * m_pieces[i].width();
}

double TrackLayout::timeAt(const Timeline &timeline, double x) const
{
    const auto beyond = std::ranges::upper_bound(m_pieces, x, {}, &Piece::left);
    const auto i = static_cast<std::size_t>(
        std::max<std::ptrdiff_t>(std::distance(m_pieces.begin(), beyond) - 1, 0));
    const Segment &segment = timeline.segments()[i];
    const double width = std::max(m_pieces[i].width(), 1e-9);
    const double share = std::clamp((x - m_pieces[i].left) / width, 0.0, 1.0);
    // The very end belongs to the next move already; its last instant does not.
    return std::min(segment.start + share * segment.duration,
                    std::nextafter(segment.start + segment.duration, segment.start));
}

} // namespace ui
