// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/gru_fused.h"

// Vectors whose width is known only at run time cannot stand in arrays; these processors have others, too.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV | HWY_SSSE3)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/gru_fused-inl.h"
#include "core/kernels/gru_fused-inl.h"

#include <hwy/foreach_target.h> // IWYU pragma: keep

namespace core {

HWY_EXPORT(lanesHere);
HWY_EXPORT(inputSumsHere);
HWY_EXPORT(stepHere);

Index fusedLanes()
{
    return HWY_DYNAMIC_DISPATCH(lanesHere)();
}

void fusedInputSums(const GruPanels &panels, Index count, const float *const *x, float *sums)
{
    assert(panels.lanes() == fusedLanes());
    HWY_DYNAMIC_DISPATCH(inputSumsHere)(panels, count, x, sums);
}

void fusedStep(const GruPanels &panels, const FusedRows &rows)
{
    assert(panels.lanes() == fusedLanes());
    HWY_DYNAMIC_DISPATCH(stepHere)(panels, rows);
}

} // namespace core
