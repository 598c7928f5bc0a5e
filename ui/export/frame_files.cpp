// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/frame_files.h"

#include "ui/export/picture.h"
#include "ui/export/side_by_side.h"

namespace ui {

FrameFiles::FrameFiles(QString folder, double scale)
    : m_files(std::move(folder), QStringLiteral("png")), m_scale(scale)
{
}

core::Result<core::Done> FrameFiles::add(const std::vector<PaintedFrame> &frames)
{
    std::vector<QByteArray> files(frames.size());
    sideBySide(frames.size(), [&](std::size_t i) {
        files[i] = pngOf(frames[i].image, m_scale, frames[i].description);
    });
    for (const QByteArray &bytes : files)
        if (const auto added = m_files.add(bytes); !added)
            return added;
    return core::Done{};
}

core::Result<core::Done> FrameFiles::finish()
{
    return m_files.finish();
}

} // namespace ui
