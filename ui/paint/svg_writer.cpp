// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/svg_writer.h"

#include "ui/paint/arrow.h"
#include "ui/paint/hatch.h"
#include "ui/paint/label_place.h"
#include "ui/paint/painter.h"
#include "ui/paint/raster_cache.h"
#include "ui/paint/slit_paint.h"
#include "ui/scene/text.h"

#include <QBuffer>
#include <QHash>
#include <QXmlStreamWriter>

#include <cmath>

namespace ui {

namespace {

/// At most two decimals, without trailing zeros: enough for a picture, and the same everywhere.
QString number(double value)
{
    const double rounded = std::round(value * 100) / 100;
    return QString::number(rounded == 0 ? 0 : rounded, 'g', 8);
}

QString pathText(const QPainterPath &path)
{
    QString text;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        if (element.type == QPainterPath::MoveToElement)
            text += QLatin1Char('M');
        else if (element.type == QPainterPath::LineToElement)
            text += QLatin1Char('L');
        else if (element.type == QPainterPath::CurveToElement)
            text += QLatin1Char('C');
        else
            text += QLatin1Char(' ');
        text += number(element.x) + QLatin1Char(' ') + number(element.y);
    }
    return text;
}

QString familyText(Face face)
{
    QStringList names = familiesOf(face);
    for (QString &name : names)
        if (name.contains(QLatin1Char(' ')))
            name = QLatin1Char('\'') + name + QLatin1Char('\'');
    return names.join(QStringLiteral(", "));
}

/// A word for an XML name.
const char *tensorOf(Part part)
{
    switch (part) {
    case Part::none:
        break;
    case Part::token:
        return "ids";
    case Part::embedding:
        return "embedding";
    case Part::packedRow:
        return "data";
    case Part::stepInput:
        return "x";
    case Part::hPrevious:
        return "h_before";
    case Part::reset:
        return "r";
    case Part::update:
        return "z";
    case Part::candidate:
        return "n";
    case Part::hidden:
        return "h";
    case Part::unpacked:
        return "unpacked";
    case Part::output:
        return "output";
    case Part::finalHidden:
        return "h_n";
    case Part::mask:
        return "last_mask";
    case Part::lastState:
        return "last_state";
    case Part::naiveState:
        return "naive_state";
    case Part::readout:
        return "readout";
    case Part::naiveReadout:
        return "naive_readout";
    }
    return "";
}

class SvgWriter {
  public:
    SvgWriter(const Theme &theme, Lettering lettering)
        : m_xml(&m_bytes), m_theme(theme), m_lettering(lettering)
    {
        m_xml.setAutoFormatting(true);
        m_xml.setAutoFormattingIndent(1);
    }

    QByteArray write(const Scene &scene)
    {
        m_xml.writeStartDocument();
        m_xml.writeStartElement(QStringLiteral("svg"));
        m_xml.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2000/svg"));
        const double width = scene.size.width(), height = scene.size.height();
        m_xml.writeAttribute(QStringLiteral("width"), number(width));
        m_xml.writeAttribute(QStringLiteral("height"), number(height));
        m_xml.writeAttribute(QStringLiteral("viewBox"),
                             QStringLiteral("0 0 %1 %2").arg(number(width), number(height)));
        writeDescription(descriptionOf(scene));
        if (const QColor ground = m_theme.resolve(scene.ground); ground.alpha() > 0)
            rect(QRectF(QPointF(0, 0), scene.size), 0, ground);
        for (const Item &item : scene.items)
            if (item.opacity > 0)
                writeItem(item);
        closeGroup();
        m_xml.writeEndElement();
        m_xml.writeEndDocument();
        return m_bytes;
    }

    void operator()(const Box &box)
    {
        const QColor fill = m_theme.resolve(box.fill), stroke = m_theme.resolve(box.stroke);
        if (fill.alpha() > 0)
            rect(box.rect, box.radius, fill);
        if (box.hatched)
            hatch(box.rect, paddingHatch, m_theme.resolve(Role::padHatch), 1);
        if (stroke.alpha() == 0)
            return;
        startRect(box.rect, box.radius);
        attribute("fill", QStringLiteral("none"));
        strokeStyle(stroke, box.strokeWidth, box.dashed);
        end();
    }

