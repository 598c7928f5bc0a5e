// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/minimap.h"

#include "ui/scene/presented.h"

#include <algorithm>

namespace ui {

namespace {

using core::Stage;

constexpr double width = 148, air = 14;

/// The areas of which the whole picture is made.
std::vector<QRectF> areasOf(const Layout &whole, const core::Trace &trace, Stage stage)
{
    std::vector<QRectF> areas;
    const auto table = [&](const BlocksPlace &blocks) {
        for (int block = 0; block <= 5; ++block)
            areas.push_back(blocks.cell(block, blocks.first)
                                .united(blocks.cell(block, blocks.first + whole.tableRows - 1)));
    };
    const auto strip = [&](const StripPlace &place) {
        areas.push_back(
            place.cell(0, 0).united(place.cell(trace.packed.steps() - 1, trace.N() - 1)));
    };
    switch (stage) {
    case Stage::gru:
        if (whole.showPacked) {
            strip(whole.gruStrip);
            table(whole.packedBlocks);
        }
        if (whole.showPadded)
            table(whole.paddedBlocks);
        break;
    case Stage::restore:
        areas.push_back(whole.sortedGrid.area(trace.unpackedWidth(), trace.B()));
        areas.push_back(whole.restoredGrid.area(trace.unpackedWidth(), trace.B()));
        break;
    case Stage::answer: {
        const QRectF rows = whole.answerGrid.area(whole.visibleSteps, whole.answerRows);
        areas.push_back(rows);
        for (const double left : whole.answerLeft)
            areas.emplace_back(left, rows.top(), whole.answerBlock, rows.height());
        break;
    }
    default:
        if (whole.showPacked)
            areas.push_back(whole.packedGrid.area(whole.visibleSteps, trace.B()));
        if (whole.showPacked && (stage == Stage::pack || stage == Stage::unpack))
            strip(whole.packStrip);
        if (whole.showPadded && whole.paddedShown > 0)
            areas.push_back(whole.paddedGrid.area(whole.visibleSteps, trace.B()));
    }
    return areas;
}

/// Units: those in which the picture is laid out.
QRectF placeIn(QSizeF size)
{
    const double height = size.height() * width / size.width();
    return {size.width() - width - air, size.height() - height - air, width, height};
}

} // namespace

QRectF minimapPlace(const View &view)
{
    const double scale = pictureScale(view);
    const QRectF place = placeIn(view.size / scale);
    return {place.topLeft() * scale, place.size() * scale};
}

void drawMinimap(Frame &frame)
{
    View view = frame.view;
    view.camera = {};
    const Layout whole(frame.trace, view, frame.wants);
    const double scale = width / view.size.width();
    const QRectF map = placeIn(view.size);
    const auto onMap = [&](const QRectF &rect) {
        return QRectF(map.topLeft() + rect.topLeft() * scale, rect.size() * scale);
    };
    Scene &scene = frame.scene;
    scene.add(Box{map.adjusted(-4, -4, 4, 4), 6, Colour(Role::panel, 0.96), Role::line, 1});
    for (const QRectF &area : areasOf(whole, frame.trace, frame.moment.stage))
        scene.add(Box{onMap(area) & map, 1, Role::ink4, {}});
    // However near, what is seen can be seen on the map.
    QRectF seen = onMap(frame.view.camera.seen(view.size));
    const double x = std::max(0.0, 6 - seen.width()) / 2, y = std::max(0.0, 6 - seen.height()) / 2;
    seen.adjust(-x, -y, x, y);
    scene.add(Box{seen, 2, Colour(Role::accent, 0.12), Role::accent, 1.5});
}

} // namespace ui
