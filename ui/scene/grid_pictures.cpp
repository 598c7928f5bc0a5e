// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/grid_pictures.h"

#include "ui/scene/easing.h"

#include <algorithm>

namespace ui {

namespace {

using core::Index;
using core::Lane;
using core::SequenceIndex;
using core::Stage;
using core::StepIndex;

constexpr double behind = 0.66; ///< how strong a veil is over what was copied already
constexpr double absent = 0.88; ///< over what has not come yet

Identity wholeOf(const Frame &frame, Part part, Lane lane)
{
    return {part, lane, SequenceIndex(0), StepIndex(0), frame.trace.shape().numLayers - 1, 0};
}

} // namespace

void drawPackedPicture(Frame &frame, double opacity)
{
    const GridPlace &grid = frame.layout.packedGrid;
    const double t = frame.moment.fraction;
    const Index step = frame.moment.step.value();
    const Identity input = wholeOf(frame, Part::embedding, Lane::packed);
    switch (frame.moment.stage) {
    case Stage::batch:
        return frame.gridPicture(grid, frame.rasters().typed, input, phase(t, 0, 0.6));
    case Stage::embed:
        return frame.gridPicture(grid, frame.rasters().typed, input);
    case Stage::sort: {
        const double way = smooth(phase(t, 0.1, 0.75));
        if (way < 1)
            frame.gridPicture(grid, frame.rasters().typed, input);
        return frame.gridPicture(grid, frame.rasters().sorted, input, way);
    }
    case Stage::pack:
        frame.gridPicture(grid, frame.rasters().sorted, input);
        frame.veil(grid, 0, step, behind);
        return frame.veil(grid, step, step + 1, behind * smooth(phase(t, 0.3, 0.9)));
    default:
        frame.gridPicture(grid, frame.rasters().unpacked,
                          wholeOf(frame, Part::unpacked, Lane::packed), opacity);
        frame.veil(grid, step, step + 1, absent * (1 - smooth(phase(t, 0.35, 0.9))));
        return frame.veil(grid, step + 1, frame.trace.unpackedWidth(),
                          frame.isLastMove() ? absent * (1 - phase(t, 0.7, 1)) : absent);
    }
}

void drawPaddedPicture(Frame &frame, double opacity)
{
    const bool output = frame.moment.stage == Stage::unpack;
    const double shown =
        frame.moment.stage == Stage::batch ? phase(frame.moment.fraction, 0, 0.6) : opacity;
    frame.gridPicture(frame.layout.paddedGrid,
                      output ? frame.rasters().padded : frame.rasters().typed,
                      wholeOf(frame, output ? Part::hidden : Part::embedding, Lane::padded), shown);
}

void drawPackedStrip(Frame &frame, double opacity)
{
    const StripPlace &strip = frame.layout.packStrip;
    const core::LaneTrace &packed = frame.trace.packed;
    const bool packing = frame.moment.stage == Stage::pack;
    const Index step = frame.moment.step.value();
    const double way = smooth(phase(frame.moment.fraction, 0.3, 0.9));
    frame.stripPicture(strip, packing ? frame.rasters().packedData : frame.rasters().packedOutput,
                       wholeOf(frame, packing ? Part::packedRow : Part::hidden, Lane::packed),
                       opacity);
    const auto x = [&](double row) { return strip.origin.x() + strip.pitch * row; };
    const double first = static_cast<double>(packed.row(step, 0));
    const double live = static_cast<double>(packed.liveRows(step));
    const double front = x(first + live * way), end = x(static_cast<double>(frame.trace.N()));
    const double top = strip.origin.y(), height = strip.tile.height();
    const QRectF rest =
        packing ? QRectF(front, top, end - front, height) : QRectF(x(0), top, front - x(0), height);
    frame.scene.add(Box{rest, 0, Colour(Role::canvas, packing ? absent : behind), {}}, {}, opacity);
    // The rows of this step, never too narrow to be seen.
    const double width = std::max(2.0, strip.pitch * live);
    const double y = top + height + 6;
    QPainterPath bracket({x(first), y});
    bracket.lineTo(x(first), y + 6);
    bracket.lineTo(x(first) + width, y + 6);
    bracket.lineTo(x(first) + width, y);
    frame.scene.add(Stroke{bracket, Role::accent, {}, 1.75}, {}, opacity);
    frame.text({std::clamp(x(first) + width / 2, frame.layout.canvas.left() + 60,
                           std::max(frame.layout.canvas.left() + 60, end - 190)),
                y + 21},
               QStringLiteral("[%1:%2]")
                   .arg(packed.row(step, 0))
                   .arg(packed.row(step, 0) + packed.liveRows(step)),
               Face::monoBold, 13, Role::accent, Qt::AlignHCenter, opacity);
}

void drawSizesChart(Frame &frame, double opacity, bool marked)
{
    const GridPlace &grid = frame.layout.packedGrid;
    const core::LaneTrace &packed = frame.trace.packed;
    const double top = grid.bottom(frame.trace.B()) + 6;
    const double height = std::max(8.0, frame.layout.countsBaseline + 6 - top);
    const auto heightOf = [&](Index t) {
        return height * static_cast<double>(packed.liveRows(t)) /
               static_cast<double>(packed.liveRows(0));
    };
    // It hangs from the grid, as the columns of the staircase do.
    QPainterPath area({grid.cell(0, 0).left(), top});
    for (Index t = 0; t < packed.steps(); ++t) {
        area.lineTo(grid.cell(t, 0).left(), top + heightOf(t));
        area.lineTo(grid.cell(t, 0).left() + grid.columnPitch, top + heightOf(t));
    }
    area.lineTo(grid.cell(packed.steps() - 1, 0).left() + grid.columnPitch, top);
    area.closeSubpath();
    frame.scene.add(Stroke{area, {}, Colour(Role::ink4, 0.55), 1}, {}, opacity);
    const double left = grid.origin.x();
    frame.text({left - 10, top + 10}, QStringLiteral("batch_sizes"), Face::mono, 12, Role::ink3,
               Qt::AlignRight, opacity);
    frame.text({left - 10, top + 24}, QString::number(packed.liveRows(0)), Face::mono, 12,
               Role::ink3, Qt::AlignRight, opacity);
    if (!marked)
        return;
    const Index step = std::min(frame.moment.step.value(), packed.steps() - 1);
    const double x = grid.cell(step, 0).center().x();
    frame.line({x, top}, {x, top + height}, Role::accent, 1.5, opacity);
    frame.text({frame.layout.lengthsRight, top + 12}, QString::number(packed.liveRows(step)),
               Face::monoBold, 13, Role::accent, Qt::AlignRight, opacity);
}

} // namespace ui
