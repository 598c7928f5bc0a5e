// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/sort.h"

namespace core {

SortedLengths sortDescending(std::span<const std::int64_t> lengths, TieOrder ties)
{
    SortedLengths sorted{{}, descendingOrder(lengths, ties)};
    for (const std::int64_t index : sorted.indices)
        sorted.lengths.push_back(lengths[static_cast<std::size_t>(index)]);
    return sorted;
}

Result<std::vector<std::int64_t>> invertPermutation(std::span<const std::int64_t> permutation)
{
    const auto n = static_cast<std::int64_t>(permutation.size());
    std::vector<std::int64_t> inverse(permutation.size(), -1);
    for (std::int64_t i = 0; i < n; ++i) {
        const std::int64_t target = permutation[static_cast<std::size_t>(i)];
        if (target < 0 || target >= n)
            return Error{"entry " + std::to_string(i) + " of the permutation is " +
                             std::to_string(target) + "; entries must be 0 to " +
                             std::to_string(n - 1),
                         "index " + std::to_string(target) +
                             " is out of bounds for dimension 0 with size " + std::to_string(n)};
        auto &place = inverse[static_cast<std::size_t>(target)];
        if (place >= 0)
            return Error{"entries " + std::to_string(place) + " and " + std::to_string(i) +
                             " of the permutation are both " + std::to_string(target) +
                             "; each index must stand once",
                         {}};
        place = i;
    }
    return inverse;
}

} // namespace core
