// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/pieces.h"

#include "ui/scene/rasters.h"
#include "ui/scene/text.h"
#include "ui/scene/token_text.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using core::Index;
using core::SequenceIndex;

/// Numbers are printed where each has room for four decimals, in lines of at least this height.
void printNumbers(Slits &slits, double line)
{
    constexpr double cell = 53; // seven characters of 11 pixels, and air at both ends
    const auto count = static_cast<int>(slits.values.size());
    const int fit = std::min(count, static_cast<int>(slits.rect.width() / cell));
    if (fit < 1)
        return;
    // As many in each line as in the others, so that the lines fill the width alike.
    const int lines = (count + fit - 1) / fit;
    const int columns = (count + lines - 1) / lines;
    const double height = slits.rect.height() / lines;
    if (height < line)
        return;
    slits.columns = columns;
    slits.textSize = height >= 17 && slits.rect.width() / columns >= 58 ? 12 : 11;
    slits.gap = 1;
}

} // namespace

Pieces::Pieces(const core::Trace &t, QSizeF size, Setting setting)
    : trace(t), inputRange(rampRange(t.largestInput)),
      hiddenRange(std::max(1.0, rampRange(t.largestOutput))), m_setting(setting)
{
    scene.size = size;
}

QString Pieces::character(SequenceIndex sequence, Index step) const
{
    return tokenAt(trace, sequence, step);
}

QString Pieces::sequenceText(SequenceIndex sequence) const
{
    return ui::sequenceText(trace, sequence);
}

QString Pieces::rowCount(Index rows)
{
    return rows == 1 ? tr("1 row") : tr("%1 rows").arg(rows);
}

std::vector<double> Pieces::elements(const core::RealTensor &tensor, Index first, Index count)
{
    std::vector<double> values;
    for (Index i = 0; i < count; ++i)
        values.push_back(tensor[first + i]);
    return values;
}

std::vector<double> Pieces::input(SequenceIndex sequence, Index step) const
{
    const Index D = trace.D();
    return elements(trace.paddedEmbedding, (sequence.value() * trace.paddedWidth() + step) * D, D);
}

std::vector<double> Pieces::output(core::Lane lane, SequenceIndex sequence, Index step) const
{
    const Index j = lane == core::Lane::packed ? trace.slotOf(sequence).value() : sequence.value();
    const core::LaneTrace &rows = trace.of(lane);
    const Index width = rows.output().extent(1);
    return elements(rows.output(), rows.row(step, j) * width, width);
}

void Pieces::text(QPointF at, const QString &content, Face face, double size, Colour colour,
                  Qt::Alignment align, double opacity, double maxWidth)
{
    text(at, {{content, face, colour}}, size, align, opacity, maxWidth);
}

void Pieces::text(QPointF at, std::vector<Span> spans, double size, Qt::Alignment align,
                  double opacity, double maxWidth)
{
    if (opacity > 0)
        scene.add(Label{at, align, size, std::move(spans), maxWidth}, {}, opacity);
}

void Pieces::line(QPointF from, QPointF to, Colour colour, double width, double opacity)
{
    QPainterPath path(from);
    path.lineTo(to);
    scene.add(Stroke{path, colour, {}, width}, {}, opacity);
}

void Pieces::badge(QRectF rect, SequenceIndex sequence, double opacity)
{
    if (rect.height() < 7 || opacity <= 0)
        return;
    const double side = std::min({rect.width(), rect.height(), 24.0});
    const QRectF square(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side);
    scene.add(Box{square, side * 0.28, Colour::hue(sequence), {}}, {}, opacity);
    if (side < 13)
        return;
    const QString letter = QString::fromStdString(core::sequenceName(sequence));
    const double size = letter.size() > 1 ? side * 0.46 : side * 0.56;
    if (letter.size() == 1 || size >= 8)
        text(square.center() + QPointF(0, size * 0.36), letter, Face::bold, std::max(11.0, size),
             Role::letter, Qt::AlignHCenter, opacity);
}

bool Pieces::hasRoomForValues(const QRectF &tile)
{
    return tile.height() >= 18 && tile.width() >= narrowestLetter;
}

double Pieces::capHeight(const QRectF &tile)
{
    return hasRoomForValues(tile) ? std::clamp(tile.height() * 0.55, 12.0, 18.0) : tile.height();
}

