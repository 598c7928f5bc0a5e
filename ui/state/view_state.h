// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/view.h"

#include <QObject>

#include <optional>

namespace ui {

/// How the window looks at the trace: which lanes, and which thing in the picture.
class ViewState : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

    [[nodiscard]] Lanes lanes() const { return m_lanes; }
    [[nodiscard]] const std::optional<Target> &selection() const { return m_selection; }
    [[nodiscard]] const std::optional<Target> &hover() const { return m_hover; }
    /// What to tell about: the pinned number, else the thing under the pointer, else the selected one.
    [[nodiscard]] const std::optional<Target> &target() const
    {
        const bool pinned = m_selection && (m_selection->unit >= 0 || m_selection->unseen);
        return m_hover && !pinned ? m_hover : m_selection;
    }

    [[nodiscard]] const Switches &switches() const { return m_switches; }
    [[nodiscard]] const std::optional<core::LaneTimes> &times() const { return m_times; }
    /// What the code that is looked at reads and writes.
    [[nodiscard]] const std::vector<Framed> &framed() const { return m_framed; }
    /// The view that follows from it, for a picture of a size in pixels.
    [[nodiscard]] View view(QSizeF size) const;

    void setLanes(Lanes lanes);
    void setSwitches(const Switches &switches);
    void setTimes(const std::optional<core::LaneTimes> &times);
    void setFramed(const std::vector<Framed> &framed);
    void select(const std::optional<Target> &target);
    void setHover(const std::optional<Target> &target);
    /// Neither selection nor hover.
    void clear();

  signals:
    void lanesChanged(ui::Lanes lanes);
    void switchesChanged(const ui::Switches &switches);
    void framedChanged();
    void timesChanged();
    void targetChanged();

  private:
    Lanes m_lanes = Lanes::both;
    Switches m_switches;
    std::vector<Framed> m_framed;
    std::optional<core::LaneTimes> m_times;
    std::optional<Target> m_selection;
    std::optional<Target> m_hover;
};

} // namespace ui
