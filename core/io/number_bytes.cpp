// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/number_bytes.h"

#include <cmath>
#include <limits>

namespace core {

double halfValue(std::uint16_t bits)
{
    const int exponent = (bits >> 10) & 0x1F;
    const int fraction = bits & 0x3FF;
    double size = 0;
    if (exponent == 0x1F)
        size = fraction ? std::numeric_limits<double>::quiet_NaN()
                        : std::numeric_limits<double>::infinity();
    else if (exponent == 0)
        size = std::ldexp(fraction, -24);
    else
        size = std::ldexp(fraction + 0x400, exponent - 25);
    return bits & 0x8000 ? -size : size;
}

} // namespace core
