// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/formula.h"
#include "core/explain/textbook.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace ui {

/// Numbers that a number comes from or goes into, which stand in one row of one tensor.
struct CellGroup {
    QString name;  ///< "packed.data[12, :]", or one cell's own name
    QString what;  ///< "4 numbers of the packed row", or "reset gate"
    QString value; ///< of a single cell; empty for a row
    core::Cell first;
};

/// A state as a mixture: how far z leaves it at h_{t-1} on the way from n.
struct Blend {
    core::Cell candidate, update;
    std::optional<core::Cell> before; ///< absent for a zero h_0
    double n = 0, z = 0, h = 0, hBefore = 0;
};

/// A line of arithmetic, and whether its printed numbers give the printed value: "=" or "≈".
struct Substituted {
    std::vector<core::FormulaPart> parts;
    bool closes = true;
};

/// Which rows of a run's 3H rows of weights make a cell.
struct WeightRows {
    core::Index layer = 0, direction = 0, unit = 0;
    std::array<bool, 3> blocks{}; ///< r, z, n
};

/// All that can be said about where one number comes from and where it goes.
struct CellStory {
    core::Cell cell;
    QString name; ///< "output.data[20, 1]"
    QString what; ///< "hidden state"
    QString value;
    core::Shape shape;
    std::vector<core::FormulaPart> symbols; ///< empty for what is given
    Substituted numbers;
    /// The terms of a state, put together: "−0.6241 + 0.2476".
    std::optional<Substituted> terms;
    std::vector<core::DotLines> products;
    std::vector<CellGroup> sources, uses;
    core::Index moreUses = 0; ///< numbers beyond those in `uses`
    std::optional<Blend> blend;
    std::optional<WeightRows> weights;
    std::optional<core::TextbookStep> textbook; ///< of a candidate or a state
    std::optional<double> printed;              ///< what PyTorch gave, where that is known
    std::optional<double> pathDifference; ///< of a state: how far the plain path comes out from it
};

/// Requires: a cell of the trace.
[[nodiscard]] CellStory storyOf(const core::Trace &trace, const core::Cell &cell);

} // namespace ui
