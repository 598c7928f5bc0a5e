// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/formula.h"

namespace core {

/// Name, symbols, numbers and value, a line each: for a mail or a note.
[[nodiscard]] std::string plainText(const Trace &trace, const Cell &cell);

/// The same as an `aligned` environment of LaTeX's amsmath.
[[nodiscard]] std::string latex(const Trace &trace, const Cell &cell);

} // namespace core
