// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/webp.h"

#include "ui/export/bytes.h"

#include <webp/encode.h>

namespace ui {

namespace {

constexpr int riffHead = 12; ///< "RIFF", the size, "WEBP"

/// Requires: an even number of bytes.
QByteArray riffChunk(const char *type, const QByteArray &data)
{
    QByteArray bytes(type);
    putLittle(bytes, static_cast<quint64>(data.size()), 4);
    return bytes + data;
}

int appendTo(const std::uint8_t *bytes, std::size_t count, const WebPPicture *picture)
{
    static_cast<QByteArray *>(picture->custom_ptr)
        ->append(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(count));
    return 1;
}

} // namespace

AnimationFormat::Limits WebpFormat::limits() const
{
    return {"WebP", 1000, 1, WEBP_MAX_DIMENSION, 2};
}

QByteArray WebpFormat::head(const AnimationSize &size) const
{
    QByteArray canvas;
    putLittle(canvas, 0x12, 4); // animated, and frames have alpha
    putLittle(canvas, static_cast<quint64>(size.pixels.width() - 1), 3);
    putLittle(canvas, static_cast<quint64>(size.pixels.height() - 1), 3);
    QByteArray animation;
    putLittle(animation, 0xFFFFFFFF, 4); // the ground, which no frame leaves open
    putLittle(animation, static_cast<quint64>(size.loops), 2);
    QByteArray bytes("RIFF");
    putLittle(bytes, static_cast<quint64>(std::max<qint64>(0, size.bytes - 8)), 4);
    return bytes + "WEBP" + riffChunk("VP8X", canvas) + riffChunk("ANIM", animation);
}

QByteArray WebpFormat::encoded(const Patch &patch) const
{
    constexpr int effort = 1; // of 0 … 9; more takes several times as long for a tenth fewer bytes
    WebPConfig config;
    WebPPicture picture;
    if (!WebPConfigInit(&config) || !WebPConfigLosslessPreset(&config, effort) ||
        !WebPPictureInit(&picture))
        return {};
    picture.use_argb = 1;
    picture.width = patch.rect.width();
    picture.height = patch.rect.height();
    QByteArray file;
    picture.writer = appendTo;
    picture.custom_ptr = &file;
    const QImage rgba = patch.pixels.convertToFormat(QImage::Format_RGBA8888);
    const bool done =
        WebPPictureImportRGBA(&picture, rgba.constBits(), static_cast<int>(rgba.bytesPerLine())) &&
        WebPEncode(&config, &picture);
    WebPPictureFree(&picture);
    return done ? file.mid(riffHead) : QByteArray();
}

QByteArray WebpFormat::frame(int, const QRect &rect, const QByteArray &encoded, int ticks) const
{
    QByteArray data;
    putLittle(data, static_cast<quint64>(rect.x() / 2), 3);
    putLittle(data, static_cast<quint64>(rect.y() / 2), 3);
    putLittle(data, static_cast<quint64>(rect.width() - 1), 3);
    putLittle(data, static_cast<quint64>(rect.height() - 1), 3);
    putLittle(data, static_cast<quint64>(std::min(ticks, 0xFFFFFF)), 3);
    putLittle(data, 0, 1); // blended over what was there, which stays
    return riffChunk("ANMF", data + encoded);
}

QByteArray WebpFormat::tail() const
{
    return {};
}

} // namespace ui
