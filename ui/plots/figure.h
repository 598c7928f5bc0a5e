// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/scene.h"

#include <QStringList>

#include <functional>

namespace ui {

// A plot as data, as a Scene is a picture as data: what a FigureView draws, a test reads and a file gets.
// Places are in the units of a panel's axes.

struct PlotAxis {
    QString label; ///< the quantity and its unit, or its range
    double from = 0;
    double to = 1;
    /// What stands at 0, 1, 2, …; where there is no room for it, or it is empty, numbers do.
    QStringList names{};
    bool whole = false; ///< ticks at whole numbers alone
    bool shown = true;
    bool upwards = true; ///< false: the first row on top
};

/// Numbers in their order, joined by a line.
struct Curve {
    QString name;
    std::vector<double> x, y; ///< as many of each
    Colour colour = Role::ink;
    double width = 1; ///< pixels
    bool dashed = false;
    bool isDrawnOnly = false; ///< it repeats numbers that another curve has
    Colour fill{};            ///< between the curve and zero
    /// Which number of the trace a point is; none: it leads nowhere.
    std::function<Target(core::Index point)> target{};
    /// Which step of time a point belongs to: the first's; each point is one more.
    core::Index firstStep = 0;
};

/// A rectangle for a number.
struct PlotTile {
    QString name;
    QRectF rect;
    Colour fill;
    bool onPadding = false;
    double value = 0;
    Target target{};
};
/// Rectangles side by side: columns, stacked shares.
struct Tiles {
    std::vector<PlotTile> tiles;
    double gap = 1; ///< pixels between them, where there is room
};

/// The states of a sequence as colours on the ramp, a row a unit, a column a step; cell (row, column) is the
/// unit square around x = column, y = row. Up to its end the packed lane's, then the padded one's.
struct PlotMap {
    QString name;
    core::Index rows = 0;
    core::Index columns = 0;
    std::vector<double> values; ///< row by row
    double range = 1;           ///< the value at the end of the ramp
    core::Index onPadding = 0;  ///< the first column that was computed on padding
    Identity state;             ///< of the first column

    [[nodiscard]] Target targetAt(core::Index row, core::Index column) const;
    /// Which rows a target is, in which column: one, or all of a whole state; nothing if it is not here.
    struct Place {
        core::Index column = 0;
        core::Index firstRow = 0;
        core::Index rows = 1;
    };
    [[nodiscard]] std::optional<Place> placeOf(const Target &target) const;
};

/// A dot that marks one point.
struct PlotMark {
    QPointF at;
    Colour fill = Role::accent;
    double radius = 3.5; ///< pixels
};

/// A text at a place.
struct PlotNote {
    QPointF at;
    Qt::Alignment align = Qt::AlignHCenter | Qt::AlignBottom; ///< which point of the text `at` is
    Span text;
    double size = 11; ///< pixels
    double width = 0; ///< cut or left out where it is wider, in units of x; 0: never
};

/// A rectangle that is only framed.
struct PlotFrame {
    QRectF rect;
    Colour stroke = Role::accent;
};

/// What the playhead is in a panel.
enum class Playhead {
    none,
    line,   ///< upright, at the step
    points, ///< a ring on each curve, at the step
};

/// One coordinate system.
struct PlotPanel {
    std::optional<core::SequenceIndex> badge; ///< whose it is
    std::vector<Span> head;
    PlotAxis x, y;
    std::vector<QRectF> hatched; ///< where padding is
    std::optional<PlotMap> map;
    std::vector<Tiles> tiles;
    std::vector<Curve> curves; ///< the later the higher
    std::vector<PlotFrame> frames;
    std::vector<PlotMark> marks;
    std::vector<PlotNote> notes;
    Playhead playhead = Playhead::line;
    int height = 1; ///< of the panel, as a share of its column's
};

/// What a colour or a dash means.
struct PlotKey {
    enum class Look { line, dashes, box, hatch, ramp };
    Look look = Look::line;
    Colour colour = Role::ink;
    QString text;
};

struct Figure {
    QString title;
    std::vector<Span> explanation;
    std::vector<PlotKey> keys;
    int columns = 1; ///< panels side by side; the next row follows
    std::vector<PlotPanel> panels;
    QString empty; ///< why there is nothing to be seen; else empty
};

/// A point of a curve, a tile, or a cell of a map.
struct PlotPoint {
    std::size_t panel = 0;
    QPointF at; ///< of a tile its middle
    QString name;
    double value = 0; ///< y; of a tile or a cell its number
    Target target;
    std::optional<QRectF> rect{}; ///< of a tile or a cell
};

/// What lies nearest to a place in a panel, within `reach` pixels; a tile, where the place is in it.
/// `pixels`: how many a unit of x and of y are.
[[nodiscard]] std::optional<PlotPoint> nearestPoint(const Figure &figure, std::size_t panel,
                                                    QPointF at, QSizeF pixels, double reach);

/// Every point that stands for one of the targets, or for a unit of one that is a whole row.
[[nodiscard]] std::vector<PlotPoint> pointsOf(const Figure &figure,
                                              const std::vector<Target> &targets);

/// All numbers: one a line with its panel, its name and its place, separated by tabs.
[[nodiscard]] QString dataText(const Figure &figure);

} // namespace ui
