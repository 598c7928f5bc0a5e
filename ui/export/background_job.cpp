// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/background_job.h"

#include "core/base/memory.h"

namespace ui {

BackgroundJob::BackgroundJob(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

BackgroundJob::~BackgroundJob()
{
    stop();
    m_pool.waitForDone();
}

void BackgroundJob::start(Work work)
{
    m_stop = std::stop_source();
    m_isRunning = true;
    m_pool.start([this, work = std::move(work), stop = m_stop.get_token()] {
        const auto progress = [this, stop](std::size_t done, std::size_t all) {
            const double share = static_cast<double>(done) / static_cast<double>(all);
            QMetaObject::invokeMethod(
                this, [this, share] { emit progressed(share); }, Qt::QueuedConnection);
            return !stop.stop_requested();
        };
        const auto outcome = core::withinMemory("export", [&] { return work(progress); });
        const auto deliver = [this, outcome, stop] {
            m_isRunning = false;
            emit finished(outcome, stop.stop_requested() && !outcome.ok());
        };
        QMetaObject::invokeMethod(this, deliver, Qt::QueuedConnection);
    });
}

void BackgroundJob::stop()
{
    m_stop.request_stop();
}

} // namespace ui
