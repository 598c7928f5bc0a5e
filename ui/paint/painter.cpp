// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/painter.h"

#include "ui/paint/cached_painter.h"
#include "ui/paint/hatch.h"
#include "ui/paint/label_place.h"
#include "ui/paint/picture_paint.h"
#include "ui/paint/searchable_text.h"
#include "ui/paint/slit_paint.h"
#include "ui/paint/stroke_paint.h"
#include "ui/scene/text.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

class ItemPainter {
  public:
    ItemPainter(QPainter &painter, const Theme &theme, Lettering lettering)
        : m_painter(painter), m_theme(theme), m_lettering(lettering),
          m_onPixels(PixelPainter::canPaint(painter))
    {
    }

    void operator()(const Box &box)
    {
        const QColor fill = m_theme.resolve(box.fill), stroke = m_theme.resolve(box.stroke);
        if (fill.alpha() > 0)
            fillRounded(box.rect, box.radius, fill);
        if (box.hatched)
            hatch(box.rect, paddingHatch, m_theme.resolve(Role::padHatch), 1);
        if (stroke.alpha() == 0)
            return;
        m_painter.setPen(penOf(stroke, box.strokeWidth, box.dashed));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(box.rect, box.radius, box.radius);
    }

    void operator()(const Slits &slits)
    {
        if (slits.radius > 0) {
            m_painter.save();
            QPainterPath outline;
            outline.addRoundedRect(slits.rect, slits.radius, slits.radius);
            m_painter.setClipPath(outline, Qt::IntersectClip);
        }
        std::vector<SlitPaint> paints;
        for (int i = 0; i < static_cast<int>(slits.values.size()); ++i)
            paints.push_back(slitPaint(slits, i, m_theme));
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        for (const SlitPaint &slit : paints)
            paintSlit(slit);
        m_painter.setRenderHint(QPainter::Antialiasing, true);
        if (slits.onPadding)
            hatch(slits.rect, onPaddingHatch, m_theme.resolve(Role::canvas), onPaddingWidth(slits));
        for (const SlitPaint &slit : paints)
            if (!slit.number.isEmpty())
                paintNumber(slit, slits.textSize);
        if (slits.radius > 0)
            m_painter.restore();
    }

    void operator()(const Label &label)
    {
        const LabelPlace place = placeOf(label, widthOf(label.spans, label.size));
        double x = place.left;
        for (const Span &span : label.spans) {
            const QString text = place.tooWide
                                     ? elided(span.text, span.face, label.size, place.right - x)
                                     : span.text;
            write({x, label.at.y()}, text, span.face, label.size, m_theme.resolve(span.colour));
            x += widthOf(text, span.face, label.size);
            if (text != span.text) // what is cut is the end
                break;
        }
    }

    void operator()(const Stroke &stroke) { paintStroke(m_painter, stroke, m_theme); }

    void operator()(const Picture &picture)
    {
        RasterCache once;
        paintPicture(m_painter, picture, m_theme, once);
    }

  private:
    void fillRounded(const QRectF &rect, double radius, const QColor &colour)
    {
        if (radius <= 0) {
            m_painter.fillRect(rect, colour);
            return;
        }
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(colour);
        m_painter.drawRoundedRect(rect, radius, radius);
    }

    void hatch(const QRectF &rect, double distance, const QColor &colour, double width)
    {
        const std::vector<QLineF> lines = hatchLines(rect, distance);
        m_painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawLines(lines.data(), static_cast<int>(lines.size()));
    }

    void paintSlit(const SlitPaint &slit)
    {
        const double reach = m_onPixels || m_painter.opacity() < 1 ? 0 : slit.reach;
        m_painter.fillRect(snapped(slit.ground).adjusted(0, 0, reach, 0), slit.groundColour);
        if (!slit.bar.isEmpty())
            m_painter.fillRect(snapped(slit.bar), slit.barColour);
    }

    /// On pixels the edges of a slit are edges of pixels, rounded as PixelPainter rounds them.
    [[nodiscard]] QRectF snapped(const QRectF &rect) const
    {
        if (!m_onPixels)
            return rect;
        const QTransform &device = m_painter.deviceTransform();
        const QRectF there = device.mapRect(rect);
        const QRectF whole(QPointF(std::round(there.left()), std::round(there.top())),
                           QPointF(std::round(there.right()), std::round(there.bottom())));
        return device.inverted().mapRect(whole);
    }

    void paintNumber(const SlitPaint &slit, double size)
    {
        const double width = widthOf(slit.number, Face::mono, size);
        write(slit.numberRight - QPointF(width, 0), slit.number, Face::mono, size,
              slit.numberColour);
    }

    void write(QPointF at, const QString &text, Face face, double size, const QColor &colour)
    {
        if (m_lettering == Lettering::outlines)
            return m_painter.fillPath(outlinesOf(at, text, face, size), colour);
        m_painter.setFont(fontOf(face, size));
        m_painter.setPen(colour);
        paintSearchable(m_painter, at, text);
    }

    QPainter &m_painter;
    const Theme &m_theme;
    Lettering m_lettering;
    bool m_onPixels;
};

} // namespace

QPainterPath outlinesOf(QPointF at, const QString &text, Face face, double size)
{
    QPainterPath path;
    path.addText(at, fontOf(face, size), text);
    path.setFillRule(Qt::WindingFill); // strokes of a letter may cross
    return path;
}

void paintScene(QPainter &painter, const Scene &scene, const Theme &theme, PaintCache *cache,
                Lettering lettering)
{
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    if (const QColor ground = theme.resolve(scene.ground); ground.alpha() > 0)
        painter.fillRect(QRectF(QPointF(0, 0), scene.size), ground);
    if (cache && PixelPainter::canPaint(painter)) {
        CachedPainter paint(painter, theme, *cache);
        for (const Item &item : scene.items)
            if (item.opacity > 0)
                paint.paint(item);
    } else {
        ItemPainter paint(painter, theme, lettering);
        for (const Item &item : scene.items) {
            if (item.opacity <= 0)
                continue;
            painter.setOpacity(std::min(item.opacity, 1.0));
            std::visit(paint, item.shape);
        }
    }
    painter.setOpacity(1);
}

} // namespace ui