void Pieces::tile(const TileLook &look)
{
    if (look.opacity <= 0.01)
        return;
    QRectF rect = look.rect;
    const double radius = std::min({5.0, rect.width() * 0.2, rect.height() * 0.2});
    if (look.letter > 0 && rect.width() >= 12) {
        const double height = 14 * look.letter;
        const QRectF top(rect.topLeft(), QSizeF(rect.width(), height));
        scene.add(Box{top, std::min(radius, height / 2), Colour::hue(look.sequence), {}},
                  look.identity, look.opacity);
        if (look.letter > 0.9)
            text({top.center().x(), top.bottom() - 3.2},
                 QString::fromStdString(core::sequenceName(look.sequence)), Face::bold, 11,
                 Role::letter, Qt::AlignHCenter, look.opacity);
        rect.setTop(rect.top() + height);
    }
    const bool room = hasRoomForValues(rect);
    const bool values = !look.values.empty() && look.growth > 0 && room;
    const double cap = capHeight(rect);
    scene.add(Box{QRectF(rect.topLeft(), QSizeF(rect.width(), cap)),
                  radius,
                  Colour::cap(look.sequence),
                  {}},
              look.identity, look.opacity);
    if (rect.width() >= narrowestLetter && cap >= 11) {
        double size = cap >= 16 ? 13 : 11; // below that a descender reaches out of the cap
        while (size > m_setting.smallestToken &&
               widthOf(look.character, Face::mono, size) > rect.width() - 1)
            --size;
        text({rect.center().x(), rect.top() + cap / 2 + size * 0.33}, look.character, Face::mono,
             size, Role::ink, Qt::AlignHCenter, look.opacity, rect.width() - 1);
    }
    // A tile without numbers yet keeps its place open.
    if (room && look.growth < 1)
        scene.add(Box{rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, {}, Role::line, 1},
                  look.identity, look.opacity);
    if (!values)
        return;
    const double height = (rect.height() - cap) * look.growth;
    Slits slits;
    slits.rect = QRectF(rect.left(), rect.top() + cap, rect.width(), height);
    slits.values = look.values;
    slits.range = look.range;
    slits.radius = std::min(3.0, height / 2);
    slits.onPadding = look.onPadding;
    printNumbers(slits, m_setting.printedLine);
    scene.add(std::move(slits), look.identity, look.opacity);
}

void Pieces::pad(QRectF rect, Identity identity, double opacity, double reveal)
{
    rect.setWidth(rect.width() * reveal);
    if (rect.width() < 0.5)
        return;
    const double radius = std::min({5.0, rect.width() * 0.2, rect.height() * 0.2});
    const bool hatched = rect.width() >= 6 && rect.height() >= 6;
    scene.add(Box{rect, radius, Role::padGround, {}, 1, false, hatched}, identity, opacity);
}

void Pieces::filled(QRectF rect, Identity identity, double opacity)
{
    const double radius = std::min({5.0, rect.width() * 0.2, rect.height() * 0.2});
    scene.add(Box{rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, {}, Role::line, 1}, identity,
              opacity);
    const QString value = QLocale::c()
                              .toString(trace.document->options.paddingValue, 'g', 4)
                              .replace(QLatin1Char('-'), QChar(0x2212));
    if (rect.height() >= 13 && rect.width() >= widthOf(value, Face::mono, 12) + 2)
        text(rect.center() + QPointF(0, 4.2), value, Face::mono, 12, Role::ink3, Qt::AlignHCenter,
             opacity);
}

void Pieces::slits(QRectF rect, std::vector<double> values, Slits::Kind kind, Colour bar,
                   Identity identity, bool onPadding, double opacity)
{
    Slits row;
    row.rect = rect;
    row.kind = kind;
    row.values = std::move(values);
    row.range = hiddenRange;
    row.bar = bar;
    row.radius = 3;
    row.onPadding = onPadding;
    slits(std::move(row), identity, opacity);
}

void Pieces::slits(Slits row, Identity identity, double opacity)
{
    if (opacity <= 0.01 || row.values.empty())
        return;
    row.gap = row.rect.width() / static_cast<double>(row.values.size()) >= 6 ? 1 : 0;
    printNumbers(row, m_setting.printedLine);
    scene.add(std::move(row), identity, opacity);
}

void Pieces::moreRows(QPointF at, Index rows, double opacity)
{
    if (rows > 0)
        text(at, tr("… and %1 more sequences").arg(rows), Face::prose, 12, Role::ink3,
             Qt::AlignRight, opacity);
}

QPainterPath roundedPath(const std::vector<QPointF> &points, double radius)
{
    QPainterPath path(points.front());
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const QPointF in = points[i] - points[i - 1], out = points[i + 1] - points[i];
        const double before = std::hypot(in.x(), in.y()), after = std::hypot(out.x(), out.y());
        if (before == 0 || after == 0)
            continue;
        const double r = std::min({radius, before / 2, after / 2});
        path.lineTo(points[i] - in / before * r);
        path.quadTo(points[i], points[i] + out / after * r);
    }
    path.lineTo(points.back());
    return path;
}

} // namespace ui
