// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/number_type.h"

#include "core/io/number_bytes.h"

#include <algorithm>
#include <array>

namespace core {

namespace {

template <class Number> double asDouble(const char *bytes)
{
    return static_cast<double>(numberAt<Number>({bytes, sizeof(Number)}, 0));
}

double half(const char *bytes)
{
    return halfValue(numberAt<std::uint16_t>({bytes, 2}, 0));
}

double bfloat(const char *bytes)
{
    return bfloatValue(numberAt<std::uint16_t>({bytes, 2}, 0));
}

constexpr std::array types{
    NumberType{"F64", "<f8", "DoubleStorage", 8, asDouble<double>},
    NumberType{"F32", "<f4", "FloatStorage", 4, asDouble<float>},
    NumberType{"F16", "<f2", "HalfStorage", 2, half},
    NumberType{"BF16", "", "BFloat16Storage", 2, bfloat},
    NumberType{"I64", "<i8", "LongStorage", 8, asDouble<std::int64_t>},
    NumberType{"I32", "<i4", "IntStorage", 4, asDouble<std::int32_t>},
    NumberType{"I16", "<i2", "ShortStorage", 2, asDouble<std::int16_t>},
    NumberType{"I8", "|i1", "CharStorage", 1, asDouble<std::int8_t>},
    NumberType{"U8", "|u1", "ByteStorage", 1, asDouble<std::uint8_t>},
    NumberType{"BOOL", "|b1", "BoolStorage", 1, asDouble<std::uint8_t>},
};

} // namespace

std::span<const NumberType> numberTypes()
{
    return types;
}

const NumberType *numberTypeNamed(std::string_view NumberType::*format, std::string_view name)
{
    const auto found = std::ranges::find(types, name, format);
    return found == types.end() || name.empty() ? nullptr : &*found;
}

} // namespace core
