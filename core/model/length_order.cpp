// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/length_order.h"

#include <algorithm>
#include <utility>

namespace core {

namespace {

using Keyed = std::pair<std::int64_t, std::int64_t>; // length, index

bool longer(const Keyed &a, const Keyed &b)
{
    return a.first > b.first;
}

} // namespace

std::vector<std::int64_t> descendingOrder(std::span<const std::int64_t> lengths, TieOrder ties)
{
    std::vector<Keyed> keyed;
    for (std::size_t i = 0; i < lengths.size(); ++i)
        keyed.emplace_back(lengths[i], static_cast<std::int64_t>(i));
    // std::sort is the point here, not an oversight: its treatment of ties is PyTorch's.
    if (ties == TieOrder::torch)
        std::sort(keyed.begin(), keyed.end(), longer);
    else
        std::stable_sort(keyed.begin(), keyed.end(), longer);
    std::vector<std::int64_t> order;
    for (const Keyed &each : keyed)
        order.push_back(each.second);
    return order;
}

} // namespace core
