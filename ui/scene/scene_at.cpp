// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/scene_at.h"

#include "ui/scene/frame.h"
#include "ui/scene/gru_parts.h"
#include "ui/scene/lights.h"
#include "ui/scene/minimap.h"
#include "ui/scene/presented.h"
#include "ui/scene/surroundings.h"

namespace ui {

namespace {

void drawStage(Frame &frame)
{
    switch (frame.moment.stage) {
    case core::Stage::gru:
        return drawGruStage(frame);
    case core::Stage::restore:
        return drawRestoreStage(frame);
    case core::Stage::answer:
        return drawAnswerStage(frame);
    default:
        return drawGridStage(frame);
    }
}

/// A frame around all that stands for a tensor: dashed where it is read, full where it is written.
void frameTensor(Scene &scene, const Framed &framed)
{
    QRectF around;
    for (const Item &item : scene.items)
        if (item.identity.part == framed.part && item.identity.lane == framed.lane &&
            item.opacity > 0.2)
            around |= bounds(item);
    if (!around.isEmpty())
        scene.add(Box{around.adjusted(-6, -6, 6, 6), 9, {}, Role::accent, 1.5, !framed.written});
}

/// What nobody sees is no part of the scene. A label is not measured for that: it stays if it may reach in.
void cullOutside(Scene &scene)
{
    const QRectF seen = QRectF(QPointF(0, 0), scene.size).adjusted(-8, -8, 8, 8);
    std::erase_if(scene.items, [&](const Item &item) {
        if (const auto *label = std::get_if<Label>(&item.shape)) {
            const double reach = 2000;
            return !QRectF(label->at.x() - reach, label->at.y() - label->size, 2 * reach,
                           2 * label->size)
                        .intersects(seen);
        }
        // A line without width intersects nothing.
        return !bounds(item).adjusted(-1, -1, 1, 1).intersects(seen);
    });
}

Scene drawn(const core::Trace &trace, const View &view, const Timeline &timeline, double t)
{
    Frame frame(trace, view, timeline, t);
    frame.scene.caption = captionOf(frame);
    drawStage(frame);
    for (const Framed &framed : view.framed)
        frameTensor(frame.scene, framed);
    if (!view.camera.isFit())
        cullOutside(frame.scene);
    drawLights(frame.scene, trace, view, toldState(frame));
    if (!view.camera.isFit() && !view.standalone)
        drawMinimap(frame);
    if (view.standalone)
        drawSurroundings(frame);
    if (view.presenting)
        drawPresented(frame);
    if (view.transparent)
        frame.scene.ground = {};
    return std::move(frame.scene);
}

} // namespace

Scene sceneAt(const core::Trace &trace, const View &view, const Timeline &timeline, double t)
{
    const double scale = pictureScale(view);
    if (scale == 1)
        return drawn(trace, view, timeline, t);
    const View smaller = laidOut(view); // a frame refers to it
    return enlarged(drawn(trace, smaller, timeline, t), scale,
                    view.presenting ? presentedTextSize : 0);
}

} // namespace ui
