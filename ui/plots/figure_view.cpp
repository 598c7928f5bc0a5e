// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_view.h"

#include "ui/plots/figure_words.h"
#include "ui/plots/plot_items.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QVBoxLayout>
#include <qcustomplot.h>

namespace ui {

namespace {

// Units: pixels.
constexpr double clickReach = 7; ///< what is clicked is meant
constexpr double reach = 14;     ///< to the nearest point
constexpr double trembling = 4;  ///< a click moves by less
constexpr int columnGap = 16, rowGap = 4, border = 12;
constexpr int gutter = 50; ///< for the numbers and the name of the y axes
constexpr double zoomStep = 0.85;
constexpr int lowRow = 190; ///< a row of panels below this has no room for words that can be missed

QCPRange rangeOf(const PlotAxis &axis)
{
    return {axis.from, axis.to};
}

QCPAxis &axisOf(const QCPAxisRect &rect, bool isX)
{
    return *rect.axis(isX ? QCPAxis::atBottom : QCPAxis::atLeft);
}

void setHeight(QCPLayoutElement &element, double height)
{
    element.setMinimumSize(0, static_cast<int>(height));
    element.setMaximumSize(QWIDGETSIZE_MAX, static_cast<int>(height));
}

} // namespace

FigureView::FigureView(QWidget *parent)
    : QWidget(parent), m_theme(themeOf(ThemeName::light)), m_plot(new QCustomPlot(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->setPlottingHints(QCP::phCacheLabels | QCP::phImmediateRefresh);
    m_plot->setMouseTracking(true);
    m_plot->setMinimumSize(0, 0);
    m_plot->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_plot, &QWidget::customContextMenuRequested, this,
            [this](QPoint at) { emit menuAsked(m_plot->mapToGlobal(at)); });
    m_plot->setFocusPolicy(Qt::NoFocus); // a click must not take the keyboard from the stage
    m_plot->installEventFilter(this);
    addLayers(*m_plot);
    connect(m_plot, &QCustomPlot::afterReplot, this, &FigureView::settle);
}

void FigureView::setZooms(bool zooms)
{
    m_zooms = zooms;
    m_plot->setInteractions(zooms ? QCP::iRangeDrag | QCP::iRangeZoom : QCP::Interactions());
}

void FigureView::setFigure(Figure figure, const Theme &theme)
{
    // Where somebody looks closely at, panel by panel, as long as it is the same axes.
    std::vector<std::optional<std::pair<QCPRange, QCPRange>>> shown(figure.panels.size());
    for (std::size_t i = 0; i < std::min(shown.size(), m_panels.size()); ++i)
        if (rangeOf(figure.panels[i].x) == rangeOf(m_figure.panels[i].x) &&
            rangeOf(figure.panels[i].y) == rangeOf(m_figure.panels[i].y))
            shown[i] = {axisOf(*m_panels[i].rect, true).range(),
                        axisOf(*m_panels[i].rect, false).range()};
    m_figure = std::move(figure);
    m_theme = theme;
    build();
    for (std::size_t i = 0; i < shown.size(); ++i)
        if (shown[i]) {
            axisOf(*m_panels[i].rect, true).setRange(shown[i]->first);
            axisOf(*m_panels[i].rect, false).setRange(shown[i]->second);
        }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void FigureView::build()
{
    m_panels.clear();
    m_plot->clearItems();
    m_plot->clearPlottables();
    m_plot->plotLayout()->clear();
    qDeleteAll(m_plot->findChildren<QCPMarginGroup *>());
    m_plot->setBackground(m_theme.resolve(Role::canvas));
    QCPLayoutGrid &grid = *m_plot->plotLayout();
    grid.setColumnSpacing(columnGap);
    grid.setRowSpacing(rowGap);
    grid.setMargins(QMargins(border, border - 4, border, border - 4));
    grid.setAutoMargins(QCP::msNone);
    m_isLow = isLow();
    m_title = addWords(*m_plot, m_theme, [this](double width) {
        return titleScene(m_figure, width, m_isLow ? TitleLines::one : TitleLines::asNeeded);
    });
    // It spans the columns: it stands in a grid of its own, above that of the panels.
    grid.setFillOrder(QCPLayoutGrid::foRowsFirst);
    grid.addElement(0, 0, m_title);
    auto *panels = new QCPLayoutGrid;
    panels->setColumnSpacing(columnGap);
    panels->setRowSpacing(rowGap);
    grid.addElement(1, 0, panels);
    panels->setMargins(QMargins(gutter, 0, 0, 0));
    panels->setAutoMargins(QCP::msNone);
    if (m_figure.panels.empty()) // a grid of nothing has no width, and would give the title none
        panels->addElement(0, 0, new QCPLayoutElement(m_plot));
    m_panels.reserve(m_figure.panels.size());
    const int count = static_cast<int>(m_figure.panels.size());
    const int columns = std::max(1, m_figure.columns);
    for (int first = 0; first < count; first += columns)
        addRow(first, first + columns >= count);
    for (std::size_t i = 0; i < m_panels.size(); ++i)
        connectRanges(i);
    fitWords();
    setPlayhead(m_step);
}

void FigureView::addRow(int firstPanel, bool isLast)
{
    auto &grid = *static_cast<QCPLayoutGrid *>(m_plot->plotLayout()->element(1, 0));
    const int columns = std::max(1, m_figure.columns);
    const int end = std::min(firstPanel + columns, static_cast<int>(m_figure.panels.size()));
    bool hasHeads = false;
    for (int i = firstPanel; i < end; ++i) {
        const PlotPanel &panel = m_figure.panels[static_cast<std::size_t>(i)];
        hasHeads = hasHeads || panel.badge || !panel.head.empty();
    }
    const int headRow = grid.rowCount(), row = headRow + (hasHeads ? 1 : 0);
    auto *bottoms = new QCPMarginGroup(m_plot);
    for (int i = firstPanel; i < end; ++i) {
        const PlotPanel &panel = m_figure.panels[static_cast<std::size_t>(i)];
        auto *rect = new QCPAxisRect(m_plot);
        // All panels are equally wide: the words of the y axis stand in the gutter.
        rect->setAutoMargins(QCP::msBottom);
        rect->setMargins(QMargins(0, 4, 0, 4));
        rect->setMinimumSize(20, 20);
        rect->setMarginGroup(QCP::msBottom, bottoms);
        rect->setRangeZoomFactor(zoomStep);
        const int column = i - firstPanel;
        if (hasHeads) {
            QCPLayoutElement *head = addWords(
                *m_plot, m_theme,
                [this, &panel, rect](double width) {
                    // A heading of a row has the row to itself.
                    const int right = m_plot->width() - border;
                    return headScene(panel, panel.badge ? width : right - rect->rect().left());
                },
                rect);
            setHeight(*head, headHeight);
            grid.addElement(headRow, column, head);
        }
        grid.addElement(row, column, rect);
        // Tokens stand below each panel, numbers only below the last one of a column.
        const bool isLowest = isLast || i + columns >= static_cast<int>(m_figure.panels.size());
        const PanelEdges edges{column == 0, column == 0 && hasRoomFor(panel.y.label),
                               isLowest || !panel.x.names.empty(), isLowest && !m_isLow};
        m_panels.push_back({rect, addPanel(*rect, panel, m_theme, edges)});
    }
    grid.setRowStretchFactor(row, 1);
    if (hasHeads)
        grid.setRowStretchFactor(headRow, 0.001);
}

/// Beside a panel, upright.
bool FigureView::hasRoomFor(const QString &label) const
{
    constexpr int shortest = 12;
    return !m_isLow || label.size() <= shortest;
}

void FigureView::fitWords()
{
    const double width = std::max(60, this->width() - 2 * border);
    setHeight(*m_title,
              titleScene(m_figure, width, m_isLow ? TitleLines::one : TitleLines::asNeeded)
                  .size.height());
    QCPLayoutGrid &grid = *m_plot->plotLayout();
    grid.setRowStretchFactor(0, 0.001);
    grid.setRowStretchFactor(1, 1);
}

/// Ticks are chosen before the panels have their size; where that is another one now, they are again.
void FigureView::settle()
{
    std::vector<QSize> sizes;
    for (const Panel &panel : m_panels)
        sizes.push_back(panel.rect->rect().size());
    if (std::exchange(m_sizes, sizes) != sizes)
        m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void FigureView::connectRanges(std::size_t panel)
{
    for (const bool isX : {true, false})
        connect(&axisOf(*m_panels[panel].rect, isX),
                qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this,
                [this, panel, isX] { follow(panel, isX); });
}

/// Panels over the same steps move together along them, those of a row up and down; nobody gets lost
/// outside the axes.
void FigureView::follow(std::size_t panel, bool isX)
{
    if (m_following)
        return;
    m_following = true;
    const PlotPanel &moved = m_figure.panels[panel];
    const QCPRange all = rangeOf(isX ? moved.x : moved.y);
    const QCPRange range = axisOf(*m_panels[panel].rect, isX).range().bounded(all.lower, all.upper);
    const auto columns = static_cast<std::size_t>(std::max(1, m_figure.columns));
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        const PlotPanel &other = m_figure.panels[i];
        const bool together = isX ? other.playhead == moved.playhead && rangeOf(other.x) == all
                                  : i / columns == panel / columns && rangeOf(other.y) == all;
        if (i == panel || together)
            axisOf(*m_panels[i].rect, isX).setRange(range);
    }
    m_following = false;
}

void FigureView::setPlayhead(const std::optional<double> &step)
{
    m_step = step;
    for (const Panel &panel : m_panels)
        panel.overlay->setPlayhead(step);
    repaintMoving();
}

void FigureView::setLit(const std::vector<PlotPoint> &points)
{
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        std::vector<PlotPoint> here;
        std::ranges::copy_if(points, std::back_inserter(here),
                             [i](const PlotPoint &point) { return point.panel == i; });
        m_panels[i].overlay->setLit(std::move(here));
    }
    repaintMoving();
}

void FigureView::repaintMoving()
{
    m_plot->layer(QLatin1String(movingLayer))->replot();
}

void FigureView::replotNow()
{
    m_plot->replot(QCustomPlot::rpImmediateRefresh);
}

void FigureView::showAll()
{
    for (std::size_t i = 0; i < m_panels.size(); ++i)
        for (const bool isX : {true, false})
            axisOf(*m_panels[i].rect, isX)
                .setRange(rangeOf(isX ? m_figure.panels[i].x : m_figure.panels[i].y));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QSizeF FigureView::panelSize(std::size_t panel) const
{
    return m_panels[panel].rect->size();
}

QPointF FigureView::placeOf(std::size_t panel, QPointF at) const
{
    const QCPAxisRect &rect = *m_panels[panel].rect;
    return QPointF(axisOf(rect, true).coordToPixel(at.x()),
                   axisOf(rect, false).coordToPixel(at.y())) +
           m_plot->pos();
}

std::pair<double, double> FigureView::shownX(std::size_t panel) const
{
    const QCPRange range = axisOf(*m_panels[panel].rect, true).range();
    return {range.lower, range.upper};
}

std::optional<PlotPoint> FigureView::pointAt(QPointF at, double within) const
{
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        const QCPAxisRect &rect = *m_panels[i].rect;
        if (!QRectF(rect.rect()).contains(at))
            continue;
        const QCPAxis &x = axisOf(rect, true), &y = axisOf(rect, false);
        return nearestPoint(m_figure, i, {x.pixelToCoord(at.x()), y.pixelToCoord(at.y())},
                            {rect.width() / x.range().size(), rect.height() / y.range().size()},
                            within);
    }
    return std::nullopt;
}

bool FigureView::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseMove: {
        const auto &mouse = *static_cast<QMouseEvent *>(event);
        if (mouse.buttons() == Qt::NoButton)
            emit pointedAt(pointAt(mouse.position(), reach));
        break;
    }
    case QEvent::MouseButtonPress: {
        const auto &mouse = *static_cast<QMouseEvent *>(event);
        if (mouse.button() == Qt::LeftButton)
            m_pressed = mouse.position();
        break;
    }
    case QEvent::MouseButtonRelease: {
        const auto &mouse = *static_cast<QMouseEvent *>(event);
        const bool stayed =
            m_pressed && (mouse.position() - *m_pressed).manhattanLength() < trembling;
        m_pressed.reset();
        if (mouse.button() == Qt::LeftButton && stayed)
            if (const auto point = pointAt(mouse.position(), clickReach))
                emit clicked(*point);
        break;
    }
    case QEvent::MouseButtonDblClick:
        showAll();
        break;
    case QEvent::Wheel:
        if (!m_zooms) {
            event->ignore();
            return true;
        }
        break;
    case QEvent::Leave:
        emit pointedAt(std::nullopt);
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void FigureView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_isLow != isLow())
        setFigure(m_figure, m_theme);
    if (m_title)
        fitWords();
}

bool FigureView::isLow() const
{
    const auto columns = static_cast<std::size_t>(std::max(1, m_figure.columns));
    const std::size_t rows = (m_figure.panels.size() + columns - 1) / columns;
    return rows > 0 && height() < lowRow * static_cast<int>(rows);
}

/// Lays out what was never shown, and takes away what moves.
void FigureView::prepareFile()
{
    for (const Panel &panel : m_panels) {
        panel.overlay->setPlayhead(std::nullopt);
        panel.overlay->setLit({});
    }
    fitWords();
    m_plot->resize(size());
    m_plot->setViewport(rect());
    m_plot->replot(QCustomPlot::rpImmediateRefresh);
}

QImage FigureView::image(double scale)
{
    prepareFile();
    const QImage image = m_plot->toPixmap(width(), height(), scale).toImage();
    setPlayhead(m_step);
    return image;
}

void FigureView::draw(QPaintDevice &device)
{
    prepareFile();
    QCPPainter painter(&device);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    m_plot->toPainter(&painter, width(), height());
    painter.end();
    setPlayhead(m_step);
}

} // namespace ui
