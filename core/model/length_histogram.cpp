// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/length_histogram.h"

#include <cassert>

namespace core {

void LengthHistogram::add(std::int64_t length, std::int64_t count)
{
    assert(length >= 1);
    m_counts[length] += count;
    m_sequences += count;
    m_cells += length * count;
}

std::int64_t LengthHistogram::quantile(double share) const
{
    assert(m_sequences > 0 && share >= 0 && share <= 1);
    std::int64_t seen = 0;
    for (const auto &[length, count] : m_counts)
        if (seen += count; static_cast<double>(seen) >= share * static_cast<double>(m_sequences))
            return length;
    return longest();
}

} // namespace core
