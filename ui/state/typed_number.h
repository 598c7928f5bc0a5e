// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/real_tensor.h"

#include <QString>

#include <optional>

namespace ui {

/// A number as a person types it: with as many digits as tell it from its neighbours in the precision.
[[nodiscard]] QString typedNumber(double value, core::DType precision = core::DType::float64);

/// What was typed, with a minus sign of either kind. Errors: nothing for what is not a finite number.
[[nodiscard]] std::optional<double> readNumber(const QString &text);

} // namespace ui
