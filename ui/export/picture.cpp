// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/picture.h"

#include "ui/export/pdf.h"
#include "ui/paint/painter.h"
#include "ui/paint/svg_writer.h"
#include "ui/scene/text.h"
#include "ui/state/whole_file.h"

#include <QBuffer>
#include <QPainter>

namespace ui {

QImage imageOf(const Scene &scene, const Theme &theme, double scale, PaintCache *cache)
{
    const bool isOpaque = theme.resolve(scene.ground).alpha() == 255;
    QImage image((scene.size * scale).toSize(),
                 isOpaque ? QImage::Format_RGB32 : QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return image;
    if (!isOpaque) {
        image.fill(Qt::transparent);
        cache = nullptr; // what paints quickly paints on a ground
    }
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintScene(painter, scene, theme, cache);
    return image;
}

QByteArray pngOf(QImage image, double scale, const QString &description)
{
    const int dotsPerMetre = qRound(scale * 96 / 0.0254);
    image.setDotsPerMeterX(dotsPerMetre);
    image.setDotsPerMeterY(dotsPerMetre);
    image.setText(QStringLiteral("Description"), description);
    QBuffer bytes;
    if (image.isNull() || !bytes.open(QIODevice::WriteOnly) || !image.save(&bytes, "PNG"))
        return {};
    return bytes.data();
}

QByteArray pdfOf(const Scene &scene, const Theme &theme, Lettering lettering)
{
    return pdfOf(scene.size, descriptionOf(scene), [&](QPaintDevice &device) {
        QPainter painter(&device);
        paintScene(painter, scene, theme, nullptr, lettering);
    });
}

std::optional<PictureKind> pictureKindOf(const QString &fileName)
{
    for (const auto &[ending, kind] : {std::pair{".png", PictureKind::png},
                                       {".svg", PictureKind::svg},
                                       {".pdf", PictureKind::pdf}})
        if (fileName.endsWith(QLatin1String(ending), Qt::CaseInsensitive))
            return kind;
    return std::nullopt;
}

QByteArray pictureBytes(PictureKind kind, const Scene &scene, const PictureStyle &style)
{
    const Theme &theme = themeOf(style.theme);
    if (kind == PictureKind::svg)
        return svgOf(scene, theme, style.lettering);
    if (kind == PictureKind::pdf)
        return pdfOf(scene, theme, style.lettering);
    return pngOf(imageOf(scene, theme, style.scale), style.scale, descriptionOf(scene));
}

core::Result<core::Done> writePicture(const QString &fileName, const Scene &scene,
                                      const PictureStyle &style)
{
    const auto kind = pictureKindOf(fileName);
    if (!kind)
        return core::Error{fileName.toStdString() + ": a picture is written as .png, .svg or .pdf",
                           {}};
    const QByteArray bytes = pictureBytes(*kind, scene, style);
    if (!bytes.isEmpty())
        return writeWholeFile(fileName, bytes.toStdString());
    const QSize size = (scene.size * style.scale).toSize();
    return core::Error{fileName.toStdString() + ": there is no memory for a picture of " +
                           std::to_string(size.width()) + " x " + std::to_string(size.height()) +
                           " pixels",
                       {}};
}

} // namespace ui
