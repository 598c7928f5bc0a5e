// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bench {

/// What so many threads reach with nothing but independent multiply-adds of vectors of floats, in the best
/// instructions that this processor has. Units: GFLOP/s.
[[nodiscard]] double peakGflops(int threads);

} // namespace bench
