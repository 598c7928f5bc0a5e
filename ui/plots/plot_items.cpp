// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_items.h"

#include "ui/paint/hatch.h"
#include "ui/paint/paint_cache.h"
#include "ui/paint/painter.h"
#include "ui/scene/text.h"

#include <qcustomplot.h>

#include <cmath>

static_assert(QCUSTOMPLOT_VERSION >= 0x020100);

namespace ui {

namespace {

constexpr auto groundLayer = "ground", topLayer = "top";
// Units: pixels.
constexpr double corner = 4;
constexpr double smallestGapped = 4; ///< a cell below this has no gap around it
constexpr double smallestHatched = 4;
constexpr double tickSize = 11;
/// A map of more cells is one image in a drawing, too.
constexpr core::Index mostDrawnCells = 8192;

QPen penOf(const QColor &colour, double width)
{
    QPen pen(colour, width);
    // Square ends join where lines meet; round ones cost fifty times as much.
    pen.setCapStyle(Qt::SquareCap);
    return pen;
}

/// There is no line to a number that is not finite.
bool isDrawn(const QLineF &piece)
{
    return std::isfinite(piece.x1()) && std::isfinite(piece.y1()) && std::isfinite(piece.x2()) &&
           std::isfinite(piece.y2());
}

/// Cuts a line into its dashes, so that they run on over corners. Units: pixels.
QVector<QLineF> dashes(const QVector<QPointF> &points, double dash, double gap)
{
    QVector<QLineF> lines;
    double along = 0;
    for (int i = 1; i < points.size(); ++i) {
        const QLineF piece(points[i - 1], points[i]);
        if (!isDrawn(piece))
            continue;
        const double length = piece.length();
        for (double done = 0; done < length;) {
            const double phase = std::fmod(along, dash + gap);
            const bool on = phase < dash;
            const double next = std::min(length - done, (on ? dash : dash + gap) - phase + 1e-9);
            if (on)
                lines.append({piece.pointAt(done / length), piece.pointAt((done + next) / length)});
            done += next;
            along += next;
        }
    }
    return lines;
}

/// A polyline wider than a pixel is stroked as one shape, which takes Qt a thousand times as long as its
/// pieces do. In a drawing it stays one line.
bool drawFast(QCPPainter &painter, const QVector<QPointF> &points, bool dashed)
{
    const double width = painter.pen().widthF();
    if (painter.modes().testFlag(QCPPainter::pmVectorized)) {
        QPen pen = painter.pen();
        if (dashed)
            pen.setDashPattern({4 / width, 3 / width});
        pen.setCapStyle(Qt::FlatCap);
        pen.setJoinStyle(Qt::RoundJoin);
        painter.setPen(pen);
        return false;
    }
    // Where there are more points than pixels, smooth edges are not to be seen but take most of the time.
    if (width <= 1 && !points.empty() &&
        static_cast<double>(points.size()) > std::abs(points.back().x() - points.front().x()))
        painter.setAntialiasing(false);
    if (dashed) {
        QPen pen = painter.pen();
        pen.setCapStyle(Qt::FlatCap);
        painter.setPen(pen);
        painter.drawLines(dashes(points, 4, 3));
        return true;
    }
    QVector<QLineF> lines;
    lines.reserve(points.size());
    for (int i = 1; i < points.size(); ++i)
        if (const QLineF piece(points[i - 1], points[i]); isDrawn(piece))
            lines.append(piece);
    painter.drawLines(lines);
    return true;
}

class FastGraph : public QCPGraph {
  public:
    FastGraph(QCPAxis *x, QCPAxis *y, bool dashed) : QCPGraph(x, y), m_dashed(dashed) {}

  protected:
    void drawLinePlot(QCPPainter *painter, const QVector<QPointF> &lines) const override
    {
        if (!drawFast(*painter, lines, m_dashed))
            QCPGraph::drawLinePlot(painter, lines);
    }

