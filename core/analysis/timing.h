// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/trace.h"

#include <optional>
#include <stop_token>

namespace core {

/// How long each lane takes on this machine, one thread, by the clock on the wall.
struct LaneTimes {
    double packedSeconds = 0; ///< median of pack (sort included), GRU and unpack
    double paddedSeconds = 0; ///< median of GRU over all cells and the gather by last_mask
    int repeats = 0;

    bool operator==(const LaneTimes &) const = default;
};

/// Runs both lanes in turns until `budget` is used up, at least once.
/// Units: seconds. Nothing where `stop` is asked for before the end.
[[nodiscard]] std::optional<LaneTimes> timeLanes(const Trace &trace, double budget,
                                                 std::stop_token stop = {});

} // namespace core
