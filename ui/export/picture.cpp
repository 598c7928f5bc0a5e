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
    QImage image((scene.size * scale).toSize(), QImage::Format_RGB32);
    if (image.isNull())
        return image;
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

QByteArray pdfOf(const Scene &scene, const Theme &theme)
{
    return pdfOf(scene.size, plainText(scene.caption), [&](QPaintDevice &device) {
        QPainter painter(&device);
        paintScene(painter, scene, theme);
    });
}

core::Result<core::Done> writePicture(const QString &fileName, const Scene &scene,
                                      const Theme &theme, double scale)
{
    if (fileName.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive))
        return writeWholeFile(fileName, svgOf(scene, theme).toStdString());
    if (fileName.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive))
        return writeWholeFile(fileName, pdfOf(scene, theme).toStdString());
    if (!fileName.endsWith(QLatin1String(".png"), Qt::CaseInsensitive))
        return core::Error{fileName.toStdString() + ": a picture is written as .png, .svg or .pdf",
                           {}};
    const QByteArray bytes = pngOf(imageOf(scene, theme, scale), scale, plainText(scene.caption));
    if (bytes.isEmpty())
        return core::Error{fileName.toStdString() + ": there is no memory for a picture of " +
                               std::to_string(std::lround(scene.size.width() * scale)) + " x " +
                               std::to_string(std::lround(scene.size.height() * scale)) + " pixels",
                           {}};
    return writeWholeFile(fileName, bytes.toStdString());
}

} // namespace ui
