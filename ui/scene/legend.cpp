// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scene/legend.h"

#include "ui/scene/text.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace ui {

namespace {

using core::Stage;
using Sample = LegendEntry::Sample;

QString rangeText(double range)
{
    return QLocale::c().toString(range, 'g', 3);
}

/// How much room a legend gives itself. Units: pixels.
struct Measure {
    double ramp; ///< length of a scale
    double gap;  ///< between two entries
};

/// Draws the sample of one entry; returns how wide it is.
double drawSample(Pieces &pieces, QPointF at, const LegendEntry &entry, const Measure &measure)
{
    const QRectF box(at.x(), at.y() - 11, 26, 14);
    switch (entry.sample) {
    case Sample::ramp: {
        const QString low = QChar(0x2212) + rangeText(entry.range);
        const QString high = QLatin1Char('+') + rangeText(entry.range);
        const double lowWidth = widthOf(low, Face::mono, 12) + 6;
        pieces.text(at, low, Face::mono, 12, Role::ink3);
        Slits ramp;
        ramp.rect = QRectF(at.x() + lowWidth, at.y() - 10, measure.ramp, 12);
        for (int i = -24; i <= 24; ++i)
            ramp.values.push_back(i / 24.0);
        ramp.radius = 3;
        const QPointF zero(ramp.rect.center().x(), at.y());
        pieces.scene.add(std::move(ramp));
        pieces.text(zero, QStringLiteral("0"), Face::mono, 11, Role::ink3, Qt::AlignHCenter);
        pieces.text({at.x() + lowWidth + measure.ramp + 6, at.y()}, high, Face::mono, 12,
                    Role::ink3);
        return lowWidth + measure.ramp + 6 + widthOf(high, Face::mono, 12);
    }
    case Sample::gate: {
        Slits bars;
        bars.rect = box;
        bars.kind = Slits::Kind::bars;
        bars.values = {0.2, 0.9, 0.5, 0.7};
        bars.bar = Role::reset;
        bars.gap = 1;
        pieces.scene.add(std::move(bars));
        break;
    }
    case Sample::padding:
        pieces.pad(box, {});
        break;
    case Sample::onPadding: {
        Slits striped;
        striped.rect = box;
        striped.values = {-0.7, 0.3, 0.8};
        striped.onPadding = true;
        striped.radius = 3;
        pieces.scene.add(std::move(striped));
        break;
    }
    case Sample::lastState:
        pieces.scene.add(Box{box.adjusted(1, 0, -1, 0), 4, {}, Role::ink, 1.75});
        break;
    case Sample::finished:
        pieces.scene.add(Box{box, 4, {}, Role::ink4, 1, true});
        break;
    }
    return box.width();
}

} // namespace

std::vector<LegendEntry> legendOf(const Frame &frame)
{
    const core::Trace &trace = frame.trace;
    const Stage stage = frame.moment.stage;
    const bool pads = trace.N() < trace.B() * trace.paddedWidth();
    const bool inputs = stage == Stage::embed || stage == Stage::sort || stage == Stage::pack ||
                        (stage == Stage::gru && frame.moment.layer == 0);
    const bool padsShown =
        stage <= Stage::pack ||
        (stage == Stage::gru && frame.layout.showPadded && frame.layout.gruPaddedLine.isEmpty());
    std::vector<LegendEntry> entries;
    if (inputs)
        entries.push_back({Sample::ramp, QStringLiteral("x"), frame.inputRange});
    if (stage >= Stage::gru)
        entries.push_back({Sample::ramp,
                           stage == Stage::gru ? QStringLiteral("h, n") : QStringLiteral("h"),
                           frame.hiddenRange});
    if (stage == Stage::gru)
        entries.push_back({Sample::gate, Frame::tr("gate, 0 to 1"), 1});
    if (pads && padsShown)
        entries.push_back({Sample::padding, Frame::tr("padding"), 1});
    if (pads && stage >= Stage::gru && frame.layout.showPadded && stage != Stage::restore)
        entries.push_back({Sample::onPadding, Frame::tr("computed on padding"), 1});
    if (pads && stage == Stage::gru && frame.layout.showPacked)
        entries.push_back({Sample::finished, Frame::tr("row that does not run"), 1});
    return entries;
}

std::vector<LegendEntry> legendAt(const core::Trace &trace, const View &view,
                                  const Timeline &timeline, double t)
{
    return legendOf(Frame(trace, view, timeline, t));
}

void drawLegend(Frame &frame, QPointF at)
{
    drawLegend(frame, legendOf(frame), at, frame.layout.canvas.right());
}

void drawLegend(Pieces &pieces, const std::vector<LegendEntry> &entries, QPointF at, double right)
{
    // Drawn once to be measured: the last measure that is too wide stays, as the best there is.
    constexpr std::array measures{Measure{96, 28}, Measure{64, 16}, Measure{48, 10}};
    for (const Measure &measure : measures) {
        const std::size_t before = pieces.scene.items.size();
        double x = at.x();
        for (const LegendEntry &entry : entries) {
            const bool named = entry.sample == Sample::ramp;
            if (named) {
                pieces.text({x, at.y()}, entry.meaning, Face::italic, 13, Role::ink2);
                x += widthOf(entry.meaning, Face::italic, 13) + 8;
            }
            x += drawSample(pieces, {x, at.y()}, entry, measure);
            if (!named) {
                const double room = std::max(1.0, right - x - 8);
                pieces.text({x + 8, at.y()}, entry.meaning, Face::prose, 12, Role::ink3,
                            Qt::AlignLeft, 1, room);
                x += 8 + widthOf(entry.meaning, Face::prose, 12);
            }
            x += measure.gap;
        }
        if (x - measure.gap <= right || &measure == &measures.back())
            return;
        pieces.scene.items.resize(before);
    }
}

} // namespace ui
