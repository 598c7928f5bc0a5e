// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/timing.h"

#include <QObject>
#include <QThreadPool>

namespace ui {

/// Measures both lanes off the GUI thread, one trace at a time.
class Stopwatch : public QObject {
    Q_OBJECT

  public:
    explicit Stopwatch(QObject *parent = nullptr);
    ~Stopwatch() override;

    /// Measures for about `budget` seconds; a measurement that still runs is given up.
    void start(std::shared_ptr<const core::Trace> trace, double budget);
    /// Gives up what runs.
    void stop() { m_stop.request_stop(); }

  signals:
    void measured(const core::LaneTimes &times);

  private:
    QThreadPool m_pool;
    std::stop_source m_stop;
};

} // namespace ui
