// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/page_across.h"

#include "ui/scene/easing.h"
#include "ui/scene/text.h"

#include <algorithm>

namespace ui {

namespace {

using core::Index;

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

} // namespace

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

} // namespace ui
