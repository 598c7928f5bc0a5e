// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/cached_painter.h"

#include "ui/paint/label_place.h"
#include "ui/paint/painter.h"
#include "ui/paint/picture_paint.h"
#include "ui/paint/stroke_paint.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

/// More outlines than any picture shows at once; beyond it, the old ones are forgotten together.
constexpr qsizetype mostOutlines = 512;

/// An outline that reaches far beyond the screen is not kept. Device pixels.
constexpr int longestOutline = 4096;

int sixtyFourths(double value)
{
    return static_cast<int>(std::lround(value * 64));
}

} // namespace

CachedPainter::CachedPainter(QPainter &painter, const Theme &theme, PaintCache &cache)
    : m_painter(painter), m_theme(theme), m_cache(cache), m_pixels(painter, cache.scratch)
{
}

void CachedPainter::paint(const Item &item)
{
    m_opacity = std::min(item.opacity, 1.0);
    std::visit(*this, item.shape);
    m_pixels.leave();
}

QColor CachedPainter::colourOf(const Colour &colour) const
{
    QColor resolved = m_theme.resolve(colour);
    resolved.setAlphaF(static_cast<float>(resolved.alphaF() * m_opacity));
    return resolved;
}

QPainter &CachedPainter::logical()
{
    m_pixels.leave();
    m_painter.setOpacity(m_opacity);
    return m_painter;
}

void CachedPainter::operator()(const Box &box)
{
    const QColor fill = colourOf(box.fill), stroke = colourOf(box.stroke);
    if (fill.alpha() > 0)
        m_pixels.fill(box.rect, box.radius, fill);
    if (box.hatched)
        m_pixels.hatch({box.rect, 0, paddingHatch, 1, colourOf(Role::padHatch)});
    if (stroke.alpha() == 0)
        return;
    if (box.dashed)
        paintDashed(box, stroke);
    else
        m_pixels.outline(box.rect, box.radius, stroke, box.strokeWidth);
}

void CachedPainter::paintDashed(const Box &box, const QColor &colour)
{
    const double reach = box.strokeWidth / 2;
    const QRectF device = m_pixels.toDevice(box.rect.adjusted(-reach, -reach, reach, reach));
    const QRect pixels = device.toAlignedRect();
    if (pixels.width() > longestOutline || pixels.height() > longestOutline) {
        QPainter &painter = logical();
        painter.setPen(penOf(m_theme.resolve(box.stroke), box.strokeWidth, true));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.rect, box.radius, box.radius);
        return;
    }
    const PaintCache::OutlineKey key{
        {sixtyFourths(device.width()), sixtyFourths(device.height())},
        {sixtyFourths(device.left() - pixels.left()), sixtyFourths(device.top() - pixels.top())},
        sixtyFourths(box.radius * m_pixels.scale()),
        sixtyFourths(box.strokeWidth * m_pixels.scale()),
        colour.rgba()};
    auto found = m_cache.outlines.constFind(key);
    if (found == m_cache.outlines.cend()) {
        if (m_cache.outlines.size() >= mostOutlines)
            m_cache.outlines.clear();
        found = m_cache.outlines.insert(key, drawn(box, pixels, colour));
    }
    for (const auto &[at, image] : found->pieces)
        m_pixels.image(pixels.topLeft() + at, image);
}

PaintCache::Outline CachedPainter::drawn(const Box &box, const QRect &pixels,
                                         const QColor &colour) const
{
    QImage whole(pixels.size(), QImage::Format_ARGB32_Premultiplied);
    whole.fill(Qt::transparent);
    QPainter painter(&whole);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(-pixels.topLeft());
    painter.setTransform(m_painter.deviceTransform(), true);
    painter.setPen(penOf(colour, box.strokeWidth, true));
    painter.drawRoundedRect(box.rect, box.radius, box.radius);
    painter.end();
    const int edge = static_cast<int>(std::ceil((box.radius + box.strokeWidth) * m_pixels.scale()));
    const QRect all(QPoint(0, 0), pixels.size());
    const QRect middle = all.adjusted(edge + 1, edge + 1, -edge - 1, -edge - 1);
    if (middle.isEmpty())
        return {{{QPoint(0, 0), whole}}};
    PaintCache::Outline outline;
    for (const QRect &piece :
         {QRect(all.topLeft(), QPoint(all.right(), middle.top() - 1)),
          QRect(QPoint(all.left(), middle.top()), QPoint(middle.left() - 1, middle.bottom())),
          QRect(QPoint(middle.right() + 1, middle.top()), QPoint(all.right(), middle.bottom())),
          QRect(QPoint(all.left(), middle.bottom() + 1), all.bottomRight())})
        outline.pieces.push_back({piece.topLeft(), whole.copy(piece)});
    return outline;
}

