// SPDX-License-Identifier: GPL-3.0-or-later
// Fused multiply-adds are spelt out: the result must not depend on what the compiler contracts.
#include "core/random/polynomials.h"

#include <cmath>
#include <initializer_list>

namespace core {

float cephesLog(float x)
{
    int exponent = 0;
    float m = std::frexp(x, &exponent); // 0.5 <= m < 1
    if (m < 0.707106781186547524F) {
        --exponent;
        m = m - 1 + m;
    } else {
        m = m - 1;
    }
    const auto e = static_cast<float>(exponent);
    const float square = m * m;
    float y = 7.0376836292E-2F;
    for (const float coefficient :
         {-1.1514610310E-1F, 1.1676998740E-1F, -1.2420140846E-1F, 1.4249322787E-1F,
          -1.6668057665E-1F, 2.0000714765E-1F, -2.4999993993E-1F, 3.3333331174E-1F})
        y = std::fma(y, m, coefficient);
    y = y * m;
    y = std::fma(y, square, e * -2.12194440e-4F);
    y = std::fma(square, -0.5F, y);
    return std::fma(e, 0.693359375F, m + y);
}

SineCosine cephesSineCosine(float x)
{
    auto octant = static_cast<int>(x * 1.27323954473516F);
    octant = (octant + 1) & ~1;
    const auto turns = static_cast<float>(octant);
    // x less turns * pi/4, in three parts that are exact one after the other.
    for (const float part : {-0.78515625F, -2.4187564849853515625e-4F, -3.77489497744594108e-8F})
        x = std::fma(turns, part, x);
    const float z = x * x;
    float cosine = std::fma(2.443315711809948E-005F, z, -1.388731625493765E-003F);
    cosine = std::fma(cosine, z, 4.166664568298827E-002F);
    cosine = cosine * z;
    cosine = std::fma(cosine, z, -(z * 0.5F)) + 1;
    float sine = std::fma(-1.9515295891E-4F, z, 8.3321608736E-3F);
    sine = std::fma(sine, z, -1.6666654611E-1F);
    sine = std::fma(sine * z, x, x);
    const bool swapped = octant & 2;
    const float s = swapped ? cosine : sine, c = swapped ? sine : cosine;
    return {octant & 4 ? -s : s, (octant - 2) & 4 ? c : -c};
}

} // namespace core
