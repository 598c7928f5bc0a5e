// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/layout.h"

#include "ui/scene/easing.h"
#include "ui/scene/presented.h"
#include "ui/scene/surroundings.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace ui {

namespace {

using core::Index;

constexpr double badgeColumn = 36;      ///< left of a grid
constexpr double namesColumn = 88;      ///< the same where no prose leaves room for "batch_sizes"
constexpr double lengthColumn = 56;     ///< right of a grid
constexpr double smallestTile = 6;      ///< smaller ones are cells of a picture
constexpr double smallestTableRow = 12; ///< of the GRU's table; more rows than fit are left out
constexpr Index mostTableRows = 15;     ///< a row and seven on each side, if not all fit
constexpr double restHeight = 64;       ///< of the picture of those that are left out
constexpr double proseColumn = 292;
constexpr double printedCell = 57; ///< a number with four decimals and its air
constexpr double printedLine = 15;

double asDouble(Index n)
{
    return static_cast<double>(n);
}

/// Few sequences and few numbers: there is room to print them.
bool isSmall(const core::Trace &trace)
{
    return trace.B() <= 3 && trace.paddedWidth() <= 6 && std::max(trace.D(), trace.H()) <= 16;
}

/// Lines that `count` printed numbers take in a tile of this width.
double printedLines(Index count, double width)
{
    const double columns = std::max(1.0, std::floor(width / printedCell));
    return std::ceil(asDouble(count) / columns);
}

/// The air between tiles; cells of a picture touch. Units: pixels.
double gapIn(double pitch, double widest)
{
    return pitch < smallestTile ? 0 : std::min(widest, pitch * 0.15);
}

void placeAcross(Layout &layout, const core::Trace &trace)
{
    const Index columns = std::max(trace.paddedWidth(), trace.unpackedWidth());
    const double width = layout.canvas.width();
    const bool small = isSmall(trace);
    const double wanted = small ? 118 : 48;
    const double beside = width - proseColumn - 16 - badgeColumn - lengthColumn;
    // A picture may be narrow, if it is high; words beside it are better than words above.
    const bool crowded = beside / asDouble(columns) < smallestTile && trace.B() * 2 >= columns;
    layout.proseAside =
        beside / asDouble(columns) >= (small ? wanted : 30) || (crowded && beside >= 320);
    layout.proseWidth = layout.proseAside ? proseColumn : width;
    const double available = layout.proseAside ? beside : width - namesColumn - lengthColumn;
    const double widest = small ? 6 + asDouble(trace.D()) * printedCell
                                : std::clamp(available / asDouble(columns) * 0.6, wanted, 72.0);
    const double pitch = std::min(available / asDouble(columns), widest);
    layout.visibleColumns = columns;
    layout.visibleSteps = trace.paddedWidth();
    const double used = pitch * asDouble(layout.visibleColumns);
    // A grid that is much narrower than its place does not stand far from its words.
    const double spare = layout.proseAside ? std::max(available - used - 120, 0.0) / 2 : 0;
    layout.lengthsRight = layout.canvas.right() - spare;
    const double left = layout.lengthsRight - lengthColumn - used;
    const double tile = pitch - gapIn(pitch, 4);
    for (GridPlace *grid : {&layout.packedGrid, &layout.paddedGrid}) {
        grid->origin.setX(left);
        grid->columnPitch = pitch;
        grid->tile.setWidth(tile);
    }
}

/// The strip takes the width that it needs, up to the whole canvas.
void placeStripAcross(Layout &layout, const core::Trace &trace, StripPlace &strip, double widest)
{
    const Index steps = trace.packed.steps();
    const double width = layout.canvas.width();
    strip.gap = std::min(10.0, 0.2 * width / asDouble(steps));
    const double room = width - strip.gap * asDouble(steps - 1);
    strip.pitch = std::min(widest, room / asDouble(trace.N()));
    if (strip.isPicture()) {
        strip.gap = 0; // a picture has no gaps
        strip.pitch = width / asDouble(trace.N());
    }
    layout.visiblePacked = trace.N();
    strip.origin.setX(layout.canvas.left());
    strip.tile.setWidth(strip.pitch - gapIn(strip.pitch, 2));
}

struct Heights {
    double head = 58;   ///< of a lane, above its grid: title and column numbers
    double counts = 26; ///< batch sizes under the grid
    double wires = 44;  ///< between grid and strip, with the strip's name
    double strip = 46;
    double foot = 46; ///< brackets, counts and their name under the strip
    double between = 34;
    double line = 30; ///< a lane of which only one line is left
};

/// The height of a row in both grids; the padded grid is lower by as much as it has gone.
class RowHeights {
  public:
    RowHeights(const Layout &layout, const Heights &heights, Index B, double widest)
        : m_layout(layout), m_heights(heights), m_rows(asDouble(B)), m_widest(widest)
    {
    }

