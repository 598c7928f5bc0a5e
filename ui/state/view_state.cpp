// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/view_state.h"

namespace ui {

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
