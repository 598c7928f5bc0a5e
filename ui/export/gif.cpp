// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/gif.h"

#include "ui/export/bytes.h"

#include <gif_lib.h>

#include <algorithm>
#include <unordered_map>

namespace ui {

namespace {

constexpr std::size_t paletteSize = 256;
constexpr GifByteType transparent = 255; ///< what did not change inside the frame's rectangle

/// Colours as 5 bits a channel: near ones share a place.
unsigned coarse(QRgb colour)
{
    return static_cast<unsigned>(qRed(colour) >> 3 << 10 | qGreen(colour) >> 3 << 5 |
                                 qBlue(colour) >> 3);
}

int distance(QRgb a, QRgb b)
{
    const int r = qRed(a) - qRed(b), g = qGreen(a) - qGreen(b), blue = qBlue(a) - qBlue(b);
    return 2 * r * r + 4 * g * g + 3 * blue * blue;
}

std::vector<QRgb> ownColours(const Theme &theme)
{
    std::vector<QRgb> colours;
    for (int role = 0; role < roleCount; ++role)
        colours.push_back(theme.resolve(static_cast<Role>(role)).rgb());
    for (core::Index hue = 0; hue < 8; ++hue) {
        colours.push_back(theme.resolve(Colour::hue(core::SequenceIndex(hue))).rgb());
        colours.push_back(theme.resolve(Colour::cap(core::SequenceIndex(hue))).rgb());
    }
    for (int i = 0; i <= 64; ++i)
        colours.push_back(theme.resolve(Colour::ramp(i / 32.0 - 1)).rgb());
    return colours;
}

/// Where each pixel's colour, or the nearest to it, stands in a palette.
class Nearest {
  public:
    explicit Nearest(const std::vector<QRgb> &palette) : m_palette(palette) {}

    GifByteType operator()(QRgb colour)
    {
        if (qAlpha(colour) == 0)
            return transparent;
        if (colour == m_last) // most pixels are like the one before
            return m_lastPlace;
        const auto [entry, isNew] = m_found.try_emplace(colour, GifByteType{0});
        if (isNew) {
            const auto best = std::ranges::min_element(
                m_palette, {}, [colour](QRgb own) { return distance(own, colour); });
            entry->second = static_cast<GifByteType>(best - m_palette.begin());
        }
        m_last = colour;
        m_lastPlace = entry->second;
        return m_lastPlace;
    }

  private:
    const std::vector<QRgb> &m_palette;
    std::unordered_map<QRgb, GifByteType> m_found;
    QRgb m_last = 0;
    GifByteType m_lastPlace = 0;
};

int appendBytes(GifFileType *gif, const GifByteType *bytes, int count)
{
    static_cast<QByteArray *>(gif->UserData)->append(reinterpret_cast<const char *>(bytes), count);
    return count;
}

/// The picture in a file of its own, with colours that nobody reads: giflib compresses whole files alone.
QByteArray stillGif(const Patch &patch, const std::vector<QRgb> &palette)
{
    QByteArray bytes;
    int error = 0;
    GifFileType *gif = EGifOpen(&bytes, appendBytes, &error);
    if (!gif)
        return {};
    const int width = patch.rect.width(), height = patch.rect.height();
    bool done = EGifPutScreenDesc(gif, width, height, 8, 0, nullptr) == GIF_OK;
    ColorMapObject *map = GifMakeMapObject(paletteSize, nullptr);
    done = done && EGifPutImageDesc(gif, patch.rect.x(), patch.rect.y(), width, height, false,
                                    map) == GIF_OK;
    GifFreeMapObject(map);
    Nearest nearest(palette);
    std::vector<GifByteType> line(static_cast<std::size_t>(width));
    for (int y = 0; done && y < height; ++y) {
        const auto *pixels = reinterpret_cast<const QRgb *>(patch.pixels.constScanLine(y));
        std::transform(pixels, pixels + width, line.begin(), std::ref(nearest));
        done = EGifPutLine(gif, line.data(), width) == GIF_OK;
    }
    return EGifCloseFile(gif, &error) == GIF_OK && done ? bytes : QByteArray();
}

} // namespace

std::vector<QRgb> paletteOf(const Theme &theme, const std::vector<QImage> &samples)
{
    std::vector<QRgb> palette = ownColours(theme);
    std::unordered_map<unsigned, std::pair<QRgb, std::size_t>> seen;
    for (const QImage &sample : samples)
        for (int y = 0; y < sample.height(); y += 2) {
            const auto *line = reinterpret_cast<const QRgb *>(sample.constScanLine(y));
            for (int x = 0; x < sample.width(); ++x) {
                auto &entry = seen[coarse(line[x])];
                entry.first = line[x] | 0xFF000000;
                ++entry.second;
            }
        }
    std::vector<std::pair<QRgb, std::size_t>> frequent;
    for (const auto &[key, entry] : seen)
        frequent.push_back(entry);
    // Equal counts are ordered by colour, so that the palette does not depend on the hash.
    std::ranges::sort(frequent, [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    for (const auto &[colour, count] : frequent) {
        if (palette.size() >= paletteSize - 1)
            break;
        const bool near =
            std::ranges::any_of(palette, [c = colour](QRgb own) { return distance(own, c) < 120; });
        if (!near)
            palette.push_back(colour);
    }
    palette.resize(paletteSize - 1, 0xFF000000);
    return palette;
}

GifFormat::GifFormat(std::vector<QRgb> palette) : m_palette(std::move(palette)) {}

AnimationFormat::Limits GifFormat::limits() const
{
    // Viewers slow down what is shorter than two hundredths.
    return {"GIF", 100, 2, 0xFFFF, 1};
}

QByteArray GifFormat::head(const AnimationSize &size) const
{
    QByteArray bytes("GIF89a");
    putLittle(bytes, static_cast<quint64>(size.pixels.width()), 2);
    putLittle(bytes, static_cast<quint64>(size.pixels.height()), 2);
    bytes += QByteArray::fromRawData("\xF7\0\0", 3); // 256 colours of 8 bits follow
    for (std::size_t i = 0; i < paletteSize; ++i) {
        const QRgb colour = i < m_palette.size() ? m_palette[i] : qRgb(0, 0, 0);
        putBig(bytes, colour & 0xFFFFFF, 3);
    }
    if (size.loops == 1) // what has no loop is shown once
        return bytes;
    bytes += "\x21\xFF\x0BNETSCAPE2.0\x03\x01";
    putLittle(bytes, static_cast<quint64>(std::max(0, size.loops - 1)), 2); // how often again
    bytes += '\0';
    return bytes;
}

QByteArray GifFormat::encoded(const Patch &patch) const
{
    const QByteArray still = stillGif(patch, m_palette);
    // The descriptor of the picture, less the colours, which stand at the head of the film.
    constexpr qsizetype screen = 13, descriptor = 10, colours = 3 * paletteSize;
    if (still.isEmpty())
        return {};
    QByteArray bytes = still.mid(screen, descriptor);
    bytes.back() = 0; // no colours of its own
    return bytes + still.mid(screen + descriptor + colours).chopped(1);
}

QByteArray GifFormat::frame(int, const QRect &, const QByteArray &encoded, int ticks) const
{
    QByteArray control("\x21\xF9\x04\x05"); // what was there stays; one colour is transparent
    putLittle(control, static_cast<quint64>(std::clamp(ticks, 2, 0xFFFF)), 2);
    putLittle(control, transparent, 1);
    return control + '\0' + encoded;
}

QByteArray GifFormat::tail() const
{
    return QByteArrayLiteral("\x3B");
}

} // namespace ui
