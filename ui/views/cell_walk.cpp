// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/cell_walk.h"

#include "core/explain/explain.h"
#include "ui/scene/places.h"
#include "ui/scene/target_cells.h"
#include "ui/scene/time_showing.h"
#include "ui/state/player.h"
#include "ui/state/view_state.h"
#include "ui/views/canvas.h"

#include <QKeyEvent>

namespace ui {

namespace {

/// Long walks are not remembered from their very beginning.
constexpr std::size_t longestTrail = 500;

Qt::ArrowType arrowOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return Qt::LeftArrow;
    case Qt::Key_Right:
        return Qt::RightArrow;
    case Qt::Key_Up:
        return Qt::UpArrow;
    case Qt::Key_Down:
        return Qt::DownArrow;
    default:
        return Qt::NoArrow;
    }
}

/// The first source that a picture shows; else the first of all.
std::optional<core::Cell> firstSource(const core::Trace &trace, const core::Cell &cell)
{
    const core::Explanation explanation = core::explain(trace, cell);
    std::vector<core::Cell> sources = core::sourcesOf(explanation.expression);
    sources.insert(sources.end(), explanation.choosers.begin(), explanation.choosers.end());
    for (const core::Cell &source : sources)
        if (!targetsOf(trace, source).empty())
            return source;
    return sources.empty() ? std::nullopt : std::optional(sources.front());
}

} // namespace

CellWalk::CellWalk(Canvas &canvas, Player &player, ViewState &viewState)
    : QObject(&canvas), m_canvas(canvas), m_player(player), m_viewState(viewState)
{
    canvas.installEventFilter(this);
    connect(&viewState, &ViewState::targetChanged, this, &CellWalk::remember);
}

std::optional<core::Cell> CellWalk::pinned() const
{
    const auto &selection = m_viewState.selection();
    if (!selection || !m_player.trace())
        return std::nullopt;
    if (const auto cell = cellOf(*m_player.trace(), *selection))
        return cell;
    Target first = *selection;
    first.unit = 0;
    return cellOf(*m_player.trace(), first);
}

void CellWalk::goTo(const core::Cell &cell)
{
    if (!m_player.trace())
        return;
    if (const auto shown = shownAs(m_canvas.scene(), *m_player.trace(), cell))
        return show(*shown);
    for (const Target &target : targetsOf(*m_player.trace(), cell))
        if (timeShowing(*m_player.trace(), *m_player.timeline(), target))
            return show(target);
    show(targetOf(*m_player.trace(), cell));
}

void CellWalk::pointAt(const std::optional<core::Cell> &cell)
{
    if (!cell || !m_player.trace())
        return m_viewState.setHover(std::nullopt);
    const auto shown = shownAs(m_canvas.scene(), *m_player.trace(), *cell);
    m_viewState.setHover(shown ? *shown : targetOf(*m_player.trace(), *cell));
}

/// Pins a target, and goes to its moment if the picture of this one does not have it.
void CellWalk::show(const Target &target)
{
    const core::Trace &trace = *m_player.trace();
    const auto cell = cellOf(trace, target);
    m_viewState.setHover(std::nullopt);
    m_viewState.select(target);
    if (cell && shownAs(m_canvas.scene(), trace, *cell))
        return;
    const auto time = timeShowing(trace, *m_player.timeline(), target);
    if (!time)
        return;
    const bool hidden =
        (m_viewState.lanes() == Lanes::packed && target.identity.lane == core::Lane::padded) ||
        (m_viewState.lanes() == Lanes::padded && target.identity.lane == core::Lane::packed);
    if (hidden)
        m_viewState.setLanes(Lanes::both);
    m_player.pause();
    m_player.seek(*time);
}

bool CellWalk::isOurs(int key) const
{
    const bool moves = arrowOf(key) != Qt::NoArrow || key == Qt::Key_Return ||
                       key == Qt::Key_Enter || key == Qt::Key_Backspace || key == Qt::Key_Escape;
    return moves && m_player.trace() && m_viewState.selection();
}

bool CellWalk::eventFilter(QObject *watched, QEvent *event)
{
    const bool asks = event->type() == QEvent::ShortcutOverride;
    if (!asks && event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto &key = *static_cast<QKeyEvent *>(event);
    const bool plain = (key.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (!plain || !isOurs(key.key()))
        return QObject::eventFilter(watched, event);
    if (asks)
        event->accept(); // not the step through time that the key is otherwise
    else
        press(key.key());
    return true;
}

void CellWalk::press(int key)
{
    if (key == Qt::Key_Escape)
        return m_viewState.clear();
    if (key == Qt::Key_Backspace)
        return goBack();
    if (key == Qt::Key_Return || key == Qt::Key_Enter)
        return goToSource();
    const auto next =
        neighbour(m_canvas.scene(), *m_player.trace(), *m_viewState.selection(), arrowOf(key));
    m_viewState.setHover(std::nullopt);
    if (next)
        m_viewState.select(next);
}

void CellWalk::goToSource()
{
    const auto cell = pinned();
    const auto source = cell ? firstSource(*m_player.trace(), *cell) : std::nullopt;
    if (source)
        goTo(*source);
}

void CellWalk::goBack()
{
    if (m_trail.empty())
        return;
    const Target before = m_trail.back();
    m_trail.pop_back();
    m_goingBack = true;
    show(before);
    m_goingBack = false;
}

void CellWalk::remember()
{
    const auto &selection = m_viewState.selection();
    if (selection == m_last)
        return;
    if (!selection)
        m_trail.clear();
    else if (m_last && !m_goingBack)
        m_trail.push_back(*m_last);
    if (m_trail.size() > longestTrail)
        m_trail.erase(m_trail.begin());
    m_last = selection;
}

} // namespace ui