void CachedPainter::operator()(const Slits &slits)
{
    std::vector<SlitPaint> paints;
    paints.reserve(slits.values.size());
    for (int i = 0; i < static_cast<int>(slits.values.size()); ++i)
        paints.push_back(slitPaint(slits, i, m_theme));
    m_pixels.slits(paints, {slits.rect, slits.radius, m_opacity});
    if (slits.onPadding)
        m_pixels.hatch({slits.rect, slits.radius, onPaddingHatch, onPaddingWidth(slits),
                        colourOf(Role::canvas)});
    if (slits.textSize <= 0)
        return;
    const auto numbers = [&](QPainter &painter) {
        for (const SlitPaint &slit : paints) {
            painter.setPen(slit.numberColour);
            m_cache.texts.paintNumber(painter, slit.numberRight, slit.number, slits.textSize);
        }
    };
    if (m_opacity >= 1)
        numbers(logical());
    else
        paintThrough(slits.rect, m_opacity, numbers);
}

template <class Paint>
void CachedPainter::paintThrough(const QRectF &area, double opacity, const Paint &paint)
{
    const QRect pixels = m_pixels.toDevice(area).toAlignedRect() & m_pixels.clip();
    if (pixels.isEmpty())
        return;
    const QTransform transform = logical().deviceTransform();
    QImage beside = m_pixels.besides(pixels.size());
    beside.fill(Qt::transparent);
    QPainter painter(&beside);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.translate(-pixels.topLeft());
    painter.setTransform(transform, true);
    paint(painter);
    painter.end();
    m_pixels.image(pixels.topLeft(), beside, opacity);
}

void CachedPainter::operator()(const Label &label)
{
    if (m_opacity >= 1)
        return paintText(logical(), label);
    // Room for accents above, descenders below, and a slant at both ends.
    const double width = m_cache.texts.widthOf(label.spans, label.size);
    const double left = label.align & Qt::AlignHCenter ? label.at.x() - width / 2
                        : label.align & Qt::AlignRight ? label.at.x() - width
                                                       : label.at.x();
    const QRectF area(left - label.size, label.at.y() - 1.4 * label.size, width + 2 * label.size,
                      2 * label.size);
    paintThrough(area, m_opacity, [&](QPainter &painter) { paintText(painter, label); });
}

void CachedPainter::paintText(QPainter &painter, const Label &label)
{
    const LabelPlace place = placeOf(label, m_cache.texts.widthOf(label.spans, label.size));
    double x = place.left;
    for (const Span &span : label.spans) {
        const QString text =
            place.tooWide ? m_cache.texts.elided(span, label.size, place.right - x) : span.text;
        const TextCache::Setting &setting = m_cache.texts.setting(text, span.face, label.size);
        painter.setPen(m_theme.resolve(span.colour));
        TextCache::paint(painter, {x, label.at.y()}, setting);
        x += setting.width;
        if (text != span.text) // what is cut is the end
            break;
    }
}

void CachedPainter::operator()(const Stroke &stroke)
{
    const bool onlyFill = stroke.stroke.kind == Colour::Kind::none;
    if (!onlyFill || stroke.fill.alpha * m_opacity >= 1)
        return paintStroke(logical(), stroke, m_theme);
    Stroke opaque = stroke;
    opaque.fill.alpha = 1;
    paintThrough(stroke.path.controlPointRect().adjusted(-1, -1, 1, 1),
                 stroke.fill.alpha * m_opacity,
                 [&](QPainter &painter) { paintStroke(painter, opaque, m_theme); });
}

void CachedPainter::operator()(const Picture &picture)
{
    paintPicture(logical(), picture, m_theme, m_cache.rasters);
}

} // namespace ui
