// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/legend_view.h"

#include "ui/scene/text.h"
#include "ui/state/player.h"
#include "ui/state/view_state.h"
#include "ui/views/scene_label.h"
#include "ui/views/sheet.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

/// One ramp over the whole width; under it, for each quantity, its ends. Zero stands in the middle.
void writeRamps(Sheet &sheet, const std::vector<LegendEntry> &ramps)
{
    Slits ramp;
    ramp.rect = QRectF(sheet.left(), sheet.y(), sheet.width(), 11);
    for (int i = -48; i <= 48; ++i)
        ramp.values.push_back(i / 48.0);
    ramp.radius = 3;
    sheet.add(std::move(ramp));
    sheet.space(11);
    const double middle = (sheet.left() + sheet.right()) / 2;
    for (const LegendEntry &entry : ramps) {
        const QString end = QString::number(entry.range, 'g', 3);
        const auto write = [&](double x, const QString &text, Qt::Alignment align) {
            sheet.line(x, 14, {{text, Face::mono, Role::ink3}}, 12, align);
        };
        write(sheet.left(), QChar(0x2212) + end, Qt::AlignLeft);
        write(middle, entry.meaning, Qt::AlignHCenter);
        write(sheet.right(), QLatin1Char('+') + end, Qt::AlignRight);
        sheet.space(17);
    }
    sheet.space(8);
}

void writeSample(Sheet &sheet, const LegendEntry &entry)
{
    const QRectF rect(sheet.left(), sheet.y() + 3, 26, 15);
    Slits slits;
    slits.rect = rect;
    slits.radius = 3;
    Box box{rect, 4, {}, {}};
    switch (entry.sample) {
    case LegendEntry::Sample::gate:
        slits.kind = Slits::Kind::bars;
        slits.values = {0.25, 0.95, 0.55, 0.75};
        slits.bar = Role::reset;
        slits.gap = 1;
        sheet.add(std::move(slits));
        break;
    case LegendEntry::Sample::onPadding:
        slits.values = {-0.7, 0.3, 0.8};
        slits.onPadding = true;
        sheet.add(std::move(slits));
        break;
    case LegendEntry::Sample::finished:
        box.stroke = Role::ink4;
        box.dashed = true;
        sheet.add(box);
        break;
    default:
        box.fill = Role::padGround;
        box.hatched = true;
        sheet.add(box);
        break;
    }
    sheet.line(sheet.left() + 36, 15, {{entry.meaning, Face::prose, Role::ink2}}, 12, Qt::AlignLeft,
               sheet.width() - 36);
    sheet.space(22);
}

Scene legendSheet(const std::vector<LegendEntry> &entries, double width)
{
    if (entries.empty())
        return {};
    Sheet sheet(width, 20, 20);
    sheet.rule();
    sheet.space(14);
    std::vector<LegendEntry> ramps, samples;
    for (const LegendEntry &entry : entries)
        (entry.sample == LegendEntry::Sample::ramp ? ramps : samples).push_back(entry);
    if (!ramps.empty())
        writeRamps(sheet, ramps);
    for (const LegendEntry &entry : samples)
        writeSample(sheet, entry);
    sheet.space(8);
    return sheet.finish();
}

} // namespace

LegendView::LegendView(const Player &player, const ViewState &viewState,
                       const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_player(player), m_viewState(viewState),
      m_sheet(new SceneLabel(
          appearance, [this](double width) { return legendSheet(m_entries, width); }, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_sheet, 0, Qt::AlignBottom);
    connect(&player, &Player::traceChanged, this, &LegendView::reserve);
    connect(&player, &Player::traceChanged, this, &LegendView::refresh);
    connect(&player, &Player::timeChanged, this, &LegendView::follow);
    connect(&viewState, &ViewState::lanesChanged, this, &LegendView::refresh);
}

void LegendView::reserve()
{
    double height = 0;
    for (const Segment &segment : m_player.timeline()->segments()) {
        // One step stands for all of its stage and run.
        if (segment.step.value() > 0)
            continue;
        const auto entries = legendAt(*m_player.trace(), {}, *m_player.timeline(), segment.start);
        height = std::max(height, legendSheet(entries, width()).size.height());
    }
    setFixedHeight(static_cast<int>(std::ceil(height)));
}

void LegendView::follow()
{
    if (m_player.segment() != m_segment)
        refresh();
}

void LegendView::refresh()
{
    const Timeline *timeline = m_player.timeline();
    if (!timeline)
        return;
    m_segment = m_player.segment();
    View view;
    view.lanes = m_viewState.lanes();
    auto entries = legendAt(*m_player.trace(), view, *timeline, m_player.time());
    if (entries == m_entries)
        return;
    m_entries = std::move(entries);
    m_sheet->rebuild();
}

} // namespace ui
