// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/typed_number.h"

#include <array>
#include <charconv>
#include <cmath>

namespace ui {

QString typedNumber(double value, core::DType precision)
{
    std::array<char, 32> digits{};
    char *const end = digits.data() + digits.size();
    const auto [last, code] = precision == core::DType::float32
                                  ? std::to_chars(digits.data(), end, static_cast<float>(value))
                                  : std::to_chars(digits.data(), end, value);
    return QString::fromLatin1(digits.data(), last - digits.data());
}

std::optional<double> readNumber(const QString &text)
{
    bool ok = false;
    QString typed = text.trimmed();
    const double value = typed.replace(QChar(0x2212), QLatin1Char('-')).toDouble(&ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

} // namespace ui
