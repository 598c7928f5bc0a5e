// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/decimals.h"

#include <array>
#include <charconv>
#include <cmath>

namespace core {

namespace {

/// The magnitude with `digits` decimals. Requires: a finite value.
std::string magnitudeText(double value, int digits)
{
    std::array<char, 400> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value),
                                   std::chars_format::fixed, digits)
                         .ptr;
    return {buffer.data(), end};
}

} // namespace

std::string numberText(double value, int digits)
{
    if (std::isnan(value))
        return "nan";
    const std::string sign = std::signbit(value) ? "−" : "";
    if (std::isinf(value))
        return sign + "inf";
    const std::string body = magnitudeText(value, digits);
    // A value that rounds to zero has no sign to show.
    const bool zero = body.find_first_not_of("0.") == std::string::npos;
    return zero ? body : sign + body;
}

double rounded(double value, int digits)
{
    if (!std::isfinite(value))
        return value;
    const std::string body = magnitudeText(value, digits);
    double magnitude = 0;
    std::from_chars(body.data(), body.data() + body.size(), magnitude);
    return std::copysign(magnitude, value);
}

} // namespace core
