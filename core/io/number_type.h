// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace core {

/// A type of number as files of weights hold it. A name is empty where the format has no such type.
struct NumberType {
    std::string_view safetensors; ///< "F32"
    std::string_view numpy;       ///< "<f4"
    std::string_view torch;       ///< "FloatStorage"
    std::size_t size;             ///< bytes
    double (*read)(const char *bytes);
};

/// All types that are read.
[[nodiscard]] std::span<const NumberType> numberTypes();

/// The type that one of the formats calls so; null if none does.
[[nodiscard]] const NumberType *numberTypeNamed(std::string_view NumberType::*format,
                                                std::string_view name);

} // namespace core
