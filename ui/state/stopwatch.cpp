// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/stopwatch.h"

namespace ui {

Stopwatch::Stopwatch(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

Stopwatch::~Stopwatch()
{
    m_stop.request_stop();
    m_pool.clear();
    m_pool.waitForDone();
}

void Stopwatch::start(std::shared_ptr<const core::Trace> trace, double budget)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_pool.start([this, stop = m_stop.get_token(), trace = std::move(trace), budget] {
        const auto times = core::timeLanes(*trace, budget, stop);
        if (!times)
            return;
        const auto deliver = [this, stop, times = *times] {
            if (!stop.stop_requested())
                emit measured(times);
        };
        QMetaObject::invokeMethod(this, deliver, Qt::QueuedConnection);
    });
}

} // namespace ui
