// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/threads.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

#ifdef __linux__
#include <sched.h>
#endif

namespace core {

int usableThreads()
{
#ifdef __linux__
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        return CPU_COUNT(&set);
#endif
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

void inParallel(Index count, int threads, const std::function<void(Index)> &task)
{
    std::atomic<Index> next = 0;
    const auto work = [&] {
        for (Index i = next++; i < count; i = next++)
            task(i);
    };
    std::vector<std::jthread> others;
    try {
        for (Index i = 1; i < std::min<Index>(count, threads); ++i)
            others.emplace_back(work);
    } catch (const std::system_error &) {
        // The system has no more threads to give; those that there are do it all.
    }
    work();
}

} // namespace core
