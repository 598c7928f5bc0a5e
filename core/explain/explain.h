// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/expression.h"

namespace core {

/// Where a number came from.
struct Explanation {
    Expression expression;
    /// Cells that are not in the arithmetic but chose what is: indices, masks, lengths.
    std::vector<Cell> choosers;
};

/// The one declaration of how each cell of each tensor is made.
/// Requires: a cell of the trace.
[[nodiscard]] Explanation explain(const Trace &trace, const Cell &cell);

/// Which sequence and step a row of a lane belongs to.
struct RowPlace {
    SequenceIndex sequence;
    StepIndex step;
    Index rowInStep = 0; ///< the slot in the packed lane, the sequence in the padded one
};
[[nodiscard]] RowPlace placeOfRow(const Trace &trace, Lane lane, Index row);

/// The row of a sequence's step in a lane.
/// Requires: a step below the sequence's length, or below t_pad in the padded lane.
[[nodiscard]] Index rowOf(const Trace &trace, Lane lane, SequenceIndex sequence, StepIndex step);

} // namespace core
