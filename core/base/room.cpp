// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/room.h"

#include <cstdint>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace core {

void preferLargePages([[maybe_unused]] void *begin, [[maybe_unused]] std::size_t bytes)
{
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    constexpr std::uintptr_t page = std::uintptr_t{1} << 21;
    const auto address = reinterpret_cast<std::uintptr_t>(begin);
    const std::uintptr_t first = (address + page - 1) & ~(page - 1);
    const std::uintptr_t end = (address + bytes) & ~(page - 1);
    if (first < end) // whole pages alone; it is no matter if the system has none
        madvise(reinterpret_cast<void *>(first), end - first, MADV_HUGEPAGE);
#endif
}

} // namespace core
