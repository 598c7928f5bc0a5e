// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/gif.h"

#include "ui/state/whole_file.h"

#include <QSaveFile>
#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace ui {

namespace {

constexpr std::size_t paletteSize = 256;
constexpr int lastFrameRest = 150; ///< hundredths of a second, before the film begins again
constexpr int shortest = 2;        ///< hundredths of a second; viewers slow down what is shorter
constexpr int transparent = 255;   ///< what did not change inside the frame's rectangle

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

class GifWriter::File {
  public:
    File(const QString &fileName, QSize size, std::vector<QRgb> palette)
        : m_device(fileName), m_size(size), m_palette(std::move(palette))
    {
    }

    ~File()
    {
        if (m_gif)
            close();
    }

    core::Result<core::Done> add(const QImage &frame, double end)
    {
        if (!m_gif && !open())
            return failure();
        const int start = m_lastEnd;
        m_lastEnd = static_cast<int>(std::lround(end * 100));
        // What looks the same is shown longer.
        if (frame == m_pending)
            return core::Done{};
        // A frame that would be too short gives its time to this one, so that the film is as long as
        // it should be.
        if (!m_pending.isNull() && start - m_pendingStart >= shortest) {
            if (!writePending(start - m_pendingStart))
                return failure();
            m_pendingStart = start;
        }
        m_pending = frame;
        return core::Done{};
    }

    core::Result<core::Done> finish()
    {
        if (!m_gif || !writePending(m_lastEnd - m_pendingStart + lastFrameRest) || !close() ||
            !m_device.commit())
            return failure();
        return core::Done{};
    }

  private:
    bool open()
    {
        if (!m_device.open(QIODevice::WriteOnly))
            return false;
        int error = 0;
        m_gif = EGifOpen(&m_device, writeBytes, &error);
        if (!m_gif)
            return false;
        EGifSetGifVersion(m_gif, true);
        std::array<GifColorType, paletteSize> colours{};
        for (std::size_t i = 0; i < m_palette.size(); ++i)
            colours[i] = {static_cast<GifByteType>(qRed(m_palette[i])),
                          static_cast<GifByteType>(qGreen(m_palette[i])),
                          static_cast<GifByteType>(qBlue(m_palette[i]))};
        ColorMapObject *map = GifMakeMapObject(paletteSize, colours.data());
        const bool started =
            EGifPutScreenDesc(m_gif, m_size.width(), m_size.height(), 8, 0, map) == GIF_OK &&
            putLoop();
        GifFreeMapObject(map);
        return started;
    }

    static int writeBytes(GifFileType *gif, const GifByteType *bytes, int count)
    {
        auto *device = static_cast<QIODevice *>(gif->UserData);
        return static_cast<int>(device->write(reinterpret_cast<const char *>(bytes), count));
    }

    /// Netscape's extension: the film begins again for ever.
    bool putLoop()
    {
        const std::array<GifByteType, 3> endlessly{1, 0, 0};
        return EGifPutExtensionLeader(m_gif, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
               EGifPutExtensionBlock(m_gif, 11, "NETSCAPE2.0") == GIF_OK &&
               EGifPutExtensionBlock(m_gif, 3, endlessly.data()) == GIF_OK &&
               EGifPutExtensionTrailer(m_gif) == GIF_OK;
    }

    /// The part of the pending frame that differs from what is written; one cell where nothing does.
    QRect changedRect() const
    {
        if (m_written.isNull())
            return m_pending.rect();
        int top = m_size.height(), bottom = -1, left = m_size.width(), right = -1;
        for (int y = 0; y < m_size.height(); ++y) {
            const auto *now = reinterpret_cast<const QRgb *>(m_pending.constScanLine(y));
            const auto *before = reinterpret_cast<const QRgb *>(m_written.constScanLine(y));
            const auto *const end = now + m_size.width();
            const auto first = std::mismatch(now, end, before).first;
            if (first == end)
                continue;
            top = std::min(top, y);
            bottom = y;
            left = std::min(left, static_cast<int>(first - now));
            int last = m_size.width() - 1;
            while (now[last] == before[last])
                --last;
            right = std::max(right, last);
        }
        return bottom < 0 ? QRect(0, 0, 1, 1) : QRect(QPoint(left, top), QPoint(right, bottom));
    }

    /// One line of the pending frame as palette indices.
    void fillLine(const QRect &rect, int y, std::vector<GifByteType> &line)
    {
        const auto *now = reinterpret_cast<const QRgb *>(m_pending.constScanLine(y));
        const auto *before = m_written.isNull()
                                 ? nullptr
                                 : reinterpret_cast<const QRgb *>(m_written.constScanLine(y));
        auto *out = line.data();
        for (int x = rect.left(); x <= rect.right(); ++x)
            *out++ = before && now[x] == before[x] ? static_cast<GifByteType>(transparent)
                                                   : nearest(now[x]);
    }

    GifByteType nearest(QRgb colour)
    {
        const auto [entry, isNew] = m_nearest.try_emplace(colour, GifByteType{0});
        if (!isNew)
            return entry->second;
        const auto best = std::ranges::min_element(
            m_palette, {}, [colour](QRgb own) { return distance(own, colour); });
        entry->second = static_cast<GifByteType>(best - m_palette.begin());
        return entry->second;
    }

    bool writePending(int hundredths)
    {
        GraphicsControlBlock control{};
        control.DisposalMode = DISPOSE_DO_NOT;
        control.DelayTime = std::max(hundredths, shortest);
        control.TransparentColor = transparent;
        std::array<GifByteType, 4> bytes{};
        EGifGCBToExtension(&control, bytes.data());
        const QRect rect = changedRect();
        if (EGifPutExtension(m_gif, GRAPHICS_EXT_FUNC_CODE, 4, bytes.data()) != GIF_OK ||
            EGifPutImageDesc(m_gif, rect.x(), rect.y(), rect.width(), rect.height(), false,
                             nullptr) != GIF_OK)
            return false;
        std::vector<GifByteType> line(static_cast<std::size_t>(rect.width()));
        for (int y = rect.top(); y <= rect.bottom(); ++y) {
            fillLine(rect, y, line);
            if (EGifPutLine(m_gif, line.data(), rect.width()) != GIF_OK)
                return false;
        }
        m_written = m_pending;
        return true;
    }

    bool close()
    {
        int error = 0;
        return EGifCloseFile(std::exchange(m_gif, nullptr), &error) == GIF_OK;
    }

    core::Error failure() const { return cannotWrite(m_device.fileName(), m_device.errorString()); }

    QSaveFile m_device;
    QSize m_size;
    std::vector<QRgb> m_palette;
    GifFileType *m_gif = nullptr;
    QImage m_pending; ///< waits until it is known how long it is shown
    QImage m_written; ///< what is on screen before it
    std::unordered_map<QRgb, GifByteType> m_nearest;
    int m_pendingStart = 0;
    int m_lastEnd = 0;
};

GifWriter::GifWriter(const QString &fileName, QSize size, std::vector<QRgb> palette)
    : m_file(std::make_unique<File>(fileName, size, std::move(palette)))
{
}

GifWriter::~GifWriter() = default;

core::Result<core::Done> GifWriter::add(const QImage &frame, double end)
{
    return m_file->add(frame, end);
}

core::Result<core::Done> GifWriter::finish()
{
    return m_file->finish();
}

} // namespace ui