    void operator()(const Slits &slits)
    {
        std::vector<SlitPaint> paints;
        for (int i = 0; i < static_cast<int>(slits.values.size()); ++i)
            paints.push_back(slitPaint(slits, i, m_theme));
        for (const SlitPaint &slit : paints) {
            rect(slit.ground.adjusted(0, 0, m_opacity < 1 ? 0 : slit.reach, 0), 0,
                 slit.groundColour);
            if (!slit.bar.isEmpty())
                rect(slit.bar, 0, slit.barColour);
        }
        if (slits.onPadding)
            hatch(slits.rect, onPaddingHatch, m_theme.resolve(Role::canvas), onPaddingWidth(slits));
        for (const SlitPaint &slit : paints)
            if (!slit.number.isEmpty())
                text(slit.numberRight, slit.number, Face::mono, slits.textSize, slit.numberColour,
                     true);
    }

    void operator()(const Label &label)
    {
        const LabelPlace place = placeOf(label, widthOf(label.spans, label.size));
        double x = place.left;
        for (const Span &span : label.spans) {
            const QString words = place.tooWide
                                      ? elided(span.text, span.face, label.size, place.right - x)
                                      : span.text;
            text({x, label.at.y()}, words, span.face, label.size, m_theme.resolve(span.colour),
                 false);
            x += widthOf(words, span.face, label.size);
            if (words != span.text) // what is cut is the end
                break;
        }
    }

    void operator()(const Stroke &stroke)
    {
        const QColor fill = m_theme.resolve(stroke.fill), line = m_theme.resolve(stroke.stroke);
        m_xml.writeStartElement(QStringLiteral("path"));
        attribute("d", pathText(stroke.path));
        fillStyle(fill);
        if (line.alpha() > 0)
            strokeStyle(line, stroke.width, stroke.dashed);
        end();
        if (!stroke.arrow || line.alpha() == 0)
            return;
        QPainterPath head;
        head.addPolygon(arrowHead(stroke.path, stroke.width));
        m_xml.writeStartElement(QStringLiteral("path"));
        attribute("d", pathText(head) + QLatin1Char('Z'));
        fillStyle(line);
        end();
    }

    /// The cells as they are, a pixel each: whoever shows the file scales them.
    void operator()(const Picture &picture)
    {
        QBuffer png;
        png.open(QIODevice::WriteOnly);
        imageOf(*picture.raster, m_theme).copy(cellsOf(picture)).save(&png, "PNG");
        m_xml.writeStartElement(QStringLiteral("image"));
        attribute("x", number(picture.rect.x()));
        attribute("y", number(picture.rect.y()));
        attribute("width", number(picture.rect.width()));
        attribute("height", number(picture.rect.height()));
        attribute("preserveAspectRatio", QStringLiteral("none"));
        if (m_opacity < 0.995)
            attribute("opacity", number(m_opacity));
        attribute("href", QStringLiteral("data:image/png;base64,") +
                              QString::fromLatin1(png.data().toBase64()));
        end();
    }

  private:
    void writeDescription(const QString &words)
    {
        if (words.isEmpty())
            return;
        attribute("role", QStringLiteral("img"));
        m_xml.writeTextElement(QStringLiteral("desc"), words);
    }

    void writeItem(const Item &item)
    {
        const QString group = groupOf(item.identity);
        if (group != m_group) {
            closeGroup();
            m_group = group;
            if (!group.isEmpty())
                openGroup(item.identity);
        }
        m_opacity = std::min(item.opacity, 1.0);
        std::visit(*this, item.shape);
    }

    static QString groupOf(const Identity &identity)
    {
        if (identity.part == Part::none)
            return {};
        return QStringLiteral("%1-%2-%3")
            .arg(QLatin1String(identity.lane == core::Lane::packed ? "packed" : "padded"),
                 QLatin1String(tensorOf(identity.part)),
                 QString::fromStdString(core::sequenceName(identity.sequence)));
    }

