// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/film_writer.h"

#include <QRect>
#include <QSaveFile>

#include <memory>

namespace ui {

/// What one frame changes on the screen: a rectangle of it, in which what stays is transparent.
struct Patch {
    QRect rect;
    QImage pixels; ///< Format_ARGB32, the size of the rectangle; each is opaque or transparent

    /// Null pixels `before` stand for an empty screen. The corner lies on multiples of `grid`; where nothing
    /// differs, one cell of it is left.
    static Patch between(const QImage &before, const QImage &now, int grid);
};

/// The frames of an animation, counted.
struct AnimationSize {
    QSize pixels;
    int loops = 0; ///< how often it is shown; 0: endlessly
    int frames = 0;
    qint64 bytes = 0; ///< of the whole file
};

/// How a kind of animated picture is written down.
class AnimationFormat {
  public:
    virtual ~AnimationFormat() = default;

    /// What pictures of this kind are called, and how they count time and space.
    struct Limits {
        const char *name;
        int ticksPerSecond;
        int shortest; ///< ticks
        int largest;  ///< pixels, wide and high
        int grid;     ///< where the corner of a patch may lie
    };
    [[nodiscard]] virtual Limits limits() const = 0;
    /// The beginning of the file, always of one length: it is written again when the frames are counted.
    [[nodiscard]] virtual QByteArray head(const AnimationSize &size) const = 0;
    /// The pixels, compressed; empty if there is no memory. Many threads call this at once.
    [[nodiscard]] virtual QByteArray encoded(const Patch &patch) const = 0;
    /// What shows `encoded` pixels at their place for some ticks. `number` counts the frames from 0.
    [[nodiscard]] virtual QByteArray frame(int number, const QRect &rect, const QByteArray &encoded,
                                           int ticks) const = 0;
    [[nodiscard]] virtual QByteArray tail() const = 0;
};

/// Writes an animated picture frame by frame; memory does not grow with its length. What looks the same is
/// one frame, shown longer. The last one rests before the film begins again.
class AnimationWriter : public FilmWriter {
  public:
    AnimationWriter(const QString &fileName, std::unique_ptr<const AnimationFormat> format,
                    int loops);

    [[nodiscard]] core::Result<core::Done> add(const std::vector<PaintedFrame> &frames) override;
    [[nodiscard]] core::Result<core::Done> finish() override;

  private:
    struct Shot;

    [[nodiscard]] core::Result<core::Done> open(QSize size);
    [[nodiscard]] core::Result<core::Done> write(const std::vector<Shot> &shots);
    [[nodiscard]] core::Error failure() const;

    QSaveFile m_file;
    std::unique_ptr<const AnimationFormat> m_format;
    AnimationSize m_size;
    QImage m_pending; ///< waits until it is known how long it is shown
    QImage m_shown;   ///< what is on screen before it
    int m_pendingStart = 0;
    int m_lastEnd = 0; ///< ticks
};

} // namespace ui
