// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/length_check.h"

#include "core/model/torch_words.h"

#include <algorithm>

namespace core {

LengthOrder lengthOrder(const Options &options)
{
    return options.sort == SortBy::torch && options.enforceSorted ? LengthOrder::notIncreasing
                                                                  : LengthOrder::any;
}

Result<Done> checkLengths(std::span<const std::int64_t> lengths, LengthOrder order)
{
    const auto place = [](Index b) { return "lengths[" + std::to_string(b) + "] is "; };
    const bool looksAtOrder =
        order == LengthOrder::notIncreasing && !lengths.empty() && lengths.back() > 0;
    if (looksAtOrder) {
        const auto rise = std::ranges::adjacent_find(lengths, std::less<>());
        if (rise != lengths.end())
            return Error{place(rise - lengths.begin() + 1) + std::to_string(rise[1]) + " after " +
                             std::to_string(rise[0]) +
                             "; with enforce_sorted lengths must not increase",
                         torchOnIncrease};
    }
    const auto low = std::ranges::find_if(lengths, [](std::int64_t length) { return length < 1; });
    if (low == lengths.end())
        return Done{};
    const Index b = low - lengths.begin();
    return Error{place(b) + std::to_string(*low) + " (sequence " + sequenceName(SequenceIndex(b)) +
                     "); lengths must be at least 1",
                 torchOnLengthBelowOne};
}

} // namespace core
