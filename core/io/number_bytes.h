// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace core {

static_assert(std::endian::native == std::endian::little, "files hold little-endian numbers");

/// The number at `at` in little-endian bytes.
/// Requires: at + sizeof(Number) <= bytes.size().
template <class Number> [[nodiscard]] Number numberAt(std::string_view bytes, std::size_t at)
{
    Number number;
    std::memcpy(&number, bytes.data() + at, sizeof number);
    return number;
}

/// Appends the little-endian bytes of a number.
template <class Number> void appendNumber(std::string &bytes, Number number)
{
    bytes.append(reinterpret_cast<const char *>(&number), sizeof number);
}

/// The value of IEEE binary16 bits.
[[nodiscard]] double halfValue(std::uint16_t bits);

/// The value of bfloat16 bits: the upper half of a float32.
[[nodiscard]] inline double bfloatValue(std::uint16_t bits)
{
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
}

} // namespace core
