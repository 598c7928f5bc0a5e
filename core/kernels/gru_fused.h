// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/gru_panels.h"

namespace core {

/// Where the gates of each row go, H numbers a row, the rows one after the other.
struct FusedGates {
    float *r = nullptr, *z = nullptr, *n = nullptr, *hn = nullptr;
};

/// Rows that take one step together. Whoever they are, and however many: each row's numbers are added up
/// in the same order, so that its result is the same to the last bit.
struct FusedRows {
    Index count = 0;
    const float *const *x =
        nullptr; ///< a pointer to the D numbers of each row; null where `sums` has them
    const float *const *h = nullptr; ///< a pointer to the H numbers of each row
    float *const *next = nullptr;    ///< a pointer to where the new state goes; must not overlap h
    float *sums = nullptr;           ///< room for sums, or what `fusedInputSums` wrote; is used up
    Index rowsOfSums = 0; ///< for how many rows there are sums: from one panel to the next
    FusedGates gates;     ///< null: nobody wants to know
};

/// So many panels at most are at work at a time.
inline constexpr Index panelsAtOnce = 4;

/// How many units the fused step computes at a time on this processor, which panels must have.
[[nodiscard]] Index fusedLanes();

/// The first half of a step, which needs no state: x times W_ih, and the biases.
/// Shapes: x `rows` pointers to D numbers each; sums panels x rows x 4 x lanes, aligned as the panels.
void fusedInputSums(const GruPanels &panels, Index rows, const float *const *x, float *sums);

/// One step of a GRU in float32 as `gruStep` describes it: both products and the arithmetic of the gates
/// panel by panel, in the best instructions that this processor has.
/// Shapes: where there is x, sums needs room for panelsAtOnce x rowsOfSums x 4 x lanes.
void fusedStep(const GruPanels &panels, const FusedRows &rows);

} // namespace core
