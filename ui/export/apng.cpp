// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/apng.h"

#include "ui/export/bytes.h"

#include <QBuffer>
#include <QtEndian>

#include <zlib.h>

namespace ui {

namespace {

QByteArray pngChunk(const char *type, const QByteArray &data)
{
    QByteArray typed(type);
    typed += data;
    QByteArray bytes;
    putBig(bytes, static_cast<quint64>(data.size()), 4);
    bytes += typed;
    putBig(bytes,
           crc32(0, reinterpret_cast<const Bytef *>(typed.constData()),
                 static_cast<uInt>(typed.size())),
           4);
    return bytes;
}

constexpr qsizetype signatureSize = 8;

/// What the chunks of pixels in a PNG file hold, one after the other.
QByteArray pixelsOf(const QByteArray &png)
{
    QByteArray pixels;
    for (qsizetype at = signatureSize; at + 12 <= png.size();) {
        const auto size = static_cast<qsizetype>(qFromBigEndian<quint32>(png.constData() + at));
        if (QByteArrayView(png).sliced(at + 4, 4) == "IDAT")
            pixels += png.mid(at + 8, size);
        at += size + 12;
    }
    return pixels;
}

} // namespace

AnimationFormat::Limits ApngFormat::limits() const
{
    return {"APNG", 1000, 1, 0x7FFF, 1};
}

QByteArray ApngFormat::head(const AnimationSize &size) const
{
    QByteArray header;
    putBig(header, static_cast<quint64>(size.pixels.width()), 4);
    putBig(header, static_cast<quint64>(size.pixels.height()), 4);
    header += QByteArray::fromRawData("\x08\x06\0\0\0", 5); // 8 bits of red, green, blue and alpha
    QByteArray control;
    putBig(control, static_cast<quint64>(size.frames), 4);
    putBig(control, static_cast<quint64>(size.loops), 4);
    return QByteArray("\x89PNG\r\n\x1A\n", signatureSize) + pngChunk("IHDR", header) +
           pngChunk("acTL", control);
}

QByteArray ApngFormat::encoded(const Patch &patch) const
{
    // Half as large as the quickest, and several times quicker than the smallest.
    constexpr int quality = 80;
    QBuffer png;
    if (!png.open(QIODevice::WriteOnly) || !patch.pixels.save(&png, "PNG", quality))
        return {};
    return pixelsOf(png.data());
}

QByteArray ApngFormat::frame(int number, const QRect &rect, const QByteArray &encoded,
                             int ticks) const
{
    // Each frame has a number for its control and, after the first, one for its pixels.
    const auto sequence = static_cast<quint64>(number == 0 ? 0 : 2 * number - 1);
    QByteArray control;
    putBig(control, sequence, 4);
    for (const int length : {rect.width(), rect.height(), rect.x(), rect.y()})
        putBig(control, static_cast<quint64>(length), 4);
    const bool fits = ticks <= 0xFFFF; // else in whole seconds
    putBig(control, static_cast<quint64>(fits ? ticks : std::min(ticks / 1000, 0xFFFF)), 2);
    putBig(control, fits ? 1000 : 1, 2);
    putBig(control, 0, 1); // what was there stays
    putBig(control, 1, 1); // and shines through
    QByteArray pixels;
    if (number > 0)
        putBig(pixels, sequence + 1, 4);
    pixels += encoded;
    return pngChunk("fcTL", control) + pngChunk(number == 0 ? "IDAT" : "fdAT", pixels);
}

QByteArray ApngFormat::tail() const
{
    return pngChunk("IEND", {});
}

} // namespace ui