    /// All that is not rows.
    [[nodiscard]] double fixed(Wants wants) const
    {
        const Heights &h = m_heights;
        double height = 0;
        if (m_layout.showPacked)
            height += h.head + h.counts + wants.strip * (h.wires + h.strip + h.foot);
        if (m_layout.showPadded)
            height += mix(h.line, h.head, wants.padded);
        if (m_layout.showPacked && m_layout.showPadded)
            height += h.between;
        return height;
    }
    /// How many grids share what is left.
    [[nodiscard]] double grids(Wants wants) const
    {
        return (m_layout.showPacked ? 1 : 0) + (m_layout.showPadded ? wants.padded : 0);
    }
    [[nodiscard]] double pitch(Wants wants) const
    {
        const double room = (m_layout.canvas.height() - fixed(wants)) / grids(wants);
        return std::min(std::max(room, 24.0) / m_rows, m_widest);
    }

  private:
    const Layout &m_layout;
    const Heights &m_heights;
    double m_rows;
    double m_widest;
};

/// Of what wants room, what gets it: everything at all times where that leaves the rows high enough, or
/// where they are those of a picture anyway.
Wants granted(Wants wants, const RowHeights &rows)
{
    constexpr double comfortable = 22, readable = 15; // a cap with its values; the cap alone
    const double all = rows.pitch({});
    if (all >= comfortable || std::min(rows.pitch({0, 1}), rows.pitch({1, 0})) < smallestTile)
        return {};
    if (all >= readable)
        wants.padded = 1;
    return wants;
}

void placeGridsDown(Layout &layout, const core::Trace &trace, Wants wants)
{
    Heights h;
    const bool small = isSmall(trace);
    const bool tight = layout.canvas.height() < 560;
    if (tight)
        h = {layout.proseAside ? 32.0 : 46.0, 20, 30, 30, 34, 16, 26};
    if (!layout.proseAside)
        h.head += tight ? 6 : 22;
    layout.roomAboveColumns = layout.proseAside || !tight;
    double tile = 32, widestStrip = 28;
    if (small) {
        tile = 22 + printedLine * printedLines(trace.D(), layout.packedGrid.tile.width());
        widestStrip = layout.proseAside ? layout.packedGrid.columnPitch : 120;
    }
    placeStripAcross(layout, trace, layout.packStrip, widestStrip);
    layout.stripIndices = tight || layout.packStrip.isPicture() ? 0 : 13;
    h.foot += layout.stripIndices;
    if (small && layout.packStrip.tile.width() >= printedCell)
        h.strip =
            std::min(layout.canvas.height() * 0.25,
                     34 + printedLine * printedLines(trace.D(), layout.packStrip.tile.width()));
    const double gap = small ? 8 : 4;
    const double widest =
        small ? tile + gap : std::max(36.0, std::min(48.0, layout.packedGrid.columnPitch * 0.75));
    const RowHeights rows(layout, h, trace.B(), widest);
    if (layout.showPacked)
        wants = granted(wants, rows);
    else
        wants = {};
    if (layout.packedGrid.columnPitch < smallestTile || rows.pitch(wants) < smallestTile)
        h.counts = tight ? 40 : 56; // an area, not numbers
    layout.paddedShown = wants.padded;
    layout.visibleRows = trace.B();
    const double pitch = rows.pitch(wants);
    layout.packedGrid.rowPitch = pitch;
    layout.paddedGrid.rowPitch = pitch * wants.padded;
    for (GridPlace *grid : {&layout.packedGrid, &layout.paddedGrid})
        grid->tile.setHeight(grid->rowPitch - gapIn(grid->rowPitch, gap));
    const double gridHeight = pitch * asDouble(layout.visibleRows);
    // What is left over goes between the parts, so that the picture fills its canvas calmly.
    const double used = rows.fixed(wants) + rows.grids(wants) * gridHeight;
    const double spare = std::clamp(layout.canvas.height() - used, 0.0, 120.0);
    const double top = layout.canvas.top();
    layout.packedTop = top;
    layout.packedGrid.origin.setY(top + h.head);
    const double packedBottom = layout.packedGrid.origin.y() + gridHeight + h.counts;
    layout.countsBaseline = packedBottom - 8;
    // Below the words, too, which take three lines beside a grid of few rows.
    constexpr double threeLines = 140;
    const double stripTop =
        std::max(packedBottom + h.wires + spare * 0.35, layout.proseAside ? top + threeLines : 0);
    layout.packStrip.origin.setY(stripTop);
    layout.packStrip.tile.setHeight(h.strip);
    const double packedEnd =
        packedBottom + wants.strip * (stripTop - packedBottom + h.strip + h.foot);
    layout.paddedTop = layout.showPacked ? packedEnd + h.between + spare * 0.2 : top;
    layout.paddedGrid.origin.setY(layout.paddedTop + mix(h.line, h.head, wants.padded));
}

/// Values per line so that a block of `count` printed numbers fits; 0 if the table is drawn in stripes.
Index printedColumns(Index count, Index lines)
{
    return (count + lines - 1) / lines;
}

/// Heights of the GRU's stage for a class, beside those of its table.
struct PresentedGru {
    double formula = 44;
    double twoLines = 50; ///< of the formula, where symbols and numbers do not stand side by side
    double paddedLine = 56;
    double air = 12;      ///< above each of them
    double moreRows = 20; ///< "… and 12 more sequences", where nothing else stands under the rows
    static constexpr double sideBySide = 860;
    static constexpr double smallestRow = 19; ///< its badge still has a letter, its box words
};

void placeGru(Layout &layout, const core::Trace &trace, bool presenting)
{
    const bool tight = layout.canvas.height() < 560;
    const double top = layout.canvas.top();
    layout.gruStrip = layout.packStrip;
    layout.gruStrip.tile.setHeight(std::min(34.0, layout.packStrip.tile.height()));
    layout.gruStrip.origin.setY(top + (presenting ? 6 : tight ? 26 : 36));
    layout.gruNames = presenting ? (layout.canvas.width() >= 800 ? 84 : 56) : 0;
    BlocksPlace &packed = layout.packedBlocks, &padded = layout.paddedBlocks;
    const double gutter = badgeColumn + layout.gruNames;
    const double width = layout.canvas.width() - gutter;
    packed.left = layout.canvas.left() + gutter;
    packed.gap = std::min(23.0, width * 0.025);
    const double room = width - 5 * packed.gap;
    const double D = asDouble(trace.D()), H = asDouble(trace.H());
    packed.tokenWidth = std::max(room * D / (D + 5 * H), std::min(40.0, room * 0.12));
    packed.blockWidth = (room - packed.tokenWidth) / 5;
    double printed = 0;
    for (Index lines = 1; lines <= 5 && printed == 0 && trace.B() <= 4; ++lines) {
        const Index x = printedColumns(trace.D(), lines), h = printedColumns(trace.H(), lines);
        if (asDouble(x + 5 * h) * (printedCell - 3) > room)
            continue;
        printed = asDouble(lines) * printedLine;
        packed.tokenWidth = room * asDouble(x) / asDouble(x + 5 * h);
        packed.blockWidth = room * asDouble(h) / asDouble(x + 5 * h);
    }
    const PresentedGru shown;
    const bool named = presenting && trace.shape().runs() > 1; // the run stands above the heads
    const double strip = layout.gruStrip.tile.height() + (tight ? 34 : 46);
    const double head = named ? 52 : 34, foot = presenting ? shown.air : 20;
    const bool both = layout.showPacked && layout.showPadded;
    const double stripTop = layout.gruStrip.origin.y() - top;
    const double packedFixed = layout.showPacked ? strip + head + stripTop + foot : 0;
    const double paddedHead = layout.showPadded ? 44 + (layout.showPacked ? 0 : head) : 0;
    double each = (layout.canvas.height() - packedFixed - paddedHead) / (both ? 2 : 1);
    // A table of which one can read the letters, and a line, say more than two low tables.
    constexpr double readable = 14;
    const double alone = layout.canvas.height() - packedFixed - shown.air - shown.paddedLine;
    const bool low =
        each / asDouble(trace.B()) < readable && alone / asDouble(trace.B()) >= readable;
    const bool lined = both && (presenting || low);
    if (lined)
        each = alone;
    double formula = layout.canvas.width() >= shown.sideBySide ? shown.formula : shown.twoLines;
    const double least = shown.smallestRow * std::min(3.0, asDouble(trace.B()));
    if (!presenting || each - formula < least)
        formula = 0;
    each -= formula;
    const double smallestRow = presenting ? shown.smallestRow : smallestTableRow;
    const bool all = each / asDouble(trace.B()) >= (presenting ? smallestRow : 7.0);
    const double rest = all || each < 3 * restHeight ? 0 : restHeight;
    const double under = rest > 0 ? rest : presenting && !all ? shown.moreRows : 0;
    each -= under;
    layout.tableRows = all ? trace.B()
                           : std::clamp<Index>(static_cast<Index>(each / smallestRow), 1,
                                               std::min<Index>(trace.B(), mostTableRows));
    const double wanted = printed > 0 ? printed + 28 : presenting ? 52 : 44;
    packed.rowPitch = std::clamp(each / asDouble(layout.tableRows), 7.0, wanted);
    packed.rowHeight = packed.rowPitch - std::min(8.0, packed.rowPitch * 0.2);
    packed.tokenHeight = std::clamp(packed.rowHeight * 0.5, std::min(11.0, packed.rowHeight), 18.0);
    packed.top = layout.gruStrip.origin.y() + strip + head;
    padded = packed;
    const double rows = asDouble(layout.tableRows);
    layout.gruPaddedTop =
        layout.showPacked ? packed.top + packed.rowPitch * rows + under + foot : top;
    padded.top = layout.gruPaddedTop + (layout.showPacked ? 44 : 44 + head);
    const auto restOf = [&](const BlocksPlace &table) {
        return rest > 0 ? QRectF(table.left, table.top + table.rowPitch * rows + 6,
                                 layout.canvas.right() - table.left, rest - 10)
                        : QRectF();
    };
    layout.packedRest = restOf(packed);
    layout.paddedRest = lined ? QRectF() : restOf(padded);
    const BlocksPlace &lowest = layout.showPadded && !lined ? padded : packed;
    double end = lowest.top + lowest.rowPitch * rows + under + (presenting ? 4 : 10);
    const auto below = [&](double height) {
        const QRectF place(layout.canvas.left(), end, layout.canvas.width(), height);
        end += height + shown.air;
        return place;
    };
    if (formula > 0)
        layout.gruFormula = below(formula);
    if (lined)
        layout.gruPaddedLine = below(shown.paddedLine);
    constexpr double shortest = 128, tallest = 190;
    if (layout.canvas.bottom() - end >= shortest)
        layout.history = {layout.canvas.left(), end, layout.canvas.width(),
                          std::min(layout.canvas.bottom() - end, tallest)};
}

void placeRestore(Layout &layout, const core::Trace &trace)
{
    const double top = layout.canvas.top();
    layout.restoreTop = top;
    const Index steps = std::min(layout.visibleColumns, trace.unpackedWidth());
    const double middle = std::clamp(layout.canvas.width() * 0.26, 170.0, 330.0);
    const double side = (layout.canvas.width() - middle) / 2;
    const double state = std::clamp(side * 0.14, 30.0, 76.0), stateGap = 10;
    const double pitch =
        std::min((side - 64 - state - stateGap) / asDouble(steps), layout.packedGrid.columnPitch);
    GridPlace &left = layout.sortedGrid, &right = layout.restoredGrid;
    left.columnPitch = pitch;
    left.tile.setWidth(pitch - gapIn(pitch, 4));
    const bool tight = layout.canvas.height() < 560;
    layout.restoreFormulas = !tight;
    const double formulas = tight ? 30 : 84; // under the grids
    const double head = tight ? 82 : 110;
    const double foot = layout.showPadded ? formulas + (tight ? 34 : 56) : formulas + 8;
    const double room = layout.canvas.height() - head - foot;
    const double tallest =
        isSmall(trace)
            ? 30 + printedLine * printedLines(trace.H() * trace.directions(), left.tile.width())
            : 72;
    left.rowPitch = std::min(std::max(room, 24.0) / asDouble(layout.visibleRows), tallest);
    const double air = left.rowPitch < smallestTile ? 0 : std::min(8.0, left.rowPitch * 0.2);
    left.tile.setHeight(std::min(left.rowPitch - air, isSmall(trace) ? 400.0 : 52.0));
    right = left;
    left.origin = {layout.canvas.left() + 60, top + head};
    right.origin = {layout.canvas.right() - state - stateGap - pitch * asDouble(steps), top + head};
    layout.sortedState = layout.restoredState = left;
    layout.sortedState.tile.setWidth(state);
    layout.restoredState.tile.setWidth(state);
    layout.sortedState.origin.rx() += pitch * asDouble(steps) + stateGap;
    layout.restoredState.origin.setX(layout.canvas.right() - state);
    layout.restorePaddedTop = left.bottom(layout.visibleRows) + formulas;
}

void placeAnswer(Layout &layout, const core::Trace &trace)
{
    const bool readout = trace.document->readout.has_value();
    const double width = layout.canvas.width();
    const double left = layout.canvas.left() + 92;
    const double readoutWidth = readout ? std::min(190.0, width * 0.17) : 0;
    const double distance = std::min(110.0, width * (readout ? 0.1 : 0.13));
    const double available = width - 92 - readoutWidth - distance;
    layout.answerTop = layout.canvas.top();
    const double gridWidth = available * (readout ? 0.34 : 0.42);
    const Index steps = layout.visibleSteps;
    GridPlace &grid = layout.answerGrid;
    grid.columnPitch = std::min(isSmall(trace) ? 118.0 : 48.0, gridWidth / asDouble(steps));
    grid.tile.setWidth(grid.columnPitch - gapIn(grid.columnPitch, 3));
    const double used = grid.columnPitch * asDouble(steps);
    const double rest = available - used;
    const double gutter = std::min(54.0, rest * (readout ? 0.07 : 0.1));
    layout.answerBlock = std::min((rest - 3 * gutter - 8) / 3,
                                  std::max(26.0 * asDouble(trace.H() * trace.directions()), 216.0));
    double x = left + used + gutter;
    for (double &block : layout.answerLeft) {
        block = x;
        x += layout.answerBlock + gutter;
    }
    layout.distanceLeft = x - gutter * 0.4;
    layout.readoutLeft = layout.canvas.right() - readoutWidth;
    const bool tight = layout.canvas.height() < 560;
    const double head = 112, foot = tight ? 62 : 104;
    const double room = layout.canvas.height() - head - foot;
    const bool small = isSmall(trace);
    layout.answerRows = std::clamp<Index>(static_cast<Index>(room / 14), 1, trace.B());
    grid.rowPitch = std::clamp(room / asDouble(layout.answerRows), 9.0, small ? 150.0 : 96.0);
    // Under the tiles stand the bits of the mask and the wires, where there is room for both.
    constexpr double bits = 28;
    grid.tile.setHeight(grid.rowPitch >= bits + 16
                            ? std::min(grid.rowPitch - bits, small ? 84.0 : 44.0)
                            : grid.rowPitch * 0.62);
    grid.origin = {left, layout.answerTop + head};
}

/// Which of B rows stands on top, so that the one that somebody looks at is among the `shown`.
Index firstRow(Index wanted, Index shown, Index B)
{
    return std::clamp<Index>(wanted - shown / 2, 0, B - shown);
}

void chooseRows(Layout &layout, const core::Trace &trace, const View &view)
{
    const core::SequenceIndex sequence =
        view.selection && view.selection->sequence.value() < trace.B() ? view.selection->sequence
                                                                       : core::SequenceIndex(0);
    const Index slot = view.selection ? trace.slotOf(sequence).value() : 0;
    layout.packedBlocks.first = firstRow(slot, layout.tableRows, trace.B());
    layout.paddedBlocks.first = firstRow(sequence.value(), layout.tableRows, trace.B());
    layout.answerGrid.first = firstRow(sequence.value(), layout.answerRows, trace.B());
}

/// Moves everything to where the camera sees it.
void look(Layout &layout, const Camera &camera)
{
    const double s = camera.scale;
    const auto x = [&](double &value) { value = value * s - camera.offset.x(); };
    const auto y = [&](double &value) { value = value * s - camera.offset.y(); };
    const auto grow = [s](double &value) { value *= s; };
    for (GridPlace *grid :
         {&layout.packedGrid, &layout.paddedGrid, &layout.sortedGrid, &layout.restoredGrid,
          &layout.sortedState, &layout.restoredState, &layout.answerGrid}) {
        grid->origin = camera.map(grid->origin);
        grow(grid->columnPitch);
        grow(grid->rowPitch);
        grid->tile *= s;
    }
    for (StripPlace *strip : {&layout.packStrip, &layout.gruStrip}) {
        strip->origin = camera.map(strip->origin);
        grow(strip->pitch);
        grow(strip->gap);
        strip->tile *= s;
    }
    for (BlocksPlace *blocks : {&layout.packedBlocks, &layout.paddedBlocks}) {
        x(blocks->left);
        y(blocks->top);
        for (double *size : {&blocks->rowPitch, &blocks->rowHeight, &blocks->tokenHeight,
                             &blocks->tokenWidth, &blocks->blockWidth, &blocks->gap})
            grow(*size);
    }
    for (QRectF *rect : {&layout.canvas, &layout.packedRest, &layout.paddedRest, &layout.history,
                         &layout.gruFormula, &layout.gruPaddedLine})
        *rect = camera.map(*rect);
    for (double *place : {&layout.lengthsRight, &layout.distanceLeft, &layout.readoutLeft,
                          &layout.answerLeft[0], &layout.answerLeft[1], &layout.answerLeft[2]})
        x(*place);
    for (double *place :
         {&layout.packedTop, &layout.paddedTop, &layout.countsBaseline, &layout.gruPaddedTop,
          &layout.restoreTop, &layout.restorePaddedTop, &layout.answerTop})
        y(*place);
    grow(layout.proseWidth);
    grow(layout.answerBlock);
}

/// Of `count` things of a pitch, those that reach into a stretch of the axis.
Range inside(double origin, double pitch, Index count, double begin, double end)
{
    const auto at = [&](double place) {
        return std::clamp<Index>(static_cast<Index>(std::floor((place - origin) / pitch)), -1,
                                 count);
    };
    return {std::max<Index>(at(begin), 0), std::min<Index>(at(end) + 1, count)};
}

} // namespace

