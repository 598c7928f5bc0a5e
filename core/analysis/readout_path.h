// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/trace.h"

namespace core {

/// What a model's readout says at each step, if it is asked there.
///
/// A readout is trained on last states, and only there does it say what the model says. In a GRU of one
/// direction each step is the last of a shorter sequence, and its row what the model makes of that one. In
/// a bidirectional GRU it is not: an output has both halves of its step side by side, while a last state
/// has each half from its own end; the two are the same in a sequence of length 1 only.
struct ReadoutPath {
    RealTensor logits;            ///< [rows, C], in the precision of the trace
    Tensor<double> probabilities; ///< [rows, C], the softmax of each row
};

/// Of every row of a lane: row offsets[t] + j, as in the LaneTrace.
/// Requires: a readout, and the padded lane if `lane` asks for it.
[[nodiscard]] ReadoutPath readoutPath(const Trace &trace, Lane lane);

/// Of one sequence, the same bits: a row for each step, its length in the packed lane and t_pad in the
/// padded one.
/// Requires: a readout, and the padded lane if `lane` asks for it.
[[nodiscard]] ReadoutPath readoutPath(const Trace &trace, Lane lane, SequenceIndex sequence);

} // namespace core
