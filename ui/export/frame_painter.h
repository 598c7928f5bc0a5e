// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/film.h"
#include "ui/export/film_writer.h"

#include <QMutex>
#include <QThread>
#include <QWaitCondition>

#include <memory>
#include <vector>

namespace ui {

/// Paints frames on all cores of the machine, a few ahead of whoever takes them.
///
/// Each thread keeps its cache for as long as it lives: what Qt knows of a font belongs to one thread.
class FramePainter {
  public:
    /// Requires: trace, film and timeline outlive this.
    FramePainter(const core::Trace &trace, const Film &film, const Timeline &timeline,
                 std::vector<FilmFrame> frames);
    ~FramePainter();
    FramePainter(const FramePainter &) = delete;
    FramePainter &operator=(const FramePainter &) = delete;

    /// The next few frames, in their order; none after the last. An image is null where there is no memory
    /// for it.
    [[nodiscard]] std::vector<PaintedFrame> next();

  private:
    void paintAll();
    [[nodiscard]] bool mayPaint() const;

    const core::Trace &m_trace;
    const Film &m_film;
    const Timeline &m_timeline;
    const std::vector<FilmFrame> m_frames;
    View m_view;

    QMutex m_mutex; ///< for all that follows
    QWaitCondition m_changed;
    std::vector<PaintedFrame> m_painted; ///< frame i, once it is painted and until it is taken
    std::vector<bool> m_isPainted;
    std::size_t m_begun = 0;
    std::size_t m_taken = 0;
    bool m_isGivenUp = false;
    std::vector<std::unique_ptr<QThread>> m_threads;
};

} // namespace ui
