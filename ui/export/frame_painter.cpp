// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/frame_painter.h"

#include "ui/export/picture.h"
#include "ui/export/side_by_side.h"
#include "ui/paint/paint_cache.h"
#include "ui/scene/scene_at.h"
#include "ui/scene/text.h"

namespace ui {

namespace {

/// How many frames are taken together, and as many again are painted meanwhile.
std::size_t takenAtOnce()
{
    return 2 * workersAtOnce();
}

} // namespace

FramePainter::FramePainter(const core::Trace &trace, const Film &film, const Timeline &timeline,
                           std::vector<FilmFrame> frames)
    : m_trace(trace), m_film(film), m_timeline(timeline), m_frames(std::move(frames)),
      m_view(film.view), m_painted(m_frames.size()), m_isPainted(m_frames.size())
{
    m_view.rasters = rastersOfLarge(trace);
    for (std::size_t i = 0; i < std::min(workersAtOnce(), m_frames.size()); ++i) {
        m_threads.emplace_back(QThread::create([this] { paintAll(); }));
        m_threads.back()->start();
    }
}

FramePainter::~FramePainter()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_isGivenUp = true;
        m_changed.wakeAll();
    }
    for (const auto &thread : m_threads)
        thread->wait();
}

std::vector<PaintedFrame> FramePainter::next()
{
    const QMutexLocker lock(&m_mutex);
    const std::size_t end = std::min(m_taken + takenAtOnce(), m_frames.size());
    std::vector<PaintedFrame> frames;
    for (; m_taken < end; ++m_taken) {
        while (!m_isPainted[m_taken])
            m_changed.wait(&m_mutex);
        frames.push_back(std::exchange(m_painted[m_taken], {}));
    }
    m_changed.wakeAll();
    return frames;
}

bool FramePainter::mayPaint() const
{
    return m_begun < std::min(m_frames.size(), m_taken + 2 * takenAtOnce());
}

void FramePainter::paintAll()
{
    PaintCache cache;
    QMutexLocker lock(&m_mutex);
    while (true) {
        while (!m_isGivenUp && !mayPaint() && m_begun < m_frames.size())
            m_changed.wait(&m_mutex);
        if (m_isGivenUp || m_begun == m_frames.size())
            return;
        const std::size_t number = m_begun++;
        lock.unlock();
        const Scene scene = sceneAt(m_trace, m_view, m_timeline, m_frames[number].time);
        PaintedFrame frame{imageOf(scene, themeOf(m_film.theme), m_film.scale, &cache),
                           m_frames[number].end, descriptionOf(scene)};
        lock.relock();
        m_painted[number] = std::move(frame);
        m_isPainted[number] = true;
        m_changed.wakeAll();
    }
}

} // namespace ui
