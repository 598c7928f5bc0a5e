// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/animation.h"

#include "ui/export/side_by_side.h"
#include "ui/state/whole_file.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double lastFrameRest = 1.5; ///< seconds, before the film begins again

const QRgb *pixelLine(const QImage &image, int y)
{
    return reinterpret_cast<const QRgb *>(image.constScanLine(y));
}

/// Where two pictures of one size differ.
QRect changedRect(const QImage &before, const QImage &now)
{
    if (before.isNull())
        return now.rect();
    const int width = now.width();
    int top = now.height(), bottom = -1, left = width, right = -1;
    for (int y = 0; y < now.height(); ++y) {
        const QRgb *a = pixelLine(before, y), *b = pixelLine(now, y);
        const QRgb *first = std::mismatch(b, b + width, a).first;
        if (first == b + width)
            continue;
        top = std::min(top, y);
        bottom = y;
        left = std::min(left, static_cast<int>(first - b));
        int last = width - 1;
        while (last > right && a[last] == b[last])
            --last;
        right = std::max(right, last);
    }
    return bottom < 0 ? QRect(0, 0, 1, 1) : QRect(QPoint(left, top), QPoint(right, bottom));
}

} // namespace

Patch Patch::between(const QImage &before, const QImage &now, int grid)
{
    Patch patch;
    patch.rect = changedRect(before, now);
    patch.rect.setLeft(patch.rect.left() / grid * grid);
    patch.rect.setTop(patch.rect.top() / grid * grid);
    patch.pixels = now.copy(patch.rect).convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; !before.isNull() && y < patch.rect.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(patch.pixels.scanLine(y));
        const QRgb *old = pixelLine(before, patch.rect.top() + y) + patch.rect.left();
        for (int x = 0; x < patch.rect.width(); ++x)
            if (line[x] == old[x])
                line[x] = 0;
    }
    return patch;
}

/// A frame that is shown, and what it is shown upon.
struct AnimationWriter::Shot {
    QImage before;
    QImage now;
    int ticks;
};

AnimationWriter::AnimationWriter(const QString &fileName,
                                 std::unique_ptr<const AnimationFormat> format, int loops)
    : m_file(fileName), m_format(std::move(format))
{
    m_size.loops = loops;
}

core::Result<core::Done> AnimationWriter::add(const std::vector<PaintedFrame> &frames)
{
    const auto limits = m_format->limits();
    std::vector<Shot> shots;
    for (const PaintedFrame &frame : frames) {
        if (!m_file.isOpen())
            if (const auto opened = open(frame.image.size()); !opened)
                return opened;
        const int start = m_lastEnd;
        m_lastEnd = static_cast<int>(std::lround(frame.end * limits.ticksPerSecond));
        if (frame.image == m_pending)
            continue;
        // A frame that would be too short gives its time to this one, so that the film is as long as
        // it should be.
        if (!m_pending.isNull() && start - m_pendingStart >= limits.shortest) {
            shots.push_back({m_shown, m_pending, start - m_pendingStart});
            m_shown = m_pending;
            m_pendingStart = start;
        }
        m_pending = frame.image;
    }
    return write(shots);
}

core::Result<core::Done> AnimationWriter::finish()
{
    const auto limits = m_format->limits();
    const int rest = static_cast<int>(std::lround(lastFrameRest * limits.ticksPerSecond));
    if (const auto written = write({{m_shown, m_pending, m_lastEnd - m_pendingStart + rest}});
        !written)
        return written;
    const QByteArray tail = m_format->tail();
    if (m_file.write(tail) != tail.size())
        return failure();
    m_size.bytes = m_file.pos();
    if (!m_file.seek(0) || m_file.write(m_format->head(m_size)) < 0 || !m_file.commit())
        return failure();
    return core::Done{};
}

core::Result<core::Done> AnimationWriter::open(QSize size)
{
    const auto limits = m_format->limits();
    if (std::max(size.width(), size.height()) > limits.largest)
        return cannotWrite(m_file.fileName(),
                           QStringLiteral("%1 pictures have at most %2 pixels a side, this has %3")
                               .arg(QLatin1String(limits.name))
                               .arg(limits.largest)
                               .arg(std::max(size.width(), size.height())));
    m_size.pixels = size;
    if (!m_file.open(QIODevice::WriteOnly) || m_file.write(m_format->head(m_size)) < 0)
        return failure();
    return core::Done{};
}

core::Result<core::Done> AnimationWriter::write(const std::vector<Shot> &shots)
{
    const int grid = m_format->limits().grid;
    std::vector<QRect> places(shots.size());
    std::vector<QByteArray> encoded(shots.size());
    sideBySide(shots.size(), [&](std::size_t i) {
        const Patch patch = Patch::between(shots[i].before, shots[i].now, grid);
        places[i] = patch.rect;
        encoded[i] = m_format->encoded(patch);
    });
    for (std::size_t i = 0; i < shots.size(); ++i) {
        if (encoded[i].isEmpty())
            return cannotWrite(m_file.fileName(),
                               QStringLiteral("there is no memory for its frames"));
        const QByteArray frame =
            m_format->frame(m_size.frames++, places[i], encoded[i], shots[i].ticks);
        if (m_file.write(frame) != frame.size())
            return failure();
    }
    return core::Done{};
}

core::Error AnimationWriter::failure() const
{
    return cannotWrite(m_file.fileName(), m_file);
}

} // namespace ui
