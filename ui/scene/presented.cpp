// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/presented.h"

#include "ui/scene/frame.h"
#include "ui/scene/legend.h"
#include "ui/scene/text.h"

#include <QTransform>

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace ui {

namespace {

/// The smallest text that a stage draws on a desk. Units: pixels.
constexpr double smallestOnDesk = 11;
/// The screen for which the sizes are meant, without its timeline. Units: pixels.
constexpr QSizeF reference(1440, 804);
/// A stage that has this much room looks as it is meant to; the canvas of 1920 × 1080. Units: pixels.
constexpr QSizeF deskCanvas(1404, 900);
/// A stage below this would be cut off; it is drawn smaller instead. Units: pixels.
constexpr QSizeF leastCanvas(420, 320);
// Of the caption, in pixels before enlarging: 34 and 27 on the reference screen.
constexpr double captionSize = 25;
constexpr double smallCaptionSize = 20;

QRectF times(const QRectF &rect, double factor)
{
    return {rect.topLeft() * factor, rect.size() * factor};
}

/// A headline: prose in bold ink, what else stands in it as it is.
std::vector<Span> headline(std::vector<Span> spans)
{
    for (Span &span : spans) {
        if (span.face == Face::prose)
            span.face = Face::bold;
        if (span.colour == Colour(Role::ink2))
            span.colour = Role::ink;
    }
    return spans;
}

} // namespace

double presentedScale(QSizeF size)
{
    const double room =
        std::min(size.width() / reference.width(), size.height() / reference.height());
    return presentedTextSize / smallestOnDesk * std::max(1.0, room);
}

double pictureScale(const View &view)
{
    if (view.presenting)
        return presentedScale(view.size);
    const auto share = [&view](QSizeF of) {
        return std::min(view.size.width() / of.width(), view.size.height() / of.height());
    };
    return std::clamp(share(deskCanvas), std::clamp(share(leastCanvas), 0.5, 1.0), 2.0);
}

View laidOut(View view)
{
    const double scale = pictureScale(view);
    view.size /= scale;
    view.camera.offset /= scale;
    return view;
}

void drawPresented(Frame &frame)
{
    const QRectF canvas = frame.layout.canvas;
    const std::vector<Span> caption = headline(frame.scene.caption);
    if (widthOf(caption, captionSize) <= canvas.width()) {
        frame.text({canvas.left(), 46}, caption, captionSize);
    } else {
        const auto lines = wrapped(caption, smallCaptionSize, canvas.width());
        const double first = lines.size() == 1 ? 44 : 32;
        for (std::size_t i = 0; i < std::min<std::size_t>(lines.size(), 2); ++i)
            frame.text({canvas.left(), first + 26 * static_cast<double>(i)}, lines[i],
                       smallCaptionSize, Qt::AlignLeft, 1, canvas.width());
    }
    drawLegend(frame, {canvas.left(), frame.view.size.height() - 10});
}

Scene enlarged(Scene scene, double factor, double smallestText)
{
    scene.size *= factor;
    const auto text = [=](double size) { return std::max(size * factor, smallestText); };
    for (Item &item : scene.items)
        std::visit(
            [&](auto &shape) {
                using Kind = std::decay_t<decltype(shape)>;
                if constexpr (std::is_same_v<Kind, Box>) {
                    shape.rect = times(shape.rect, factor);
                    shape.radius *= factor;
                    shape.strokeWidth *= factor;
                } else if constexpr (std::is_same_v<Kind, Slits>) {
                    shape.rect = times(shape.rect, factor);
                    shape.radius *= factor;
                    shape.gap *= factor;
                    shape.textSize = shape.textSize > 0 ? text(shape.textSize) : 0;
                } else if constexpr (std::is_same_v<Kind, Label>) {
                    shape.at *= factor;
                    // Sizes are whole pixels: what fits before still fits.
                    const double before = std::round(shape.size);
                    shape.size = text(shape.size);
                    shape.maxWidth *= std::max(factor, std::round(shape.size) / before);
                } else if constexpr (std::is_same_v<Kind, Picture>) {
                    shape.rect = times(shape.rect, factor);
                } else {
                    shape.path = QTransform::fromScale(factor, factor).map(shape.path);
                    shape.width *= factor;
                }
            },
            item.shape);
    return scene;
}

} // namespace ui
