// SPDX-License-Identifier: GPL-3.0-or-later
// For which processors vector code is compiled; to be included before Highway. Each of these has a
// choice left: vectors whose width is known only at run time cannot stand in arrays, and where there is
// SSSE3 alone, numbers are computed one by one.
#pragma once

#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV | HWY_SSSE3)
