// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/frame.h"

#include "ui/scene/text.h"

namespace ui {

using core::Index;

// Who sits far away needs air between lines of numbers.
Frame::Frame(const core::Trace &t, const View &v, const Timeline &timeline, double time)
    : Pieces(t, v.size, {v.presenting ? 14 : 12.5, 11}), view(v), wants(wantsAt(timeline, time)),
      layout(t, v, wants), moment(timeline.momentAt(time))
{
    const std::size_t segment = timeline.segmentAt(time);
    m_first = timeline.beginsStage(segment);
    m_last = timeline.endsStage(segment);
}

void Frame::stepPill(QPointF centre, Index step, double opacity)
{
    const QString words = QStringLiteral("t = %1").arg(step);
    const double width = widthOf(words, Face::bold, 12) + 16;
    scene.add(Box{QRectF(centre.x() - width / 2, centre.y() - 10, width, 20), 10, Role::accent, {}},
              {}, opacity);
    text(centre + QPointF(0, 4.2), words, Face::bold, 12, Role::onAccent, Qt::AlignHCenter,
         opacity);
}

void Frame::prose(double top, const Prose &prose, double opacity)
{
    if (opacity <= 0)
        return;
    const double left = layout.canvas.left();
    text({left, top + 16}, prose.title, Face::bold, 15, Role::ink, Qt::AlignLeft, opacity);
    if (prose.oneLine || !layout.proseAside) {
        const double indent = widthOf(prose.title, Face::bold, 15) + 16;
        text({left + indent, top + 16}, prose.sentence, 14, Qt::AlignLeft, opacity,
             layout.canvas.width() - indent);
        return;
    }
    double y = top + 46;
    const auto step = [&](double height) {
        y += height;
        if (y > prose.clearFrom - 12 && y < prose.clearTo + 12)
            y = prose.clearTo + 16;
    };
    for (const auto &spans : wrapped(prose.sentence, 14, layout.proseWidth - 40)) {
        text({left, y}, spans, 14, Qt::AlignLeft, opacity);
        step(22);
    }
    step(12);
    for (const auto &[name, value] : prose.facts) {
        if (y > prose.bottom)
            return;
        if (!name.isEmpty())
            text({left, y}, name, Face::prose, 13, Role::ink3, Qt::AlignLeft, opacity);
        const double indent = name.isEmpty() ? 0 : 52;
        text({left + indent, y}, value, Face::mono, 13, Role::ink, Qt::AlignLeft, opacity,
             layout.proseWidth - indent);
        step(23);
    }
    // The note stands together, above what it has to keep clear of or below it; or not at all.
    const auto lines = wrapped(prose.note, 12, layout.proseWidth - 24);
    const double height = 17 * static_cast<double>(std::ssize(lines) - 1);
    y += 4;
    if (y + height > prose.clearFrom - 12 && y < prose.clearTo + 12)
        y = prose.clearTo + 16;
    if (y + height > prose.bottom)
        return;
    for (const auto &spans : lines) {
        text({left, y}, spans, 12, Qt::AlignLeft, opacity);
        y += 17;
    }
}

void Frame::divider(double y)
{
    line({layout.canvas.left(), y}, {layout.canvas.right(), y}, Role::line);
}

} // namespace ui
