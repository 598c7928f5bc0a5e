// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/gru_panels.h"

namespace core {

/// Where rows begin: the first and how far it is to the next, or a pointer a row.
struct FusedGates {
    float *r = nullptr, *z = nullptr, *n = nullptr, *hn = nullptr; ///< each count x H, row by row
};

/// Rows that take one step together. Whoever they are, and however many: each row's numbers are added up
/// in the same order, so that its result is the same to the last bit.
struct FusedRows {
    Index count = 0;
    const float *const *x = nullptr; ///< D each; unused where there are sums
    const float *const *h = nullptr; ///< H each
    float *const *next = nullptr;    ///< H each: the new state, which must not overlap h
    const float *sums = nullptr;     ///< what `fusedInputSums` wrote for these rows, or null
    FusedGates gates;                ///< null: nobody wants to know
};

/// How many units the fused step computes at a time on this processor, which panels must have.
[[nodiscard]] Index fusedLanes();

/// The first half of a step, which needs no state: x times W_ih, and the biases.
/// Shapes: x `count` pointers to D numbers each, sums count x panels.gateSums().
void fusedInputSums(const GruPanels &panels, Index count, const float *const *x, float *sums);

/// One step of a GRU in float32 as `gruStep` describes it: both products and the arithmetic of the gates
/// while the sums are in registers, in the best instructions that this processor has.
void fusedStep(const GruPanels &panels, const FusedRows &rows);

} // namespace core
