// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/pipeline/trace.h"

#include <stop_token>

namespace core {

/// Runs both lanes of a document.
/// Errors: all of check(document); "stopped" if `stop` is asked for before the end.
[[nodiscard]] Result<std::shared_ptr<const Trace>> run(std::shared_ptr<const Document> document,
                                                       std::stop_token stop = {});

} // namespace core
