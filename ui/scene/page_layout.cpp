// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/page_layout.h"

#include "ui/scene/easing.h"
#include "ui/scene/text.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using core::Index;

constexpr QSizeF pageDesk(1440, 900);
/// A page with less room is drawn smaller. Units: pixels.
constexpr QSizeF leastPage(1180, 700);
constexpr double pageMargin = 32;

double real(Index n)
{
    return static_cast<double>(n);
}

/// Widths of what is neither grid nor margin.
struct Across {
    double badges, ribbon, toData, data, counts, gru, arrow, output, fromOutput, end, answer;
    static constexpr double bracket = 12;

    [[nodiscard]] double sum() const
    {
        return 4 * badges + 2 * ribbon + toData + data + bracket + counts + gru + 2 * arrow +
               output + fromOutput + end + answer;
    }
};

Across mixed(const Across &a, const Across &b, double t)
{
    return {
        mix(a.badges, b.badges, t), mix(a.ribbon, b.ribbon, t), mix(a.toData, b.toData, t),
        mix(a.data, b.data, t),     mix(a.counts, b.counts, t), mix(a.gru, b.gru, t),
        mix(a.arrow, b.arrow, t),   mix(a.output, b.output, t), mix(a.fromOutput, b.fromOutput, t),
        mix(a.end, b.end, t),       mix(a.answer, b.answer, t)};
}

/// How wide the answers are: the longest word of the readout, or a state and a difference.
double answerRoom(const core::Trace &trace)
{
    double widest = 96;
    const auto &readout = trace.document->readout;
    if (!readout)
        return 130;
    for (const std::string &name : readout->classes)
        widest = std::max(widest, widthOf(QString::fromStdString(name), Face::bold, 14));
    return std::min(widest, 150.0);
}

/// Cells of a grid side by side, with a little air where they are tiles.
void setColumns(GridPlace &grid, double pitch)
{
    grid.columnPitch = pitch;
    grid.tile.setWidth(pitch < GridPlace::smallestTile ? pitch
                                                       : pitch - std::min(2.0, pitch * 0.06));
}

/// The same beside grids of so narrow columns that what stands above them needs more room than they take.
Across besideGrids(Across across, const PageLayout &page, double pitch)
{
    constexpr double head = 148, sortHead = 120, restoreHead = 136;
    const double batch = pitch * real(page.batchColumns), output = pitch * real(page.outputColumns);
    across.ribbon = std::max(across.ribbon, head - std::min(batch, output));
    across.toData = std::max(across.toData, sortHead - batch);
    across.end = std::max(across.end, restoreHead - output);
    return across;
}

/// The largest of 0 … `largest` that fits, if what is smaller fits as well.
template <class Fits> double most(double largest, const Fits &fits)
{
    if (fits(largest))
        return largest;
    double found = 0;
    for (double part = largest / 2; part > largest / 10000; part /= 2)
        if (fits(found + part))
            found += part;
    return found;
}

void placePageAcross(PageLayout &page, const core::Trace &trace)
{
    constexpr double readable = 17, widest = 44; // of a column
    const double counts = 8 + 8 * static_cast<double>(QString::number(trace.B()).size());
    const double answer = answerRoom(trace);
    const Across least{24, 32, 30, 50, counts, 38, 16, 56, 30, 18, answer};
    const Across wanted{30, 64, 50, 64, counts, 56, 26, 76, 50, 18, answer};
    const double columns = real(2 * page.batchColumns + 2 * page.outputColumns);
    const double room = page.canvas.width();
    const auto fits = [&](const Across &widths, double pitch, double into) {
        return besideGrids(widths, page, pitch).sum() + pitch * columns <= into;
    };
    // A hair is left: beside few narrow columns the sum is the same for all of their widths.
    const double wide = most(
        1, [&](double share) { return fits(mixed(least, wanted, share), readable, room - 0.5); });
    const Across widths = mixed(least, wanted, wide);
    const double pitch = most(widest, [&](double width) { return fits(widths, width, room); });
    Across across = besideGrids(widths, page, pitch);
    // What few columns leave over goes to the strips and the ways between.
    const double spare = std::clamp((room - across.sum() - pitch * columns) / 6, 0.0, 60.0);
    for (double *part :
         {&across.ribbon, &across.toData, &across.data, &across.output, &across.fromOutput})
        *part += spare;
    const double used = across.sum() + pitch * columns;
    page.badgeColumn = across.badges;
    double x = page.canvas.left() + std::max(0.0, room - used) / 2;
    const auto grid = [&](GridPlace &place, Index count) {
        x += page.badgeColumn;
        place.origin.setX(x);
        setColumns(place, pitch);
        x += pitch * real(count);
    };
    const auto part = [&x](double width) {
        x += width;
        return x - width;
    };
    grid(page.batch, page.batchColumns);
    part(across.ribbon);
    grid(page.sorted, page.batchColumns);
    part(across.toData);
    page.dataWidth = across.data;
    page.dataLeft = part(across.data);
    part(Across::bracket);
    page.countsCentre = part(across.counts) + across.counts / 2;
    page.countsRight = x;
    part(across.arrow);
    page.gruWidth = across.gru;
    page.gruLeft = part(across.gru);
    part(across.arrow);
    page.outputWidth = across.output;
    page.outputLeft = part(across.output);
    part(across.fromOutput);
    grid(page.unpacked, page.outputColumns);
    part(across.ribbon);
    grid(page.restored, page.outputColumns);
    page.answerLeft = x + across.end;
    page.answerWidth = answer;
}

