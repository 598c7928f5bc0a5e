// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/page_layout.h"

#include "ui/scene/page_across.h"
#include "ui/scene/surroundings.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using core::Index;

constexpr QSizeF pageDesk(1440, 900);
/// A page with less room is drawn smaller. Units: pixels.
constexpr QSizeF leastPage(1180, 700);
constexpr double pageMargin = 32;

/// The strips: all rows of all steps if they are not too low, else the first rows of the first steps.
class StripGroups {
  public:
    StripGroups(const core::LaneTrace &packed, double height)
        : m_packed(packed), m_height(height),
          m_gap(pitchWith(widestGap) >= 10 ? widestGap : narrowGap)
    {
    }

    static constexpr double widestGap = 10, narrowGap = 6; ///< between steps
    static constexpr double lowest = 3, highest = 34, cutPitch = 10, cutLine = 14;

    /// As high as the strips would like to be.
    static double wanted(const core::LaneTrace &packed)
    {
        return real(packed.offsets.back()) * highest + widestGap * real(packed.steps() - 1);
    }

    /// From 0 to `stripBottom`.
    void place(PageLayout &page) const
    {
        const Index steps = m_packed.steps();
        const double pitch = pitchWith(m_gap);
        page.stripPitch = pitch >= lowest ? std::min(pitch, highest) : cutPitch;
        const Index most = pitch >= lowest ? m_packed.liveRows(0) : rowsOfCutSteps();
        double y = 0;
        for (Index t = 0; t < steps; ++t) {
            const Index rows = shownRows(t, most);
            const double height = real(rows) * page.stripPitch;
            const double cut = rows < m_packed.liveRows(t) ? cutLine : 0;
            if (t > 0 && y + height + cut > m_height + 0.5)
                break;
            page.groups.push_back({y, rows, height});
            y += height + cut + m_gap;
        }
        page.stripBottom = y - m_gap;
        setCountSize(page);
    }

  private:
    /// How high a row is if all are shown.
    [[nodiscard]] double pitchWith(double gap) const
    {
        return (m_height - gap * real(m_packed.steps() - 1)) / real(m_packed.offsets.back());
    }
    /// Of the first step `most` rows, of the others in proportion: a box is as high as its step is large.
    [[nodiscard]] Index shownRows(Index step, Index most) const
    {
        const double share = real(m_packed.liveRows(step)) / real(m_packed.liveRows(0));
        return std::max<Index>(1, std::lround(real(most) * share));
    }
    /// The numbers beside the steps must not touch each other.
    static void setCountSize(PageLayout &page)
    {
        const auto middle = [](const PageLayout::Group &group) {
            return group.top + group.height / 2;
        };
        page.countSize = 14;
        for (std::size_t i = 1; i < page.groups.size(); ++i)
            page.countSize =
                std::min(page.countSize, middle(page.groups[i]) - middle(page.groups[i - 1]));
        page.countSize = std::max(std::floor(page.countSize), 9.0);
    }
    /// So many rows of a step that several steps find room.
    [[nodiscard]] Index rowsOfCutSteps() const
    {
        const double several = std::min(real(m_packed.steps()), 6.0);
        const double each = (m_height - m_gap * (several - 1)) / several;
        return std::clamp<Index>(static_cast<Index>((each - cutLine) / cutPitch), 1,
                                 m_packed.liveRows(0));
    }

    const core::LaneTrace &m_packed;
    double m_height;
    double m_gap;
};

/// The column whose way is followed: the first in which a row is over, so that it is a prefix of the rows.
Index followedStep(const core::LaneTrace &packed, Index shown)
{
    Index step = std::min<Index>(packed.steps() / 2, shown - 1);
    for (Index t = 0; t < shown; ++t)
        if (packed.liveRows(t) < packed.liveRows(0) && packed.liveRows(t) > 1) {
            step = t;
            break;
        }
    return step;
}

struct PageHeights {
    double lane = 52;    ///< from the top of a lane to its strips
    double heads = 44;   ///< above a grid, from the top of the strips on: its name and two lines
    double below = 66;   ///< under a grid: steps, the way into the strip, keys
    double foot = 22;    ///< under the strips
    double between = 28; ///< the lanes
    double paddedHead = 58, paddedFoot = 58;
};

void setRows(GridPlace &grid, double top, double pitch)
{
    grid.origin.setY(top);
    grid.rowPitch = pitch;
    grid.tile.setHeight(pitch < GridPlace::smallestTile ? pitch
                                                        : pitch - std::min(8.0, pitch * 0.14));
}

/// How high a row of the packed lane may be: few rows, and those of a high page, may be higher.
double widestRow(const core::Trace &trace, double room)
{
    return std::clamp(std::max(240.0, 0.4 * room) / real(trace.B()), 50.0, 88.0);
}

