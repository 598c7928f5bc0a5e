// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/heatmap.h"

#include "ui/scene/text.h"
#include "ui/views/appearance.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

using core::Index;

// Units: pixels.
constexpr int gutter = 20, blockGap = 4;
constexpr double letterSize = 14;
constexpr double smallestFrame = 5;
/// No screen shows more.
constexpr QSize mostCells(2048, 2048);
constexpr double widestCell = 64, highestCell = 40;

struct Gate {
    const char *letter;
    Role role;
};
constexpr std::array<Gate, 3> gates{
    {{"r", Role::reset}, {"z", Role::update}, {"n", Role::candidate}}};

int per(Index count, int most)
{
    return static_cast<int>((count + most - 1) / most);
}

double largestOf(const core::Tensor<double> &tensor)
{
    double largest = 0;
    for (const double value : tensor.data)
        largest = std::max(largest, std::abs(value));
    return largest;
}

TableRange rangeOf(const QItemSelectionRange &selected)
{
    return {selected.top(), selected.left(), selected.height(), selected.width()};
}

} // namespace

Heatmap::Heatmap(const ParameterTable &table, QItemSelectionModel &selection,
                 const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_table(table), m_selection(selection), m_appearance(appearance)
{
    setMinimumSize(160, 120);
    setCursor(Qt::CrossCursor);
    setAccessibleName(tr("All numbers as colours"));
    connect(&table, &QAbstractItemModel::dataChanged, this, &Heatmap::forget);
    connect(&table, &QAbstractItemModel::modelReset, this, &Heatmap::forget);
    connect(&selection, &QItemSelectionModel::selectionChanged, this,
            qOverload<>(&QWidget::update));
    connect(&selection, &QItemSelectionModel::currentChanged, this, qOverload<>(&QWidget::update));
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void Heatmap::forget()
{
    m_raster.reset();
    m_cache = {};
    m_from = {};
    update();
}

int Heatmap::blocks() const
{
    return m_table.unitsOfBlock() > 0 ? 3 : 1;
}

/// Cells as large as there is room, but none so large that a small matrix is all there is to see.
QRectF Heatmap::grid() const
{
    const int left = blocks() > 1 ? gutter : 0, gaps = (blocks() - 1) * blockGap;
    const double width =
        std::min<double>(QWidget::width() - left, m_table.columnCount() * widestCell);
    const double most =
        std::min<double>(QWidget::height() - gaps, m_table.rowCount() * highestCell);
    const double height = std::floor(most / blocks()) * blocks(); // blocks end where pixels do
    return {static_cast<double>(left), 0, width, height};
}

QRectF Heatmap::rectOf(const TableRange &range) const
{
    const QRectF whole = grid();
    const Index inBlock = std::max<Index>(1, m_table.rowCount() / blocks());
    const auto gapsAbove = [&](int row) {
        const Index above = row / inBlock;
        return static_cast<double>(above * blockGap);
    };
    const double perRow = whole.height() / m_table.rowCount();
    const double perColumn = whole.width() / m_table.columnCount();
    const int last = range.top + range.rows - 1;
    const double top = range.top * perRow + gapsAbove(range.top);
    const double bottom = (last + 1) * perRow + gapsAbove(last);
    return {whole.left() + range.left * perColumn, top, range.columns * perColumn, bottom - top};
}

QModelIndex Heatmap::cellAt(QPointF at) const
{
    const QRectF whole = grid();
    const double blockHeight = whole.height() / blocks();
    const int block = static_cast<int>(at.y() / (blockHeight + blockGap));
    const double y = at.y() - block * blockGap;
    if (at.x() < whole.left() || at.x() >= whole.right() || at.y() < 0 || block >= blocks() ||
        y >= (block + 1) * blockHeight)
        return {};
    return m_table.index(
        static_cast<int>(y / whole.height() * m_table.rowCount()),
        static_cast<int>((at.x() - whole.left()) / whole.width() * m_table.columnCount()));
}

double Heatmap::range()
{
    static_cast<void>(raster());
    return m_range;
}

int Heatmap::numbersOfPixel() const
{
    const QRectF whole = grid();
    const auto of = [](int cells, double pixels) {
        return std::max(1, static_cast<int>(std::lround(cells / std::max(1.0, pixels))));
    };
    return of(m_table.rowCount(), whole.height()) * of(m_table.columnCount(), whole.width());
}

QSize Heatmap::sizeHint() const
{
    return {320, 320};
}

const SharedRaster &Heatmap::raster()
{
    if (!m_raster) {
        m_range = rampRange(largestOf(m_table.tensor()));
        m_raster = std::make_shared<const Raster>(
            rasterOf(m_table.tensor(), m_table.columnCount(), m_range, mostCells));
    }
    return m_raster;
}

void Heatmap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBlocks(painter);
    paintSelection(painter);
}

void Heatmap::paintBlocks(QPainter &painter)
{
    const Theme &theme = m_appearance.theme();
    const int rows = m_table.rowCount(), inBlock = rows / blocks();
    for (int block = 0; block < blocks(); ++block) {
        const QRectF place =
            rectOf({block * inBlock, 0, blocks() > 1 ? inBlock : rows, m_table.columnCount()});
        const double scale = devicePixelRatioF();
        const QSize pixels(static_cast<int>(std::ceil(grid().width() * scale)),
                           static_cast<int>(std::ceil(grid().height() * scale)));
        const QImage &image = m_cache.fitted(raster(), theme, pixels);
        const double share = static_cast<double>(image.height()) / blocks();
        painter.drawImage(place, image, QRectF(0, block * share, image.width(), share));
        if (blocks() == 1)
            continue;
        const auto &[letter, role] = gates[static_cast<std::size_t>(block)];
        painter.setFont(fontOf(Face::italic, letterSize));
        painter.setPen(theme.resolve(role));
        painter.drawText(QRectF(0, place.top(), gutter - 6, place.height()), Qt::AlignCenter,
                         QLatin1String(letter));
    }
}

void Heatmap::paintSelection(QPainter &painter)
{
    const Theme &theme = m_appearance.theme();
    const auto frame = [&](QRectF rect, Role role, double width) {
        const QPointF centre = rect.center();
        rect.setSize(rect.size().expandedTo(QSizeF(smallestFrame, smallestFrame)));
        rect.moveCenter(centre);
        painter.setPen(QPen(theme.resolve(role), width));
        painter.drawRect(rect.adjusted(-1, -1, 1, 1));
    };
    painter.setBrush(Qt::NoBrush);
    for (const QItemSelectionRange &selected : m_selection.selection())
        for (const auto &[role, width] :
             {std::pair(Role::canvas, 5.0), std::pair(Role::accent, 2.0)})
            frame(rectOf(rangeOf(selected)), role, width);
}

void Heatmap::select(QPointF to, QItemSelectionModel::SelectionFlags how)
{
    const QModelIndex cell = cellAt(to);
    if (!cell.isValid())
        return;
    if (!m_from.isValid())
        m_from = cell;
    m_selection.setCurrentIndex(cell, QItemSelectionModel::NoUpdate);
    m_selection.select(QItemSelection(m_from, cell), how);
}

void Heatmap::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_from = {};
    select(event->position(), QItemSelectionModel::ClearAndSelect);
}

