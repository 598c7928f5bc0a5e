// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/view_state.h"

namespace ui {

View ViewState::view(QSizeF size) const
{
    View view;
    view.size = size;
    view.lanes = m_lanes;
    view.switches = m_switches;
    view.framed = m_framed;
    view.times = m_times;
    if (m_selection) {
        view.selection = m_selection->identity;
        view.selectedUnit = m_selection->unit;
        view.unseenSelection = m_selection->unseen;
    }
    if (m_hover) {
        view.hover = m_hover->identity;
        view.hoveredUnit = m_hover->unit;
        view.unseenHover = m_hover->unseen;
    }
    return view;
}

void ViewState::setLanes(Lanes lanes)
{
    if (m_lanes == lanes)
        return;
    m_lanes = lanes;
    emit lanesChanged(lanes);
}

void ViewState::setSwitches(const Switches &switches)
{
    if (m_switches == switches)
        return;
    m_switches = switches;
    emit switchesChanged(switches);
}

void ViewState::setTimes(const std::optional<core::LaneTimes> &times)
{
    if (m_times == times)
        return;
    m_times = times;
    emit timesChanged();
}

void ViewState::setFramed(const std::vector<Framed> &framed)
{
    if (m_framed == framed)
        return;
    m_framed = framed;
    emit framedChanged();
}

void ViewState::select(const std::optional<Target> &target)
{
    if (m_selection == target)
        return;
    m_selection = target;
    emit targetChanged();
}

void ViewState::setHover(const std::optional<Target> &target)
{
    if (m_hover == target)
        return;
    m_hover = target;
    emit targetChanged();
}

void ViewState::clear()
{
    if (!m_selection && !m_hover)
        return;
    m_selection.reset();
    m_hover.reset();
    emit targetChanged();
}

} // namespace ui