/// How high the rows of the padded lane are together: enough for letter and stripes, if that leaves the packed
/// lane most of the page.
double paddedRowsHeight(const core::Trace &trace, double room, bool alone)
{
    const double rows = real(trace.B());
    constexpr double lines = 13.2, stripes = 21; // that a row needs for a line of text, for a tile
    if (alone)
        return std::min(rows * 90, room * 0.5);
    const double share =
        rows * lines <= room * 0.3 ? std::max(rows * lines, room * 0.24) : room * 0.24;
    const double widest = std::min(rows * 52, std::max(100.0, share));
    return std::clamp(rows * stripes, std::min(widest, room * 0.2), widest);
}

void placePackedDown(PageLayout &page, const core::Trace &trace, const PageHeights &heights)
{
    const double B = real(trace.B());
    page.stripTop = page.packedTop + heights.lane;
    const double height = page.packedBottom - heights.foot - page.stripTop;
    StripGroups(trace.packed, height).place(page);
    const double used = page.stripBottom;
    const double room = page.packedBottom - page.stripTop - heights.heads - heights.below;
    const double pitch = std::min(room / B, widestRow(trace, height));
    // Strips and grids have one middle, where that leaves the grids their heads.
    const double top = page.stripTop + std::max(heights.heads, (used - pitch * B) / 2);
    page.stripTop = std::max(page.stripTop, top + (pitch * B - used) / 2);
    page.stripBottom = page.stripTop + used;
    for (PageLayout::Group &group : page.groups)
        group.top += page.stripTop;
    for (GridPlace *grid : {&page.batch, &page.sorted, &page.unpacked, &page.restored})
        setRows(*grid, top, pitch);
    page.boxedStep = followedStep(trace.packed, static_cast<Index>(page.groups.size()));
}

void placePageDown(PageLayout &page, const core::Trace &trace)
{
    const PageHeights h;
    const bool lane = page.showPadded && trace.padded;
    const bool both = page.showPacked && page.showPadded;
    const double room = page.canvas.bottom() - page.packedTop;
    const double paddedRows = lane ? paddedRowsHeight(trace, room, !page.showPacked) : 0;
    const double padded =
        page.showPadded ? h.paddedHead + (lane ? paddedRows + h.paddedFoot : -24) : 0;
    const double between = both ? h.between : 0;
    double packed = 0;
    if (page.showPacked) {
        const double most = room - padded - between;
        const double rows = real(trace.B()) * widestRow(trace, most);
        packed = std::min(most, h.lane + std::max(StripGroups::wanted(trace.packed) + h.foot,
                                                  h.heads + rows + h.below));
    }
    // What is left over stands between the lanes and around them.
    const double spare = std::max(0.0, room - packed - padded - between);
    page.packedTop += spare * 0.2;
    page.packedBottom = page.packedTop + packed;
    page.paddedTop = page.packedBottom + (both ? between + spare * 0.4 : 0);
    page.paddedBottom = page.paddedTop + padded;
    if (page.showPacked)
        placePackedDown(page, trace, h);
    page.paddedBatch = page.batch;
    page.paddedOutput = page.unpacked;
    for (GridPlace *grid : {&page.paddedBatch, &page.paddedOutput})
        setRows(*grid, page.paddedTop + h.paddedHead, paddedRows / real(trace.B()));
    page.answersAreWords = trace.document->readout &&
                           (!page.showPacked || PageLayout::hasLines(page.restored)) &&
                           (!lane || PageLayout::hasLines(page.paddedOutput));
}

} // namespace

double PageLayout::scaleOf(QSizeF size)
{
    const auto share = [size](QSizeF of) {
        return std::min(size.width() / of.width(), size.height() / of.height());
    };
    return std::max(share(pageDesk), 1.0) * std::min(share(leastPage), 1.0);
}

PageLayout::PageLayout(const core::Trace &trace, const View &view)
    : scale(scaleOf(view.size)), size(view.size / scale),
      canvas(QRectF(QPointF(0, 0), size).adjusted(pageMargin, 20, -pageMargin, -20)),
      showPacked(view.lanes != Lanes::padded), showPadded(view.lanes != Lanes::packed),
      packedTop(canvas.top()), batchColumns(trace.paddedWidth()),
      outputColumns(trace.unpackedWidth())
{
    if (!titleOf(trace, view).isEmpty()) {
        titleBaseline = canvas.top() + 18;
        packedTop += 38;
    }
    placePageAcross(*this, trace);
    placePageDown(*this, trace);
    placePaddedAcross(*this, trace);
}

QRectF PageLayout::groupRect(double left, double width, Index step) const
{
    const Group &group = groups[static_cast<std::size_t>(step)];
    return {left, group.top, width, group.height};
}

QRectF PageLayout::stripRow(double left, double width, Index step, Index row) const
{
    const Group &group = groups[static_cast<std::size_t>(step)];
    return {left, group.top + stripPitch * real(row), width,
            stripPitch - std::min(1.0, stripPitch / 6)};
}

} // namespace ui
