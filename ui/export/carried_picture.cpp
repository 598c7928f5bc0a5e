// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/carried_picture.h"

#include <QMimeData>

namespace ui {

QMimeData *carriedPicture(const Scene &scene, const PictureStyle &style)
{
    auto *data = new QMimeData;
    data->setImageData(imageOf(scene, themeOf(style.theme), style.scale));
    data->setData(QStringLiteral("image/svg+xml"), pictureBytes(PictureKind::svg, scene, style));
    return data;
}

} // namespace ui
