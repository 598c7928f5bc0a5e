// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace core {

/// The single-precision logarithm of the Cephes library, with fused multiply-adds where PyTorch's
/// AVX2 build has them. Requires: x is positive and finite.
[[nodiscard]] float cephesLog(float x);

struct SineCosine {
    float sine;
    float cosine;
};

/// Sine and cosine of the Cephes library, single precision, fused as above.
/// Requires: 0 <= x and x is small enough for its octant to be counted in an int.
[[nodiscard]] SineCosine cephesSineCosine(float x);

} // namespace core
