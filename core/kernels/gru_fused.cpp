// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/gru_fused.h"

// What is compiled for each processor comes after the list of them.
// clang-format off
#include "core/kernels/vector_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/gru_fused-inl.h"
#include <hwy/foreach_target.h>

#include "core/kernels/gru_fused-inl.h"
// clang-format on

namespace core {

HWY_EXPORT(lanesHere);
HWY_EXPORT(inputSumsHere);
HWY_EXPORT(stepHere);

Index fusedLanes()
{
    return HWY_DYNAMIC_DISPATCH(lanesHere)();
}

void fusedInputSums(const GruPanels &panels, Index rows, const float *const *x, float *sums)
{
    assert(panels.lanes() == fusedLanes());
    HWY_DYNAMIC_DISPATCH(inputSumsHere)(panels, rows, x, sums);
}

void fusedStep(const GruPanels &panels, const FusedRows &rows)
{
    assert(panels.lanes() == fusedLanes());
    HWY_DYNAMIC_DISPATCH(stepHere)(panels, rows);
}

} // namespace core