  private:
    bool m_dashed;
};

class FastPath : public QCPCurve {
  public:
    FastPath(QCPAxis *x, QCPAxis *y, bool dashed) : QCPCurve(x, y), m_dashed(dashed) {}

  protected:
    void drawCurveLine(QCPPainter *painter, const QVector<QPointF> &lines) const override
    {
        if (!drawFast(*painter, lines, m_dashed))
            QCPCurve::drawCurveLine(painter, lines);
    }

  private:
    bool m_dashed;
};

/// Numbers where they have room; the names of the steps where each has.
class StepTicker : public QCPAxisTicker {
  public:
    StepTicker(const QCPAxis &axis, QList<QString> names) : m_axis(axis), m_names(std::move(names))
    {
        for (const QString &name : m_names)
            m_widest = std::max(m_widest, widthOf(name, Face::mono, tickSize));
    }

  protected:
    double getTickStep(const QCPRange &range) override
    {
        const bool lying = m_axis.orientation() == Qt::Horizontal;
        const QCPAxisRect &rect = *m_axis.axisRect();
        const double pixels = (lying ? rect.width() : rect.height()) / range.size();
        m_named = !m_names.empty() && pixels >= m_widest + 2;
        const double wanted =
            lying ? widthOf(QString::number(std::ceil(range.upper)), Face::mono, tickSize) + 8
                  : 2 * tickSize;
        double step = 1;
        // 1, 2, 5, 10, 20, 50 …
        for (int i = 0; !m_named && step * pixels < wanted && i < 40; ++i)
            step *= i % 3 == 1 ? 2.5 : 2;
        return step;
    }
    QVector<double> createTickVector(double step, const QCPRange &range) override
    {
        QVector<double> ticks;
        for (double at = std::ceil(range.lower / step) * step; at <= range.upper; at += step)
            ticks.append(at);
        return ticks;
    }
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale &, QChar, int) override
    {
        const auto at = static_cast<qsizetype>(std::lround(tick));
        if (m_named)
            return at >= 0 && at < m_names.size() ? m_names[at] : QString();
        return numberText(tick, 0);
    }

  private:
    const QCPAxis &m_axis;
    QList<QString> m_names;
    double m_widest = 0;
    bool m_named = false;
};

/// Numbers with a real minus sign, as many as there is room for.
class NumberTicker : public QCPAxisTicker {
  public:
    explicit NumberTicker(const QCPAxis &axis) : m_axis(axis) {}

  protected:
    double getTickStep(const QCPRange &range) override
    {
        const QCPAxisRect &rect = *m_axis.axisRect();
        const bool lying = m_axis.orientation() == Qt::Horizontal;
        setTickCount(std::clamp(lying ? rect.width() / 110 : rect.height() / 45, 2, 6));
        return QCPAxisTicker::getTickStep(range);
    }
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale &locale, QChar format, int precision) override
    {
        return QCPAxisTicker::getTickLabel(tick, locale, format, precision)
            .replace(QLatin1Char('-'), QChar(0x2212));
    }

  private:
    const QCPAxis &m_axis;
};

/// Something in a panel that is painted with its axes.
class PanelItem : public QCPAbstractItem {
  public:
    PanelItem(QCPAxisRect &rect, const char *layer, const PlotPanel &panel, const Theme &theme)
        : QCPAbstractItem(rect.parentPlot()), m_rect(rect), m_panel(panel), m_theme(theme)
    {
        setLayer(QLatin1String(layer));
        setClipToAxisRect(false);
        setSelectable(false);
    }
    double selectTest(const QPointF &, bool, QVariant *) const override { return -1; }

  protected:
    [[nodiscard]] QRectF area() const { return m_rect.rect(); }
    [[nodiscard]] QPointF toPixels(QPointF at) const
    {
        return {m_rect.axis(QCPAxis::atBottom)->coordToPixel(at.x()),
                m_rect.axis(QCPAxis::atLeft)->coordToPixel(at.y())};
    }
    [[nodiscard]] QRectF toPixels(const QRectF &rect) const
    {
        return QRectF(toPixels(rect.topLeft()), toPixels(rect.bottomRight())).normalized();
    }
    [[nodiscard]] const PlotPanel &panel() const { return m_panel; }
    [[nodiscard]] QColor colour(const Colour &of) const { return m_theme.resolve(of); }