QRectF GridPlace::cell(Index column, Index row) const
{
    return {origin + QPointF(columnPitch * asDouble(column), rowPitch * asDouble(row - first)),
            tile};
}

double GridPlace::bottom(Index rows) const
{
    return origin.y() + rowPitch * asDouble(rows);
}

QRectF GridPlace::area(Index columns, Index rows) const
{
    return {origin, QSizeF(columnPitch * asDouble(columns), rowPitch * asDouble(rows))};
}

bool GridPlace::isPicture() const
{
    return std::min(columnPitch, rowPitch) < smallestTile;
}

Index labelEvery(double pitch, double room)
{
    for (Index power = 1;; power *= 10)
        for (const Index step : {power, 2 * power, 5 * power})
            if (asDouble(step) * pitch >= room || step >= Index{1} << 40)
                return step;
}

Index stepLabelEvery(double pitch, Index steps)
{
    constexpr double digit = 7.3, air = 5;
    const auto digits = static_cast<double>(std::to_string(std::max<Index>(steps - 1, 0)).size());
    return pitch >= std::max(16.0, digits * digit + air)
               ? 1
               : std::max<Index>(5, labelEvery(pitch, 34));
}

QRectF StripPlace::cell(Index step, Index row) const
{
    return {origin + QPointF(pitch * asDouble(row) + gap * asDouble(step), 0), tile};
}

