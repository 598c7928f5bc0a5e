// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/pipeline/trace.h"
#include "ui/scene/rasters.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <stop_token>

namespace ui {

/// Runs documents on another thread; only what the newest one gives is ever told.
class Runner : public QObject {
    Q_OBJECT

  public:
    explicit Runner(QObject *parent = nullptr);
    ~Runner() override;

    /// Begins to run a document; whatever was running is stopped and never heard of again.
    void start(std::shared_ptr<const core::Document> document);
    /// What the last run that succeeded gave; null before the first.
    [[nodiscard]] const std::shared_ptr<const core::Trace> &trace() const { return m_trace; }
    /// Its rasters, if it is large; made on the other thread as well.
    [[nodiscard]] const std::shared_ptr<const Rasters> &rasters() const { return m_rasters; }
    [[nodiscard]] bool isRunning() const { return m_running; }

  signals:
    void started();
    void finished(const std::shared_ptr<const core::Trace> &trace);
    /// With what core::run refused, or because memory ran out.
    void failed(const core::Error &error);

  private:
    struct Ran {
        std::shared_ptr<const core::Trace> trace;
        std::shared_ptr<const Rasters> rasters;
    };
    static core::Result<Ran> ran(std::shared_ptr<const core::Document> document,
                                 const std::stop_token &stop);
    void take(const core::Result<Ran> &result);

    QThreadPool m_pool; ///< of one thread: a new run begins when the stopped one is out
    std::stop_source m_stop;
    std::shared_ptr<const core::Trace> m_trace;
    std::shared_ptr<const Rasters> m_rasters;
    bool m_running = false;
};

} // namespace ui
