// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/cell.h"
#include "ui/scene/colour.h"

#include <QPainterPath>
#include <QRectF>
#include <QString>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace ui {

/// Which of the pipeline's tensors a thing in the picture stands for.
enum class Part {
    none,
    token,       ///< padded_ids[sequence, step]
    embedding,   ///< padded_embedding[sequence, step]
    packedRow,   ///< packed_data, the row of (sequence, step)
    stepInput,   ///< x of the step: a packed row, an embedding, or the state of the layer below
    hPrevious,   ///< the state before the step
    reset,       ///< r of the step
    update,      ///< z of the step
    candidate,   ///< n of the step
    hidden,      ///< the state after the step: a row of output
    unpacked,    ///< unpacked_output, slot order
    output,      ///< padded_output, typed order
    finalHidden, ///< h_n
    mask,        ///< last_mask
    lastState,   ///< the mask-gathered state
    naiveState,  ///< h after the padding
    readout,     ///< the logits of the last state, in the padded lane of the mask-gathered one
    naiveReadout ///< the logits of the state after the padding
};

/// The identity of what a thing in the picture stands for: one cell or row of one tensor.
struct Identity {
    Part part = Part::none;
    core::Lane lane = core::Lane::packed;
    core::SequenceIndex sequence{0};
    core::StepIndex step{0};
    core::Index layer = 0;
    core::Index direction = 0;

    bool operator==(const Identity &) const = default;
};

/// What is pointed at: a thing in the picture, and which of its units; -1 for all of it.
struct Target {
    Identity identity;
    int unit = -1;
    /// A number that no picture shows, as a weight; the identity is empty then.
    std::optional<core::Cell> unseen{};

    bool operator==(const Target &) const = default;
};

/// A rectangle, filled, stroked or hatched.
struct Box {
    QRectF rect;
    double radius = 0;
    Colour fill;
    Colour stroke;
    double strokeWidth = 1;
    bool dashed = false;
    bool hatched = false; ///< 45 degrees in Role::padHatch, clipped to the box
};

/// A row of values, one slit a unit: the numbers of one token or one state.
struct Slits {
    enum class Kind {
        ramp, ///< signed values as colours
        bars, ///< 0 … 1 as heights over a trough
    };
    QRectF rect;
    Kind kind = Kind::ramp;
    std::vector<double> values; ///< as they are, in data units
    double range = 1;           ///< the value at the end of the ramp; ±range
    Colour bar;                 ///< for bars
    double gap = 0;
    double radius = 0;
    bool onPadding = false; ///< computed on padding: a second mark over real values
    int columns = 0;        ///< values stand in lines of so many; 0: all in one line
    double textSize = 0;    ///< values are printed in the slits at this size; 0: not printed
    int digits = 4;         ///< decimals of printed values
};

/// Where each value of the slits stands.
[[nodiscard]] QRectF slitRect(const Slits &slits, int index);

enum class Face { prose, bold, italic, mono, monoBold };

/// A piece of text in one face and colour.
struct Span {
    QString text;
    Face face = Face::prose;
    Colour colour = Role::ink;

    bool operator==(const Span &) const = default;
};

/// One line of text.
struct Label {
    QPointF at;                          ///< on the baseline
    Qt::Alignment align = Qt::AlignLeft; ///< which end of the text `at` is
    double size = 12;                    ///< pixels
    std::vector<Span> spans;
    double maxWidth = 0; ///< wider text ends in an ellipsis; 0: no limit
};

/// A line, a wire, a ribbon.
struct Stroke {
    QPainterPath path;
    Colour stroke;
    Colour fill;
    double width = 1;
    bool dashed = false;
    bool arrow = false; ///< an arrowhead at the end, along the last piece
};

struct Raster;

/// A tensor of which each cell is too small for a tile: one colour a cell, over a rectangle.
struct Picture {
    QRectF rect;
    std::shared_ptr<const Raster> raster;
    QRect part; ///< the cells that fill the rectangle; empty: all
};
[[nodiscard]] QRect cellsOf(const Picture &picture);
/// Where a cell of the picture stands.
[[nodiscard]] QRectF pictureCell(const Picture &picture, QPoint cell);
/// Where a thing stands in a picture that holds it, large enough for a ring to be seen. `whole` is the
/// identity of the picture.
[[nodiscard]] std::optional<QRectF> placeIn(const Picture &picture, const Identity &whole,
                                            const Identity &identity);

using Shape = std::variant<Box, Slits, Label, Stroke, Picture>;

/// One thing in the picture, painted in the order in which it stands in the scene.
struct Item {
    Shape shape;
    Identity identity;
    double opacity = 1;
};

/// An area that leads to a number.
struct Link {
    QRectF rect;
    core::Cell cell;

    bool operator==(const Link &) const = default;
};

/// A picture as data, in logical pixels from the top left corner.
struct Scene {
    QSizeF size;
    std::vector<Item> items;
    std::vector<Span> caption; ///< one plain sentence for the moment
    std::vector<Link> links{}; ///< of a sheet of text
    Colour ground =
        Role::canvas;      ///< behind everything; none where the picture is to be transparent
    QString description{}; ///< for who cannot see it; empty: the caption

    void add(Shape shape, Identity identity = {}, double opacity = 1)
    {
        items.push_back({std::move(shape), identity, opacity});
    }
};

/// What lies under a point: the topmost thing that stands for a cell, and which of its slits.
struct Hit {
    Identity identity;
    int unit = -1; ///< -1 where the thing has no slits
    QRectF rect;
};

[[nodiscard]] std::optional<Hit> hitTest(const Scene &scene, QPointF point);

/// The area that an item covers.
[[nodiscard]] QRectF bounds(const Item &item);

} // namespace ui
