// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/length_histogram.h"

#include <vector>

namespace tests {

/// The lengths of a corpus, a sequence each.
using Lengths = std::vector<std::int64_t>;

[[nodiscard]] inline core::LengthHistogram histogramOf(const Lengths &lengths)
{
    core::LengthHistogram histogram;
    for (const std::int64_t length : lengths)
        histogram.add(length);
    return histogram;
}

} // namespace tests
