// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/side_by_side.h"

#include <QThread>

#include <atomic>
#include <thread>
#include <vector>

namespace ui {

std::size_t workersAtOnce()
{
    return static_cast<std::size_t>(std::max(1, QThread::idealThreadCount()));
}

void sideBySide(std::size_t count, const std::function<void(std::size_t)> &work)
{
    std::atomic<std::size_t> next = 0;
    const auto worker = [&] {
        for (std::size_t i = next++; i < count; i = next++)
            work(i);
    };
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(count, workersAtOnce()); ++i)
        others.emplace_back(worker);
    worker();
}

} // namespace ui