    void openGroup(const Identity &identity)
    {
        const int count = ++m_counts[m_group];
        m_xml.writeStartElement(QStringLiteral("g"));
        attribute("id", count > 1 ? m_group + QLatin1Char('-') + QString::number(count) : m_group);
        attribute("class", QStringLiteral("sequence-%1 tensor-%2")
                               .arg(QString::fromStdString(core::sequenceName(identity.sequence)),
                                    QLatin1String(tensorOf(identity.part))));
    }

    void closeGroup()
    {
        if (!m_group.isEmpty())
            m_xml.writeEndElement();
        m_group.clear();
    }

    void attribute(const char *name, const QString &value)
    {
        m_xml.writeAttribute(QLatin1String(name), value);
    }
    void end() { m_xml.writeEndElement(); }

    void startRect(const QRectF &rect, double radius)
    {
        m_xml.writeStartElement(QStringLiteral("rect"));
        attribute("x", number(rect.x()));
        attribute("y", number(rect.y()));
        attribute("width", number(rect.width()));
        attribute("height", number(rect.height()));
        if (radius > 0)
            attribute("rx", number(radius));
    }

    void rect(const QRectF &rect, double radius, const QColor &fill)
    {
        startRect(rect, radius);
        fillStyle(fill);
        end();
    }

    void fillStyle(const QColor &fill)
    {
        if (fill.alpha() == 0)
            return attribute("fill", QStringLiteral("none"));
        attribute("fill", fill.name());
        opacityOf("fill-opacity", fill);
    }

    void opacityOf(const char *name, const QColor &colour)
    {
        const double opacity = colour.alphaF() * m_opacity;
        if (opacity < 0.995)
            attribute(name, number(opacity));
    }

    void strokeStyle(const QColor &stroke, double width, bool dashed)
    {
        attribute("stroke", stroke.name());
        attribute("stroke-width", number(width));
        opacityOf("stroke-opacity", stroke);
        if (dashed)
            attribute("stroke-dasharray",
                      number(3 * width) + QLatin1Char(' ') + number(2.5 * width));
    }

    void hatch(const QRectF &rect, double distance, const QColor &colour, double width)
    {
        QPainterPath lines;
        for (const QLineF &line : hatchLines(rect, distance)) {
            lines.moveTo(line.p1());
            lines.lineTo(line.p2());
        }
        m_xml.writeStartElement(QStringLiteral("path"));
        attribute("d", pathText(lines));
        attribute("fill", QStringLiteral("none"));
        strokeStyle(colour, width, false);
        end();
    }

    void text(QPointF at, const QString &words, Face face, double size, const QColor &colour,
              bool fromRight)
    {
        if (m_lettering == Lettering::outlines) {
            const QPointF back(fromRight ? widthOf(words, face, size) : 0, 0);
            return outlines(outlinesOf(at - back, words, face, size), colour);
        }
        const QFont font = fontOf(face, size);
        m_xml.writeStartElement(QStringLiteral("text"));
        attribute("x", number(at.x()));
        attribute("y", number(at.y()));
        attribute("xml:space", QStringLiteral("preserve"));
        attribute("font-family", familyText(face));
        attribute("font-size", number(font.pixelSize()));
        if (font.weight() != QFont::Normal)
            attribute("font-weight", QString::number(font.weight()));
        if (font.italic())
            attribute("font-style", QStringLiteral("italic"));
        if (fromRight)
            attribute("text-anchor", QStringLiteral("end"));
        fillStyle(colour);
        m_xml.writeCharacters(words);
        end();
    }

    void outlines(const QPainterPath &path, const QColor &colour)
    {
        if (path.isEmpty()) // of a space
            return;
        m_xml.writeStartElement(QStringLiteral("path"));
        attribute("d", pathText(path));
        fillStyle(colour);
        end();
    }

    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
    const Theme &m_theme;
    Lettering m_lettering;
    QString m_group;
    QHash<QString, int> m_counts; ///< groups of a name so far
    double m_opacity = 1;
};

} // namespace

QByteArray svgOf(const Scene &scene, const Theme &theme, Lettering lettering)
{
    return SvgWriter(theme, lettering).write(scene);
}

} // namespace ui
