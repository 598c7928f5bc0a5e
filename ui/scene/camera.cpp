// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/camera.h"

#include <algorithm>

namespace ui {

namespace {

/// As near, with the window filled by the picture.
Camera onPicture(Camera camera, QSizeF size)
{
    camera.offset.setX(std::clamp(camera.offset.x(), 0.0, size.width() * (camera.scale - 1)));
    camera.offset.setY(std::clamp(camera.offset.y(), 0.0, size.height() * (camera.scale - 1)));
    return camera;
}

} // namespace

Camera zoomed(const Camera &camera, const Zoom &zoom, QSizeF size)
{
    Camera next;
    next.scale = std::clamp(camera.scale * zoom.factor, 1.0, std::max(1.0, zoom.nearest));
    // Nearly the whole picture is the whole picture.
    if (next.scale < 1.01)
        return {};
    next.offset = (camera.offset + zoom.at) / camera.scale * next.scale - zoom.at;
    return onPicture(next, size);
}

Camera dragged(const Camera &camera, QPointF by, QSizeF size)
{
    return onPicture({camera.scale, camera.offset - by}, size);
}

} // namespace ui