  private:
    QCPAxisRect &m_rect;
    const PlotPanel &m_panel;
    const Theme &m_theme;
};

/// What lies under the curves.
class Ground : public PanelItem {
  public:
    Ground(QCPAxisRect &rect, const PlotPanel &panel, const Theme &theme)
        : PanelItem(rect, groundLayer, panel, theme)
    {
        if (panel.map)
            makeImage();
    }

  protected:
    void draw(QCPPainter *painter) override
    {
        painter->setAntialiasing(true);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour(Role::panel));
        if (!panel().map) // which covers it
            painter->drawRoundedRect(area(), corner, corner);
        painter->save();
        painter->setClipRect(area(), Qt::IntersectClip);
        painter->setAntialiasing(false);
        for (const QRectF &rect : panel().hatched)
            hatch(*painter, toPixels(rect) & area(), paddingHatch);
        if (panel().map)
            drawMap(*painter);
        for (const Tiles &tiles : panel().tiles)
            drawTiles(*painter, tiles);
        painter->restore();
    }

  private:
    void hatch(QCPPainter &painter, const QRectF &rect, double distance) const
    {
        const auto lines = hatchLines(rect, distance);
        painter.setAntialiasing(true);
        painter.setPen(QPen(colour(Role::padHatch), 1));
        painter.drawLines(lines.data(), static_cast<int>(lines.size()));
        painter.setAntialiasing(false);
        painter.setPen(Qt::NoPen);
    }

    void makeImage()
    {
        const PlotMap &map = *panel().map;
        m_image =
            QImage(static_cast<int>(map.columns), static_cast<int>(map.rows), QImage::Format_RGB32);
        for (int row = 0; row < m_image.height(); ++row) {
            auto *line = reinterpret_cast<QRgb *>(m_image.scanLine(row));
            for (int column = 0; column < m_image.width(); ++column)
                line[column] = cellColour(map, row, column).rgb();
        }
    }

    [[nodiscard]] QColor cellColour(const PlotMap &map, core::Index row, core::Index column) const
    {
        return colour(Colour::ramp(
            map.values[static_cast<std::size_t>(row * map.columns + column)] / map.range));
    }

    void drawMap(QCPPainter &painter) const
    {
        const PlotMap &map = *panel().map;
        const QRectF whole = toPixels(
            QRectF(-0.5, -0.5, static_cast<double>(map.columns), static_cast<double>(map.rows)));
        const QSizeF cell(whole.width() / static_cast<double>(map.columns),
                          whole.height() / static_cast<double>(map.rows));
        const bool large = std::min(cell.width(), cell.height()) >= smallestGapped;
        const bool drawing = painter.modes().testFlag(QCPPainter::pmVectorized);
        if (!large && (!drawing || map.rows * map.columns > mostDrawnCells)) {
            drawImage(painter, whole);
        } else {
            for (core::Index row = 0; row < map.rows; ++row)
                for (core::Index column = 0; column < map.columns; ++column)
                    painter.fillRect(gapped(cellRect(row, column), large ? 1 : 0),
                                     cellColour(map, row, column));
        }
        if (map.onPadding < map.columns && std::min(cell.width(), cell.height()) >= smallestHatched)
            hatch(painter,
                  toPixels(QRectF(static_cast<double>(map.onPadding) - 0.5, -0.5,
                                  static_cast<double>(map.columns - map.onPadding),
                                  static_cast<double>(map.rows))),
                  onPaddingHatch);
    }

    /// Enlarging takes several times as long as copying, so what was enlarged last is kept.
    void drawImage(QCPPainter &painter, const QRectF &whole) const
    {
        if (whole.width() > area().width() + 1 || whole.height() > area().height() + 1) {
            painter.drawImage(whole, m_image);
            return;
        }
        const double ratio = painter.device()->devicePixelRatioF();
        const QSize size = (whole.size() * ratio).toSize();
        if (m_enlarged.size() != size)
            m_enlarged = m_image.scaled(size, Qt::IgnoreAspectRatio, Qt::FastTransformation);
        m_enlarged.setDevicePixelRatio(ratio);
        painter.drawImage(whole.topLeft(), m_enlarged);
    }

    [[nodiscard]] QRectF cellRect(core::Index row, core::Index column) const
    {
        return toPixels(
            QRectF(static_cast<double>(column) - 0.5, static_cast<double>(row) - 0.5, 1, 1));
    }

    /// On whole pixels, so that gaps are even.
    static QRectF gapped(const QRectF &rect, double gap)
    {
        const QRectF whole(QPointF(std::round(rect.left()), std::round(rect.top())),
                           QPointF(std::round(rect.right()), std::round(rect.bottom())));
        return whole.adjusted(0, 0, -gap, -gap);
    }

    void drawTiles(QCPPainter &painter, const Tiles &tiles) const
    {
        for (const PlotTile &tile : tiles.tiles) {
            const QRectF rect = toPixels(tile.rect);
            if (!rect.intersects(area()))
                continue;
            const double gap =
                rect.width() >= smallestGapped && rect.height() >= smallestGapped ? tiles.gap : 0;
            const QRectF inner = gapped(rect, gap);
            painter.fillRect(inner, colour(tile.fill));
            if (tile.onPadding && inner.width() >= smallestHatched)
                hatch(painter, inner & area(), onPaddingHatch);
        }
    }

    QImage m_image; ///< a pixel a cell
    mutable QImage m_enlarged;
};

