// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/code_strip.h"

#include "ui/paint/painter.h"
#include "ui/scene/text.h"
#include "ui/state/player.h"
#include "ui/state/view_state.h"
#include "ui/views/appearance.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace ui {

namespace {

// Units: pixels.
constexpr double stripMargin = 20;
constexpr double titleWidth = 70;
constexpr double lineHeight = 19;
constexpr double textSize = 12;
constexpr int closedHeight = 34;

} // namespace

CodeStrip::CodeStrip(Player &player, ViewState &viewState, const Appearance &appearance,
                     QWidget *parent)
    : Panel(appearance, Qt::TopEdge, parent), m_player(player), m_viewState(viewState)
{
    setAccessibleName(tr("PyTorch code"));
    setToolTip(tr("The PyTorch program, with the lines that run now"));
    setMouseTracking(true);
    setFixedHeight(closedHeight);
    connect(&player, &Player::traceChanged, this, &CodeStrip::takeTrace);
    connect(&player, &Player::timeChanged, this, &CodeStrip::follow);
}

void CodeStrip::setOpen(bool open)
{
    m_open = open;
    setFixedHeight(open ? openHeight() : closedHeight);
    layOut();
}

QString CodeStrip::runningText() const
{
    QStringList texts;
    for (std::size_t lane = 0; lane < 2; ++lane)
        for (const std::size_t i : m_running[lane])
            texts += m_lines[lane][i].text.trimmed();
    return texts.join(QLatin1Char('\n'));
}

void CodeStrip::takeTrace()
{
    const core::Trace &trace = *m_player.trace();
    m_lines[0] = codeOf(trace, core::Lane::packed);
    m_lines[1] = trace.padded ? codeOf(trace, core::Lane::padded) : std::vector<CodeLine>{};
    m_running = {};
    setOpen(m_open);
}

void CodeStrip::follow()
{
    const Moment moment = m_player.timeline()->momentAt(m_player.time());
    std::array<std::vector<std::size_t>, 2> running;
    for (std::size_t lane = 0; lane < 2; ++lane)
        running[lane] = runningLines(m_lines[lane], moment);
    if (running == m_running)
        return;
    m_running = std::move(running);
    frame(nullptr); // what the pointer rests on may not run any more
    layOut();
    setAccessibleDescription(runningText());
}

int CodeStrip::openHeight() const
{
    const std::size_t lines = std::max(m_lines[0].size(), m_lines[1].size());
    return static_cast<int>(lineHeight * static_cast<double>(lines)) + 20;
}

void CodeStrip::layOut()
{
    m_scene = Scene{QSizeF(size()), {}, {}};
    m_rows.clear();
    // Each lane gets the share that its longest line asks for.
    std::array<double, 2> wanted{};
    for (std::size_t lane = 0; lane < 2; ++lane)
        for (const CodeLine &line : m_lines[lane])
            wanted[lane] =
                std::max(wanted[lane], titleWidth + widthOf(line.text, Face::mono, textSize));
    const double room = width() - 3 * stripMargin, total = wanted[0] + wanted[1];
    if (total <= 0)
        return;
    const double first = total <= room ? wanted[0] + (room - total) / 2 : room * wanted[0] / total;
    writeColumn(0, stripMargin, wanted[1] > 0 ? first : room);
    if (wanted[1] > 0)
        writeColumn(1, stripMargin + first + stripMargin, room - first);
    update();
}

void CodeStrip::writeColumn(std::size_t lane, double left, double width)
{
    double y = 8;
    m_scene.add(Label{{left, y + 14},
                      Qt::AlignLeft,
                      textSize,
                      {{lane == 0 ? tr("Packed") : tr("Padded"), Face::bold, Role::ink}},
                      0});
    const double x = left + titleWidth, room = width - titleWidth;
    const auto write = [&](const CodeLine &line, bool runs) {
        const QRectF rect(x - 6, y, room, lineHeight);
        if (runs && m_open)
            m_scene.add(Box{rect, 4, Role::accentSoft, {}});
        const QString text = m_open ? line.text : line.text.trimmed();
        m_scene.add(Label{{x, y + 14},
                          Qt::AlignLeft,
                          textSize,
                          {{text, Face::mono, runs ? Role::accent : Role::ink2}},
                          room - 12});
        m_rows.push_back({rect, &line, static_cast<core::Lane>(lane)});
        y += lineHeight;
    };
    const auto &running = m_running[lane];
    for (std::size_t i = 0; i < m_lines[lane].size(); ++i)
        if (m_open)
            write(m_lines[lane][i], std::ranges::find(running, i) != running.end());
    // Closed there is room for one line: the innermost that runs.
    if (!m_open && !running.empty())
        write(m_lines[lane][running.back()], true);
}

const CodeStrip::Row *CodeStrip::rowAt(QPointF point) const
{
    const auto found =
        std::ranges::find_if(m_rows, [&](const Row &row) { return row.rect.contains(point); });
    return found == m_rows.end() ? nullptr : &*found;
}

void CodeStrip::paintEvent(QPaintEvent *event)
{
    Panel::paintEvent(event);
    QPainter painter(this);
    painter.setClipRect(rect().adjusted(0, 1, 0, 0));
    paintScene(painter, m_scene, onGround(appearance().theme(), Role::panel));
}

void CodeStrip::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    layOut();
}

void CodeStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const Row *row = rowAt(event->position());
    if (!m_open || !row) {
        emit openAsked(!m_open);
        return;
    }
    const Timeline &timeline = *m_player.timeline();
    m_player.seek(timeOfLine(timeline, *row->line, timeline.momentAt(m_player.time())));
}

void CodeStrip::mouseMoveEvent(QMouseEvent *event)
{
    const Row *row = rowAt(event->position());
    setCursor(!m_open || row ? Qt::PointingHandCursor : Qt::ArrowCursor);
    frame(row);
}

void CodeStrip::leaveEvent(QEvent *event)
{
    frame(nullptr);
    Panel::leaveEvent(event);
}

/// What a line reads and writes can be seen only while the picture is that of its stage.
void CodeStrip::frame(const Row *row)
{
    const Timeline *timeline = m_player.timeline();
    const bool shown =
        row && timeline && timeline->momentAt(m_player.time()).stage == row->line->stage;
    m_viewState.setFramed(shown ? framedBy(*row->line, row->lane) : std::vector<Framed>{});
}

} // namespace ui
