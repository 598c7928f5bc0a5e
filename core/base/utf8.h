// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace core {

/// What must follow the first byte of a UTF-8 character: so many bytes, the next one within these
/// bounds, the further ones from 0x80 to 0xBF.
struct Utf8Tail {
    int bytes = 0;
    unsigned char least = 0x80, most = 0xBF;
};

/// Nothing where no character begins so.
/// Source: the table of well-formed sequences in the Unicode standard, 3.9.
[[nodiscard]] constexpr std::optional<Utf8Tail> utf8Tail(unsigned char lead)
{
    if (lead < 0x80)
        return Utf8Tail{};
    if (lead >= 0xC2 && lead <= 0xDF)
        return Utf8Tail{1};
    if (lead == 0xE0) // shorter otherwise
        return Utf8Tail{2, 0xA0, 0xBF};
    if (lead == 0xED) // else half of a pair of UTF-16
        return Utf8Tail{2, 0x80, 0x9F};
    if (lead >= 0xE1 && lead <= 0xEF)
        return Utf8Tail{2};
    if (lead == 0xF0) // shorter otherwise
        return Utf8Tail{3, 0x90, 0xBF};
    if (lead >= 0xF1 && lead <= 0xF3)
        return Utf8Tail{3};
    if (lead == 0xF4) // else beyond U+10FFFF
        return Utf8Tail{3, 0x80, 0x8F};
    return std::nullopt;
}

/// The text after the mark that some programs put before UTF-8.
[[nodiscard]] constexpr std::string_view withoutByteOrderMark(std::string_view text)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

} // namespace core