QRectF BlocksPlace::cell(int block, Index row) const
{
    const double x = block == 0 ? left : left + tokenWidth + gap + (block - 1) * (blockWidth + gap);
    return {x, top + rowPitch * asDouble(row - first), block == 0 ? tokenWidth : blockWidth,
            rowHeight};
}

Range Layout::columnsSeen(const GridPlace &grid, Index columns) const
{
    return inside(grid.origin.x(), grid.columnPitch, columns, viewport.left(), viewport.right());
}

Range Layout::rowsSeen(const GridPlace &grid, Index rows) const
{
    return inside(grid.origin.y(), grid.rowPitch, rows, viewport.top(), viewport.bottom());
}

Wants wantsAt(const Timeline &timeline, double t)
{
    const Moment moment = timeline.momentAt(t);
    if (moment.stage < core::Stage::pack)
        return {0, 1};
    // Done before the first token flies.
    const bool opens =
        moment.stage == core::Stage::pack && timeline.beginsStage(timeline.segmentAt(t));
    const double opened = opens ? smooth(phase(moment.fraction, 0, 0.17)) : 1;
    return {opened, 1 - opened};
}

Layout::Layout(const core::Trace &trace, const View &view, Wants wants)
{
    const double head = view.standalone   ? headOf(trace, view)
                        : view.presenting ? presentedHead
                                          : 20;
    const double foot = view.standalone ? footOf(view) : view.presenting ? presentedFoot : 12;
    canvas = QRectF(stageMargin, head, view.size.width() - 2 * stageMargin,
                    view.size.height() - head - foot);
    viewport = QRectF(QPointF(0, 0), view.size);
    showPadded = view.lanes != Lanes::packed && trace.padded.has_value();
    showPacked = view.lanes != Lanes::padded || !showPadded;
    placeAcross(*this, trace);
    placeGridsDown(*this, trace, wants);
    placeGru(*this, trace, view.presenting);
    placeRestore(*this, trace);
    placeAnswer(*this, trace);
    chooseRows(*this, trace, view);
    if (!view.camera.isFit())
        look(*this, view.camera);
}

double nearestScale(const core::Trace &trace, const View &view)
{
    View whole = laidOut(view);
    whole.camera = {};
    const GridPlace &grid = Layout(trace, whole).packedGrid;
    const double pitch = std::min(grid.columnPitch, grid.rowPitch) * pictureScale(view);
    constexpr double readable = 44; // pixels
    return std::max(8.0, readable / pitch);
}

} // namespace ui
