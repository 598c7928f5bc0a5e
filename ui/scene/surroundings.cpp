// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/surroundings.h"

#include "ui/scene/legend.h"
#include "ui/scene/text.h"

namespace ui {

namespace {

constexpr double captionLetters = 15; ///< pixels
constexpr double smallestCaption = 11;
constexpr double captionLine = 20;
constexpr double legendFoot = 52; ///< below the stage, without a caption

std::vector<std::vector<Span>> captionLines(const View &view)
{
    if (view.caption->isEmpty())
        return {};
    return wrapped({{*view.caption, Face::prose, Role::ink}}, captionLetters,
                   view.size.width() - 2 * stageMargin);
}

/// The moment's own caption has one line, so that the stage does not jump from moment to moment; where
/// it is too long its letters are smaller.
double sizeInOneLine(const std::vector<Span> &caption, double width)
{
    double size = captionLetters;
    while (size > smallestCaption && widthOf(caption, size) > width)
        --size;
    return size;
}

} // namespace

QString titleOf(const core::Trace &trace, const View &view)
{
    return view.title.value_or(QString::fromStdString(trace.document->title));
}

double headOf(const core::Trace &trace, const View &view)
{
    return titleOf(trace, view).isEmpty() ? 20 : 56;
}

double footOf(const View &view)
{
    const std::size_t lines = view.caption ? captionLines(view).size() : 1;
    return lines == 0 ? legendFoot : legendFoot + captionLine * (1 + static_cast<double>(lines));
}

void drawSurroundings(Frame &frame)
{
    const double left = frame.layout.canvas.left(), width = frame.layout.canvas.width();
    const double height = frame.view.size.height(), top = height - footOf(frame.view) + 12;
    frame.text({left, 36}, titleOf(frame.trace, frame.view), Face::bold, 18, Role::ink,
               Qt::AlignLeft, 1, width);
    frame.line({0, top}, {frame.view.size.width(), top}, Role::line);
    double baseline = top + 32;
    if (!frame.view.caption) {
        const double size = sizeInOneLine(frame.scene.caption, width);
        frame.text({left, baseline}, frame.scene.caption, size, Qt::AlignLeft, 1, width);
    } else {
        for (const auto &line : captionLines(frame.view)) {
            frame.text({left, baseline}, line, captionLetters, Qt::AlignLeft, 1, width);
            baseline += captionLine;
        }
    }
    drawLegend(frame, {left, height - 20});
}

} // namespace ui