/// What stands on the curves.
class Top : public PanelItem {
  public:
    Top(QCPAxisRect &rect, const PlotPanel &panel, const Theme &theme)
        : PanelItem(rect, topLayer, panel, theme)
    {
    }

  protected:
    void draw(QCPPainter *painter) override
    {
        painter->setAntialiasing(true);
        painter->save();
        painter->setClipRect(area().adjusted(-5, -5, 5, 5), Qt::IntersectClip);
        for (const PlotFrame &frame : panel().frames) {
            painter->setPen(QPen(colour(frame.stroke), 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(toPixels(frame.rect));
        }
        for (const PlotMark &mark : panel().marks) {
            painter->setPen(QPen(colour(Role::canvas), 1.2));
            painter->setBrush(colour(mark.fill));
            painter->drawEllipse(toPixels(mark.at), mark.radius + 0.6, mark.radius + 0.6);
        }
        painter->restore();
        for (const PlotNote &note : panel().notes)
            write(*painter, note);
    }

  private:
    void write(QCPPainter &painter, const PlotNote &note) const
    {
        const QPointF at = toPixels(note.at);
        if (!area().adjusted(-1, -1, 1, 1).contains(at))
            return;
        const double room =
            note.width > 0 ? toPixels(QRectF(0, 0, note.width, 0)).width() - 6 : 1e4;
        const QString text = elided(note.text.text, note.text.face, note.size, room);
        // Of a short name in the middle of a column nothing would be left to be read.
        if (text != note.text.text && (note.align & Qt::AlignHCenter || text.size() < 4))
            return;
        const double width = widthOf(text, note.text.face, note.size);
        constexpr double away = 6; // from the point
        QPointF base = at;
        if (note.align & Qt::AlignHCenter)
            base.rx() -= width / 2;
        else if (note.align & Qt::AlignRight)
            base.rx() -= width;
        if (note.align & Qt::AlignBottom)
            base.ry() -= away;
        else if (note.align & Qt::AlignTop)
            base.ry() += note.size + away;
        else
            base.ry() += note.size * 0.36;
        painter.setFont(fontOf(note.text.face, note.size));
        painter.setPen(colour(note.text.colour));
        painter.drawText(base, text);
    }
};

class Overlay : public PanelItem, public PlotOverlay {
  public:
    Overlay(QCPAxisRect &rect, const PlotPanel &panel, const Theme &theme)
        : PanelItem(rect, movingLayer, panel, theme)
    {
    }
    void setPlayhead(const std::optional<double> &step) override { m_step = step; }
    void setLit(std::vector<PlotPoint> points) override { m_lit = std::move(points); }

  protected:
    void draw(QCPPainter *painter) override
    {
        painter->save();
        painter->setClipRect(area().adjusted(-4, -4, 4, 4), Qt::IntersectClip);
        if (m_step && panel().playhead == Playhead::line)
            drawLine(*painter);
        painter->setAntialiasing(true);
        if (m_step && panel().playhead == Playhead::points)
            for (const Curve &curve : panel().curves)
                if (!curve.isDrawnOnly)
                    drawRing(*painter, curve);
        for (const PlotPoint &point : m_lit)
            light(*painter, point);
        painter->restore();
    }

  private:
    void drawLine(QCPPainter &painter) const
    {
        const double x = std::round(toPixels(QPointF(*m_step, 0)).x());
        if (x < area().left() || x > area().right())
            return;
        painter.setAntialiasing(false);
        painter.fillRect(QRectF(x, area().top(), 1, area().height()), colour(Role::accent));
    }

    void drawRing(QCPPainter &painter, const Curve &curve) const
    {
        const double place = *m_step - static_cast<double>(curve.firstStep);
        const double last = static_cast<double>(std::ssize(curve.x)) - 1;
        // A packed path stays where it ended; a padded one has not begun before its first step.
        if (last < 0 || place < 0 || (curve.dashed && place > last))
            return;
        const double at = std::min(place, last);
        const auto before = static_cast<std::size_t>(at);
        const auto after = std::min(before + 1, curve.x.size() - 1);
        const double share = at - std::floor(at);
        const QPointF point(std::lerp(curve.x[before], curve.x[after], share),
                            std::lerp(curve.y[before], curve.y[after], share));
        painter.setPen(QPen(colour(Role::accent), 2));
        painter.setBrush(colour(Role::canvas));
        painter.drawEllipse(toPixels(point), 5, 5);
    }

    void light(QCPPainter &painter, const PlotPoint &point) const
    {
        painter.setBrush(Qt::NoBrush);
        if (point.rect) {
            painter.setPen(QPen(colour(Role::ink), 2));
            painter.drawRect(toPixels(*point.rect));
            return;
        }
        painter.setPen(QPen(colour(Role::ink), 2));
        painter.setBrush(colour(Role::canvas));
        painter.drawEllipse(toPixels(point.at), 4, 4);
    }

    std::optional<double> m_step;
    std::vector<PlotPoint> m_lit;
};

class Words : public QCPLayoutElement {
  public:
    Words(QCustomPlot &plot, const Theme &theme, std::function<Scene(double)> build,
          const QCPAxisRect *over)
        : QCPLayoutElement(&plot), m_theme(theme), m_build(std::move(build)), m_over(over)
    {
        setAutoMargins(QCP::msNone);
        setMargins(QMargins());
    }

  protected:
    void applyDefaultAntialiasingHint(QCPPainter *painter) const override
    {
        painter->setAntialiasing(true);
    }
    void draw(QCPPainter *painter) override
    {
        painter->save();
        painter->setClipping(false);
        const QRect place = m_over ? m_over->rect() : rect();
        painter->translate(place.left(), rect().top());
        if (m_scene.size.width() != place.width())
            m_scene = m_build(place.width());
        // Words may reach into the place of others, which must not wipe them out.
        const bool drawing = painter->modes().testFlag(QCPPainter::pmVectorized);
        if (!m_scene.items.empty())
            paintScene(*painter, m_scene, m_theme, drawing ? nullptr : &m_cache);
        painter->restore();
    }

  private:
    Scene m_scene; ///< for the last width
    PaintCache m_cache;
    const Theme &m_theme;
    std::function<Scene(double)> m_build;
    const QCPAxisRect *m_over;
};

/// `isMarked`: a sign stands between the axis and its numbers.
void styleAxis(QCPAxis &axis, const PlotAxis &data, const Theme &theme, bool outer, bool named,
               bool isMarked)
{
    axis.setVisible(true);
    axis.setRange(data.from, data.to);
    axis.setRangeReversed(!data.upwards);
    axis.setBasePen(Qt::NoPen);
    axis.setTickPen(Qt::NoPen);
    axis.setSubTicks(false);
    axis.setTickLength(0, 0);
    axis.setTickLabels(outer);
    axis.setTickLabelFont(fontOf(Face::mono, tickSize));
    axis.setTickLabelColor(theme.resolve(Role::ink3));
    axis.setTickLabelPadding(isMarked ? 13 : 6);
    if (named) {
        axis.setLabel(data.label);
        axis.setLabelFont(fontOf(Face::prose, tickSize));
        axis.setLabelColor(theme.resolve(Role::ink3));
        axis.setLabelPadding(3);
    }
    axis.grid()->setPen(Qt::NoPen);
    axis.grid()->setZeroLinePen(axis.orientation() == Qt::Vertical && data.from < 0 && !data.whole
                                    ? QPen(theme.resolve(Role::ink4), 1, Qt::DotLine)
                                    : QPen(Qt::NoPen));
    if (data.whole)
        axis.setTicker(QSharedPointer<StepTicker>::create(axis, data.names));
    else
        axis.setTicker(QSharedPointer<NumberTicker>::create(axis));
}

void addCurve(QCPAxisRect &rect, const Curve &curve, const Theme &theme, bool isPath)
{
    QCPAxis *x = rect.axis(QCPAxis::atBottom), *y = rect.axis(QCPAxis::atLeft);
    const QVector<double> xs(curve.x.begin(), curve.x.end()), ys(curve.y.begin(), curve.y.end());
    const QPen pen = penOf(theme.resolve(curve.colour), curve.width);
    if (isPath) {
        auto *path = new FastPath(x, y, curve.dashed);
        path->setData(xs, ys);
        path->setPen(pen);
        return;
    }
    auto *graph = new FastGraph(x, y, curve.dashed);
    graph->setData(xs, ys, true);
    graph->setPen(pen);
    if (curve.fill.kind != Colour::Kind::none)
        graph->setBrush(theme.resolve(curve.fill));
}

} // namespace

void addLayers(QCustomPlot &plot)
{
    plot.addLayer(QLatin1String(groundLayer), plot.layer(QStringLiteral("background")));
    // A layer with a buffer of its own parts those below it from those above, and each buffer is cleared and
    // painted in full: so there is one, and it is the last.
    plot.layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmLogical);
    plot.addLayer(QLatin1String(topLayer), plot.layer(QStringLiteral("overlay")));
    plot.addLayer(QLatin1String(movingLayer), plot.layer(QLatin1String(topLayer)));
    plot.layer(QLatin1String(movingLayer))->setMode(QCPLayer::lmBuffered);
}

PlotOverlay *addPanel(QCPAxisRect &rect, const PlotPanel &panel, const Theme &theme,
                      PanelEdges edges)
{
    for (const auto side : {QCPAxis::atTop, QCPAxis::atRight})
        rect.axis(side)->setVisible(false);
    styleAxis(*rect.axis(QCPAxis::atBottom), panel.x, theme, edges.steps, edges.bottom, false);
    styleAxis(*rect.axis(QCPAxis::atLeft), panel.y, theme, edges.left, edges.leftName,
              panel.map.has_value());
    new Ground(rect, panel, theme);
    for (const Curve &curve : panel.curves)
        addCurve(rect, curve, theme, panel.playhead == Playhead::points);
    new Top(rect, panel, theme);
    return new Overlay(rect, panel, theme);
}

QCPLayoutElement *addWords(QCustomPlot &plot, const Theme &theme,
                           std::function<Scene(double width)> build, const QCPAxisRect *over)
{
    return new Words(plot, theme, std::move(build), over);
}

} // namespace ui
