// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/pixel_painter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

/// From so many pixels on, a shape's edge is composed and its middle filled.
constexpr int largestPiece = 4096;

QRgb scaled(QRgb premultiplied, double share)
{
    if (share <= 0)
        return 0;
    const auto a = static_cast<unsigned>(std::lround(share * 255));
    // Two channels in one product, rounded as a division by 255 rounds.
    const auto two = [a](unsigned pair) {
        const unsigned product = pair * a + 0x800080;
        return ((product + ((product >> 8) & 0xFF00FF)) >> 8) & 0xFF00FF;
    };
    return two(premultiplied & 0xFF00FF) | (two((premultiplied >> 8) & 0xFF00FF) << 8);
}

/// One premultiplied colour over another.
QRgb over(QRgb top, QRgb bottom)
{
    if (qAlpha(top) == 255)
        return top;
    const QRgb rest = scaled(bottom, (255 - qAlpha(top)) / 255.0);
    return qRgba(qRed(top) + qRed(rest), qGreen(top) + qGreen(rest), qBlue(top) + qBlue(rest),
                 qAlpha(top) + qAlpha(rest));
}

QRgb premultiplied(const QColor &colour, double opacity = 1)
{
    return scaled(qPremultiply(colour.rgba() | 0xFF000000), colour.alphaF() * opacity);
}

/// The pixels of a rectangle whose edges were not smoothed.
QRect wholePixels(const QRectF &rect)
{
    const auto round = [](double value) { return static_cast<int>(std::lround(value)); };
    return {QPoint(round(rect.left()), round(rect.top())),
            QPoint(round(rect.right()) - 1, round(rect.bottom()) - 1)};
}

/// A picture of which only some pixels are at hand: those of `area`.
struct Canvas {
    QRgb *bits = nullptr;
    QRect area;

    [[nodiscard]] QRgb *line(int y) const
    {
        return bits + static_cast<std::ptrdiff_t>(y - area.top()) * area.width() - area.left();
    }

    void fill(const QRect &rect, QRgb colour) const
    {
        const QRect r = rect & area;
        for (int y = r.top(); y <= r.bottom(); ++y)
            std::fill(line(y) + r.left(), line(y) + r.right() + 1, colour);
    }

    /// Takes away from line y what lies outside the shape. Between the corners, `plain`, all is alike.
    void cut(const RoundedCoverage &shape, const QRect &plain, int y) const
    {
        QRgb *pixels = line(y);
        const auto scale = [pixels](int x, double share) {
            if (share < 1)
                pixels[x] = scaled(pixels[x], share);
        };
        const int last = area.right();
        const int fromX = std::clamp(plain.left(), area.left(), last + 1);
        const int toX = std::clamp(plain.right() + 1, fromX, last + 1);
        for (int x = area.left(); x < fromX; ++x)
            scale(x, shape.at(x, y));
        if (const double middle = fromX < toX ? shape.at(fromX, y) : 1; middle < 1)
            for (int x = fromX; x < toX; ++x)
                scale(x, middle);
        for (int x = toX; x <= last; ++x)
            scale(x, shape.at(x, y));
    }
};

/// The pixels of what is painted on. A widget stands somewhere in the pixels of its window.
QRect pixelsOf(const QPainter &painter)
{
    const QTransform toPixels = painter.worldTransform().inverted() * painter.deviceTransform();
    const QRectF whole(0, 0, painter.device()->width(), painter.device()->height());
    return toPixels.mapRect(whole).toAlignedRect();
}

} // namespace

bool PixelPainter::canPaint(const QPainter &painter)
{
    const QTransform device = painter.deviceTransform();
    const bool pixels = painter.device()->devType() == QInternal::Image ||
                        painter.device()->devType() == QInternal::Widget ||
                        painter.device()->devType() == QInternal::Pixmap;
    return pixels && device.type() <= QTransform::TxScale && device.m11() > 0 &&
           qFuzzyCompare(device.m11(), device.m22());
}

PixelPainter::PixelPainter(QPainter &painter, std::vector<QRgb> &scratch)
    : m_painter(painter), m_scratch(scratch), m_logical(painter.worldTransform()),
      m_device(painter.deviceTransform().inverted() * m_logical),
      m_scale(painter.deviceTransform().m11()),
      m_origin(painter.deviceTransform().dx(), painter.deviceTransform().dy()),
      m_clip(pixelsOf(painter))
{
}

