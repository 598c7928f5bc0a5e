// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/trace.h"

#include <QObject>
#include <QStringList>

#include <vector>

namespace ui {

/// What plots show of a trace.
struct PlotChoice {
    core::Index layer = -1; ///< -1: the top one
    core::Index direction = 0;
    std::vector<core::Index> units{
        0}; ///< drawn as lines of their own, the first as the one asked for
    std::vector<core::Index> sequences{}; ///< typed order; empty: all

    bool operator==(const PlotChoice &) const = default;
};

/// The choice with all that the trace does not have left out, and what was open decided: a layer, at least
/// one unit, at least one sequence. Requires: a trace with a sequence.
[[nodiscard]] PlotChoice within(const PlotChoice &choice, const core::Trace &trace);

/// "0, 3-5": whole numbers and ranges below `end`, in the order in which they are written, each once; a
/// number's name may stand for it, in capitals or not. Nothing where it does not read so, or names nothing.
[[nodiscard]] std::optional<std::vector<core::Index>>
readIndices(const QString &text, core::Index end, const QStringList &names = {});
[[nodiscard]] QString indicesText(const std::vector<core::Index> &indices,
                                  const QStringList &names = {});
/// "A", "B", …: all sequences of a trace.
[[nodiscard]] QStringList sequenceNames(const core::Trace &trace);

/// The choice of a window, which all of its plots share.
class PlotState : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

    [[nodiscard]] const PlotChoice &choice() const { return m_choice; }
    void choose(const PlotChoice &choice);

  signals:
    void changed();

  private:
    PlotChoice m_choice;
};

} // namespace ui
