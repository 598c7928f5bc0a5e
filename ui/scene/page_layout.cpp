// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/page_layout.h"

#include "ui/scene/easing.h"
#include "ui/scene/text.h"

#include <algorithm>

namespace ui {

namespace {

using core::Index;

constexpr QSizeF pageDesk(1440, 900);
/// A page with less room is drawn smaller. Units: pixels.
constexpr QSizeF leastPage(1180, 700);
constexpr double pageMargin = 32;

double pageScale(QSizeF size)
{
    const auto share = [size](QSizeF of) {
        return std::min(size.width() / of.width(), size.height() / of.height());
    };
    return std::max(share(pageDesk), 1.0) * std::min(share(leastPage), 1.0);
}

double real(Index n)
{
    return static_cast<double>(n);
}

/// Widths of what is neither grid nor margin.
struct Across {
    double ribbon, elbow, data, counts, gru, arrow, output, answer;
    static constexpr double bracket = 12;

    [[nodiscard]] double sum() const
    {
        return 2 * ribbon + 2 * elbow + data + bracket + counts + gru + 2 * arrow + output + answer;
    }
};

Across mixed(const Across &a, const Across &b, double t)
{
    return {mix(a.ribbon, b.ribbon, t), mix(a.elbow, b.elbow, t),  mix(a.data, b.data, t),
            mix(a.counts, b.counts, t), mix(a.gru, b.gru, t),      mix(a.arrow, b.arrow, t),
            mix(a.output, b.output, t), mix(a.answer, b.answer, t)};
}

/// How wide the answers are: the longest word of the readout, or a state and a difference.
double answerRoom(const core::Trace &trace)
{
    const auto &readout = trace.document->readout;
    if (!readout)
        return 120;
    double widest = 76;
    for (const std::string &name : readout->classes)
        widest = std::max(widest, widthOf(QString::fromStdString(name), Face::bold, 14));
    return std::min(widest, 150.0);
}

void placePageAcross(PageLayout &page, const core::Trace &trace)
{
    constexpr double readable = 20, widest = 44; // of a column
    const double badges = 4 * PageLayout::badgeColumn;
    const double counts = 8 + 8 * static_cast<double>(QString::number(trace.B()).size());
    const double answer = answerRoom(trace);
    const Across least{44, 34, 46, counts, 42, 18, 52, answer};
    const Across wanted{64, 50, 60, counts, 56, 26, 70, answer};
    const double columns = real(2 * page.batchColumns + 2 * page.outputColumns);
    const double room = page.canvas.width() - badges - 18;
    const double wide = std::clamp(
        (room - readable * columns - least.sum()) / (wanted.sum() - least.sum()), 0.0, 1.0);
    Across across = mixed(least, wanted, wide);
    const double pitch = std::min((room - across.sum()) / columns, widest);
    // What few columns leave over goes to the strips and the ways between.
    const double spare = std::min((room - across.sum() - pitch * columns) / 6, 60.0);
    for (double *part : {&across.ribbon, &across.elbow, &across.data, &across.output})
        *part += spare;
    const double used = across.sum() + pitch * columns;
    double x = page.canvas.left() + std::max(0.0, room - used) / 2;
    const auto grid = [&](GridPlace &place, Index count) {
        x += PageLayout::badgeColumn;
        place.origin.setX(x);
        place.columnPitch = pitch;
        place.tile.setWidth(pitch < GridPlace::smallestTile ? pitch
                                                            : pitch - std::min(2.0, pitch * 0.1));
        x += pitch * real(count);
    };
    const auto part = [&x](double width) {
        x += width;
        return x - width;
    };
    grid(page.batch, page.batchColumns);
    part(across.ribbon);
    grid(page.sorted, page.batchColumns);
    part(across.elbow);
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
    part(across.elbow);
    grid(page.unpacked, page.outputColumns);
    part(across.ribbon);
    grid(page.restored, page.outputColumns);
    page.answerLeft = x + 18;
    page.answerWidth = answer;
}

/// The strips: all rows of all steps if they are not too low, else the first rows of the first steps.
class StripGroups {
  public:
    StripGroups(const core::LaneTrace &packed, double height) : m_packed(packed), m_height(height)
    {
    }

    static constexpr double gap = 10, lowest = 4, highest = 28, cutLine = 13;

    /// As high as the strips would like to be.
    static double wanted(const core::LaneTrace &packed)
    {
        return real(packed.offsets.back()) * highest + gap * real(packed.steps() - 1);
    }

    void place(PageLayout &page) const
    {
        const Index steps = m_packed.steps(), N = m_packed.offsets.back();
        const double pitch = (m_height - gap * real(steps - 1)) / real(N);
        page.stripPitch = std::clamp(pitch, pitch >= lowest ? lowest : 10.0, highest);
        const Index most = pitch >= lowest ? m_packed.liveRows(0) : rowsOfCutSteps();
        double y = 0;
        for (Index t = 0; t < steps; ++t) {
            const Index rows = std::min(m_packed.liveRows(t), most);
            const double height = real(rows) * page.stripPitch;
            const double cut = rows < m_packed.liveRows(t) ? cutLine : 0;
            if (t > 0 && y + height + cut > m_height + 0.5)
                break;
            page.groups.push_back({y, rows, height});
            y += height + cut + gap;
        }
    }

