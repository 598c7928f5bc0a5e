// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/index.h"

#include <vector>

namespace core {

/// Tells the system that this memory, which nobody has touched yet, will be filled from one end to the other. It
/// then gives it in large pages where it has them: small ones cost more than what is written to them.
/// Changes nothing but time.
void preferLargePages(void *begin, std::size_t bytes);

/// An empty vector with room for so many, in large pages if it is large.
template <class Scalar> [[nodiscard]] std::vector<Scalar> roomFor(Index count)
{
    std::vector<Scalar> room;
    room.reserve(static_cast<std::size_t>(count));
    preferLargePages(room.data(), room.capacity() * sizeof(Scalar));
    return room;
}

} // namespace core