void PixelPainter::enter()
{
    if (m_entered)
        return;
    m_entered = true;
    m_painter.setOpacity(1);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    if (m_device != m_logical)
        m_painter.setWorldTransform(m_device);
}

void PixelPainter::leave()
{
    if (!m_entered)
        return;
    m_entered = false;
    if (m_device != m_logical)
        m_painter.setWorldTransform(m_logical);
    m_painter.setRenderHint(QPainter::Antialiasing, true);
}

QRectF PixelPainter::toDevice(const QRectF &rect) const
{
    return {rect.x() * m_scale + m_origin.x(), rect.y() * m_scale + m_origin.y(),
            rect.width() * m_scale, rect.height() * m_scale};
}

QRgb *PixelPainter::scratchFor(const QSize &size)
{
    const std::size_t pixels =
        static_cast<std::size_t>(size.width()) * static_cast<std::size_t>(size.height());
    if (m_scratch.size() < pixels)
        m_scratch.resize(pixels);
    return m_scratch.data();
}

void PixelPainter::image(QPoint at, const QImage &image, double opacity)
{
    enter();
    m_painter.setOpacity(opacity);
    m_painter.drawImage(at, image);
    m_painter.setOpacity(1);
}

QImage PixelPainter::besides(const QSize &size)
{
    return {reinterpret_cast<uchar *>(scratchFor(size)), size.width(), size.height(),
            static_cast<qsizetype>(size.width()) * 4, QImage::Format_ARGB32_Premultiplied};
}

template <class Coverage>
void PixelPainter::paintPiece(const QRect &piece, const QRect &plain, QRgb colour,
                              const Coverage &coverage)
{
    if (piece.isEmpty())
        return;
    const Canvas canvas{scratchFor(piece.size()), piece};
    const int last = piece.right();
    const int fromX = std::clamp(plain.left(), piece.left(), last + 1);
    const int toX = std::clamp(plain.right() + 1, fromX, last + 1);
    for (int y = piece.top(); y <= piece.bottom(); ++y) {
        QRgb *pixels = canvas.line(y);
        if (y > piece.top() && y > plain.top() && y <= plain.bottom()) {
            std::copy(canvas.line(y - 1) + piece.left(), canvas.line(y - 1) + last + 1,
                      pixels + piece.left());
            continue;
        }
        for (int x = piece.left(); x < fromX; ++x)
            pixels[x] = scaled(colour, coverage(x, y));
        if (fromX < toX)
            std::fill(pixels + fromX, pixels + toX, scaled(colour, coverage(fromX, y)));
        for (int x = toX; x <= last; ++x)
            pixels[x] = scaled(colour, coverage(x, y));
    }
    blend(canvas.bits, piece);
}

template <class Coverage>
void PixelPainter::paint(const QRect &whole, const QRect &inside, QRgb colour,
                         const Coverage &coverage)
{
    enter();
    // A picture that is looked at closely reaches far beyond what is seen.
    const QRect bounds = whole & m_clip, plain = inside & m_clip;
    const bool isSmall = bounds.width() * bounds.height() <= largestPiece;
    if (isSmall || plain.isEmpty())
        return paintPiece(bounds, plain, colour, coverage);
    const auto piece = [&](int left, int top, int right, int bottom) {
        paintPiece(QRect(QPoint(left, top), QPoint(right, bottom)), plain, colour, coverage);
    };
    piece(bounds.left(), bounds.top(), bounds.right(), plain.top() - 1);
    piece(bounds.left(), plain.top(), plain.left() - 1, plain.bottom());
    piece(plain.right() + 1, plain.top(), bounds.right(), plain.bottom());
    piece(bounds.left(), plain.bottom() + 1, bounds.right(), bounds.bottom());
    if (coverage(plain.left(), plain.top()) > 0)
        m_painter.fillRect(plain, QColor::fromRgba(qUnpremultiply(colour)));
}

void PixelPainter::fill(const QRectF &rect, double radius, const QColor &colour)
{
    const RoundedCoverage shape(toDevice(rect), radius * m_scale);
    paint(shape.bounds(), shape.plain(), premultiplied(colour),
          [&](int x, int y) { return shape.at(x, y); });
}

void PixelPainter::outline(const QRectF &rect, double radius, const QColor &colour, double width)
{
    const double half = width / 2;
    const RoundedCoverage outer(toDevice(rect.adjusted(-half, -half, half, half)),
                                radius > 0 ? (radius + half) * m_scale : 0);
    const RoundedCoverage inner(toDevice(rect.adjusted(half, half, -half, -half)),
                                std::max(0.0, radius - half) * m_scale);
    paint(outer.bounds(), outer.plain() & inner.plain(), premultiplied(colour),
          [&](int x, int y) { return std::max(0.0, outer.at(x, y) - inner.at(x, y)); });
}

