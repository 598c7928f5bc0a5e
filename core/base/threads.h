// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/index.h"

#include <functional>

namespace core {

/// How many threads can run at a time: the processors that this program may use.
[[nodiscard]] int usableThreads();

/// Calls task(0) … task(count - 1), each once, on at most so many threads, this one among them. Returns when
/// all are done. Tasks must not touch what another one writes.
void inParallel(Index count, int threads, const std::function<void(Index)> &task);

} // namespace core