/// The strips: all rows of all steps if they are not too low, else the first rows of the first steps.
class StripGroups {
  public:
    StripGroups(const core::LaneTrace &packed, double height) : m_packed(packed), m_height(height)
    {
    }

    static constexpr double gap = 6, lowest = 3, highest = 34, cutPitch = 10, cutLine = 14;

    /// As high as the strips would like to be.
    static double wanted(const core::LaneTrace &packed)
    {
        return real(packed.offsets.back()) * highest + gap * real(packed.steps() - 1);
    }

    /// From 0 to `stripBottom`.
    void place(PageLayout &page) const
    {
        const Index steps = m_packed.steps(), N = m_packed.offsets.back();
        const double pitch = (m_height - gap * real(steps - 1)) / real(N);
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
            y += height + cut + gap;
        }
        page.stripBottom = y - gap;
        setCountSize(page);
    }

  private:
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
        const double each = (m_height - gap * (several - 1)) / several;
        return std::clamp<Index>(static_cast<Index>((each - cutLine) / cutPitch), 1,
                                 m_packed.liveRows(0));
    }

    const core::LaneTrace &m_packed;
    double m_height;
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
    page.packedTop += spare * 0.15;
    page.packedBottom = page.packedTop + packed;
    page.paddedTop = page.packedBottom + (both ? between + spare * 0.35 : 0);
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

/// The boxes of the padded lane: all steps, or the first that find room.
void placePaddedAcross(PageLayout &page, const core::Trace &trace)
{
    constexpr double narrowest = 12, widest = 64, gap = 14, more = 64;
    const Index T = trace.paddedWidth();
    page.gatheredLeft = page.restored.origin.x();
    page.stateWidth = std::min({page.answerLeft - page.gatheredLeft - 52, 100.0,
                                trace.document->readout ? 100.0 : page.answerWidth - 46});
    const double outputRoom = page.gatheredLeft - 44 - page.paddedOutput.origin.x();
    setColumns(page.paddedOutput, std::min(page.paddedOutput.columnPitch, outputRoom / real(T)));
    const double from = page.paddedBatch.cell(T - 1, 0).right();
    const double to = page.paddedOutput.origin.x() - page.badgeColumn;
    const double least = 40; // of the arrows at both ends
    double room = to - from - 2 * least;
    const auto fit = [&] { return static_cast<Index>((room + gap) / (narrowest + gap)); };
    if (T > fit())
        room -= more;
    page.paddedSteps = std::min(T, fit());
    const double n = real(page.paddedSteps);
    page.paddedGruWidth = (room + gap) / n - gap;
    page.paddedGruPitch = page.paddedGruWidth + gap;
    page.paddedGruLeft = from + least;
    if (page.paddedGruWidth <= widest)
        return;
    page.paddedGruWidth = widest; // and arrows of one length
    const double arrow = (to - from - n * widest) / (n + 1);
    page.paddedGruPitch = widest + arrow;
    page.paddedGruLeft = from + arrow;
}

} // namespace

double PageLayout::scaleOf(QSizeF size)
{
    const auto share = [size](QSizeF of) {
        return std::min(size.width() / of.width(), size.height() / of.height());
    };
    return std::max(share(pageDesk), 1.0) * std::min(share(leastPage), 1.0);
}

PageLayout::PageLayout(const core::Trace &trace, QSizeF pageSize, Lanes lanes)
    : scale(scaleOf(pageSize)), size(pageSize / scale),
      canvas(QRectF(QPointF(0, 0), size).adjusted(pageMargin, 20, -pageMargin, -20)),
      showPacked(lanes != Lanes::padded), showPadded(lanes != Lanes::packed),
      packedTop(canvas.top()), batchColumns(trace.paddedWidth()),
      outputColumns(trace.unpackedWidth())
{
    if (!trace.document->title.empty()) {
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