  private:
    /// So many rows of a step that several steps find room.
    [[nodiscard]] Index rowsOfCutSteps() const
    {
        const double several = std::min(real(m_packed.steps()), 6.0);
        const double each = (m_height - gap * (several - 1)) / several;
        return std::max<Index>(1, static_cast<Index>((each - cutLine) / 10));
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
    double lane = 62;    ///< from the top of a lane to its strips
    double heads = 70;   ///< above a grid: its name and two lines
    double below = 62;   ///< under a grid: steps, the way into the strip, keys
    double foot = 24;    ///< under the strips
    double between = 40; ///< the lanes
    double paddedHead = 58, paddedFoot = 44;
};

void setRows(GridPlace &grid, double top, double pitch)
{
    grid.origin.setY(top);
    grid.rowPitch = pitch;
    grid.tile.setHeight(pitch < GridPlace::smallestTile ? pitch
                                                        : pitch - std::min(8.0, pitch * 0.2));
}

void placePageDown(PageLayout &page, const core::Trace &trace)
{
    const PageHeights h;
    const double B = real(trace.B());
    const double highest = trace.B() <= 3 ? 64 : 50;
    const bool lane = page.showPadded && trace.padded;
    double room = page.canvas.bottom() - page.packedTop;
    double paddedRows = 0;
    if (lane)
        paddedRows = std::min(B * highest * 0.8, page.showPacked ? room * 0.24 : room - 140);
    const double padded =
        page.showPadded ? h.paddedHead + (lane ? paddedRows + h.paddedFoot : 0) : 0;
    double packed = 0;
    if (page.showPacked) {
        room -= padded + (page.showPadded ? h.between : 0);
        const double rows = h.heads + B * highest + h.below;
        const double wanted = h.lane + h.foot + std::max(StripGroups::wanted(trace.packed), rows);
        packed = std::min(room, wanted);
    }
    const double spare = page.canvas.bottom() - page.packedTop - packed - padded -
                         (page.showPadded && page.showPacked ? h.between : 0);
    page.packedTop += std::max(0.0, spare) / 3;
    page.packedBottom = page.packedTop + packed;
    page.paddedTop =
        page.packedBottom + (page.showPacked ? h.between + std::max(0.0, spare) / 3 : 0);
    page.paddedBottom = page.paddedTop + padded;
    if (page.showPacked) {
        page.stripTop = page.packedTop + h.lane;
        page.stripBottom = page.packedBottom - h.foot;
        const double height = page.stripBottom - page.stripTop;
        StripGroups(trace.packed, height).place(page);
        const double used = page.groups.back().top + page.groups.back().height;
        for (PageLayout::Group &group : page.groups)
            group.top += page.stripTop + std::max(0.0, height - used) / 2;
        const double pitch = std::min((height - h.heads - h.below) / B, highest);
        const double top = std::max(page.stripTop + h.heads - 40,
                                    (page.stripTop + page.stripBottom - pitch * B) / 2);
        for (GridPlace *grid : {&page.batch, &page.sorted, &page.unpacked, &page.restored})
            setRows(*grid, top, pitch);
        page.boxedStep = followedStep(trace.packed, static_cast<Index>(page.groups.size()));
    }
    page.paddedBatch = page.batch;
    page.paddedOutput = page.unpacked;
    for (GridPlace *grid : {&page.paddedBatch, &page.paddedOutput})
        setRows(*grid, page.paddedTop + h.paddedHead, paddedRows / B);
}

/// The boxes of the padded lane: all steps, or the first that find room.
void placePaddedBoxes(PageLayout &page, const core::Trace &trace)
{
    constexpr double narrowest = 12, gap = 14;
    page.gatheredLeft = page.restored.origin.x();
    page.gatheredWidth = std::min(100.0, page.answerLeft - page.gatheredLeft - 46);
    const double outputRoom = page.gatheredLeft - 44 - page.paddedOutput.origin.x();
    const double pitch =
        std::min(page.paddedOutput.columnPitch, outputRoom / real(page.batchColumns));
    page.paddedOutput.columnPitch = pitch;
    page.paddedOutput.tile.setWidth(
        pitch < GridPlace::smallestTile ? pitch : pitch - std::min(2.0, pitch * 0.1));
    page.paddedGruLeft = page.sorted.origin.x() - PageLayout::badgeColumn + 4;
    const double room =
        page.unpacked.origin.x() - PageLayout::badgeColumn - 44 - page.paddedGruLeft;
    page.paddedSteps =
        std::min(trace.paddedWidth(), static_cast<Index>((room + gap) / (narrowest + gap)));
    const double more = page.paddedSteps < trace.paddedWidth() ? 60 : 0;
    page.paddedSteps =
        std::min(page.paddedSteps, static_cast<Index>((room - more + gap) / (narrowest + gap)));
    page.paddedGruPitch = (room - more + gap) / real(page.paddedSteps);
    page.paddedGruWidth = std::min(page.paddedGruPitch - gap, 64.0);
}

} // namespace

PageLayout::PageLayout(const core::Trace &trace, QSizeF pageSize, Lanes lanes)
    : scale(pageScale(pageSize)), size(pageSize / scale),
      canvas(QRectF(QPointF(0, 0), size).adjusted(pageMargin, 24, -pageMargin, -24)),
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
    placePaddedBoxes(*this, trace);
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
