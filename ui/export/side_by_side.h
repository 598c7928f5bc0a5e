// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace ui {

/// How many things are done at once.
[[nodiscard]] std::size_t workersAtOnce();

/// Calls `work` with 0 … count-1, on all cores of the machine, and returns when all is done.
void sideBySide(std::size_t count, const std::function<void(std::size_t)> &work);

} // namespace ui
