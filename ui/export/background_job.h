// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/export/film.h"

#include <QObject>
#include <QThreadPool>

#include <stop_token>

namespace ui {

/// Work that takes its time, off the GUI thread: it tells how far it is, and can be stopped. One at a time.
class BackgroundJob : public QObject {
    Q_OBJECT

  public:
    /// Asks its progress now and then whether to go on.
    using Work = std::function<core::Result<core::Done>(const Progress &)>;

    explicit BackgroundJob(QObject *parent = nullptr);
    /// Stops what runs, and waits for it.
    ~BackgroundJob() override;

    /// Requires: nothing runs.
    void start(Work work);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

  signals:
    /// How much is done, 0 … 1.
    void progressed(double share);
    /// It came to its end; `wasStopped` where a person did not wait for it.
    void finished(const core::Result<core::Done> &outcome, bool wasStopped);

  private:
    QThreadPool m_pool; ///< of one thread
    std::stop_source m_stop;
    bool m_isRunning = false;
};

} // namespace ui