void PixelPainter::blend(const QRgb *bits, const QRect &area)
{
    m_painter.drawImage(area.topLeft(),
                        QImage(reinterpret_cast<const uchar *>(bits), area.width(), area.height(),
                               area.width() * 4, QImage::Format_ARGB32_Premultiplied));
}

void PixelPainter::hatch(const Hatch &hatch)
{
    enter();
    const RoundedCoverage shape(toDevice(hatch.rect), hatch.radius * m_scale);
    const QRect bounds = shape.bounds() & m_clip, plain = shape.plain();
    if (bounds.isEmpty())
        return;
    const HatchCoverage lines{m_origin.x() + m_origin.y(), hatch.distance * m_scale,
                              hatch.width * m_scale / std::sqrt(2.0)};
    const QRgb full = premultiplied(hatch.colour);
    // All pixels of a diagonal are alike, so each row is the one above it, moved by a pixel.
    std::vector<QRgb> diagonals;
    for (int i = 0; i < bounds.width() + bounds.height(); ++i)
        diagonals.push_back(scaled(full, lines.at(bounds.left() + bounds.top() + i)));
    const Canvas canvas{scratchFor(bounds.size()), bounds};
    for (int y = bounds.top(); y <= bounds.bottom(); ++y) {
        QRgb *pixels = canvas.line(y);
        const auto first = diagonals.begin() + (y - bounds.top());
        std::copy(first, first + bounds.width(), pixels + bounds.left());
        canvas.cut(shape, plain, y);
    }
    blend(canvas.bits, bounds);
}

void PixelPainter::compose(const std::vector<Fill> &fills, const QRect &piece,
                           const RoundedCoverage *shape)
{
    if (piece.isEmpty())
        return;
    const Canvas canvas{scratchFor(piece.size()), piece};
    std::fill(canvas.bits, canvas.bits + piece.width() * piece.height(), 0);
    for (const Fill &fill : fills)
        canvas.fill(fill.rect, fill.colour);
    if (shape)
        for (int y = piece.top(); y <= piece.bottom(); ++y)
            canvas.cut(*shape, shape->plain(), y);
    blend(canvas.bits, piece);
}

void PixelPainter::slits(const std::vector<SlitPaint> &paints, const SlitRow &row)
{
    enter();
    const RoundedCoverage shape(toDevice(row.rect), row.radius * m_scale);
    std::vector<Fill> fills;
    QRect bounds;
    for (const SlitPaint &slit : paints) {
        fills.push_back(
            {wholePixels(toDevice(slit.ground)), premultiplied(slit.groundColour, row.opacity)});
        bounds |= fills.back().rect;
        // A bar lies on one ground, so what they give together is one colour.
        if (!slit.bar.isEmpty())
            fills.push_back(
                {wholePixels(toDevice(slit.bar)),
                 over(premultiplied(slit.barColour, row.opacity), fills.back().colour)});
    }
    bounds = (row.radius > 0 ? shape.bounds() : bounds) & m_clip;
    const QRect plain = row.radius > 0 ? shape.plain() & m_clip : bounds;
    // Translucent pixels are blended faster from an image than filled one rectangle after the other.
    const bool opaque =
        std::ranges::all_of(fills, [](const Fill &fill) { return qAlpha(fill.colour) == 255; });
    if (bounds.width() * bounds.height() <= largestPiece || plain.isEmpty() || !opaque)
        return compose(fills, bounds, row.radius > 0 ? &shape : nullptr);
    // Only the corners and edges have to be cut; what lies between is filled where it stands.
    for (const Fill &fill : fills)
        if (const QRect inside = fill.rect & plain; !inside.isEmpty())
            m_painter.fillRect(inside, QColor::fromRgba(qUnpremultiply(fill.colour)));
    const auto edge = [&](QPoint from, QPoint to) { compose(fills, QRect(from, to), &shape); };
    edge(bounds.topLeft(), {bounds.right(), plain.top() - 1});
    edge({bounds.left(), plain.top()}, {plain.left() - 1, plain.bottom()});
    edge({plain.right() + 1, plain.top()}, {bounds.right(), plain.bottom()});
    edge({bounds.left(), plain.bottom() + 1}, bounds.bottomRight());
}

} // namespace ui
