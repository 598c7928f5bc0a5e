// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/runner.h"

#include "core/base/memory.h"
#include "core/pipeline/run.h"

#include <utility>

namespace ui {

Runner::Runner(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

Runner::~Runner()
{
    m_stop.request_stop();
    m_pool.clear();
    m_pool.waitForDone();
}

void Runner::start(std::shared_ptr<const core::Document> document)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_running = true;
    emit started();
    const auto stop = m_stop.get_token();
    m_pool.start([this, stop, document = std::move(document)] {
        if (stop.stop_requested())
            return;
        auto result = core::withinMemory("the document", [&] { return ran(document, stop); });
        // Asked again on this object's own thread, where alone a run is made stale.
        const auto deliver = [this, stop, result = std::move(result)] {
            if (!stop.stop_requested())
                take(result);
        };
        QMetaObject::invokeMethod(this, deliver, Qt::QueuedConnection);
    });
}

core::Result<Runner::Ran> Runner::ran(std::shared_ptr<const core::Document> document,
                                      const std::stop_token &stop)
{
    const auto trace = core::run(std::move(document), stop);
    if (!trace)
        return trace.error();
    return Ran{*trace, rastersOfLarge(**trace)};
}

void Runner::take(const core::Result<Ran> &result)
{
    m_running = false;
    if (!result) {
        emit failed(result.error());
        return;
    }
    // Who looks lets go of the old trace now; giving back its memory can take longer than a frame.
    auto old = std::exchange(m_trace, result->trace);
    m_rasters = result->rasters;
    emit finished(m_trace);
    m_pool.start([old = std::move(old)]() mutable { old.reset(); });
}

} // namespace ui
