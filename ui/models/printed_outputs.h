// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/cell.h"

#include <optional>

namespace ui {

/// The decimals that the article prints.
inline constexpr int printedDecimals = 4;

/// What PyTorch gave for a cell, as the article prints it: for its 30 outputs, in the padded lane and,
/// where they are real, in the packed one. Nothing for other cells, and nothing once the batch or the
/// model is no longer the article's.
[[nodiscard]] std::optional<double> printedOutput(const core::Trace &trace, const core::Cell &cell);

} // namespace ui