void Heatmap::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        select(event->position(), QItemSelectionModel::ClearAndSelect);
}

bool Heatmap::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QModelIndex cell = cellAt(help->pos());
    QToolTip::showText(help->globalPos(), cell.data(Qt::ToolTipRole).toString(), this);
    return true;
}

Raster rasterOf(const core::Tensor<double> &tensor, Index columns, double range, QSize most)
{
    const Index rows = columns > 0 ? tensor.size() / columns : 0;
    const int down = per(rows, most.height()), across = per(columns, most.width());
    Raster raster;
    raster.height = per(rows, std::max(1, down));
    raster.width = per(columns, std::max(1, across));
    raster.cells.reserve(static_cast<std::size_t>(raster.width) *
                         static_cast<std::size_t>(raster.height));
    std::vector<double> sums(static_cast<std::size_t>(raster.width));
    for (int y = 0; y < raster.height; ++y) {
        const Index first = Index{y} * down, end = std::min(rows, first + down);
        std::ranges::fill(sums, 0.0);
        for (Index row = first; row < end; ++row)
            for (Index column = 0; column < columns; ++column)
                sums[static_cast<std::size_t>(column / across)] += tensor[row * columns + column];
        for (int x = 0; x < raster.width; ++x) {
            const Index wide = std::min<Index>(across, columns - Index{x} * across);
            raster.cells.push_back(Raster::ramp(sums[static_cast<std::size_t>(x)] /
                                                static_cast<double>((end - first) * wide) / range));
        }
    }
    return raster;
}

} // namespace ui
