// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace core {

/// Clears what other code has left in the upper halves of the vector registers, as Qt's start does. Until
/// then each std::fma, which takes the processor's newer instructions, waits for the older ones around it:
/// drawing a table was seen to take 34 times as long. Changes no number.
inline void clearUpperHalves()
{
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx"))
        asm volatile("vzeroupper" ::
                         : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8",
                           "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
#endif
}

} // namespace core
