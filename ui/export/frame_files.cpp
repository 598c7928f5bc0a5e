// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/frame_files.h"

#include "ui/export/picture.h"
#include "ui/export/side_by_side.h"
#include "ui/state/whole_file.h"

#include <QDir>
#include <QRegularExpression>

namespace ui {

namespace {

QString numbered(int number)
{
    return QStringLiteral("%1.png").arg(number, 5, 10, QLatin1Char('0'));
}

} // namespace

FrameFiles::FrameFiles(QString folder, double scale)
    : m_folder(std::move(folder)), m_scale(scale), m_isNew(!QFileInfo::exists(m_folder))
{
}

FrameFiles::~FrameFiles()
{
    m_prepared.reset();
    if (m_isNew)
        QDir().rmdir(m_folder); // only if it is empty
}

core::Result<core::Done> FrameFiles::add(const std::vector<PaintedFrame> &frames)
{
    if (const auto ready = prepare(); !ready)
        return ready;
    std::vector<QByteArray> files(frames.size());
    sideBySide(frames.size(), [&](std::size_t i) {
        files[i] = pngOf(frames[i].image, m_scale, frames[i].caption);
    });
    for (const QByteArray &bytes : files) {
        const QString name = m_prepared->filePath(numbered(++m_count));
        if (const auto written = writeWholeFile(name, bytes.toStdString()); !written)
            return written;
    }
    return core::Done{};
}

core::Result<core::Done> FrameFiles::finish()
{
    if (const auto ready = prepare(); !ready)
        return ready;
    const QDir folder(m_folder);
    for (int number = 1; number <= m_count; ++number) {
        const QString name = numbered(number);
        if (const auto put = putInPlace(m_prepared->filePath(name), folder.filePath(name)); !put)
            return put;
    }
    static const QRegularExpression frame(QStringLiteral("^[0-9]{5}[.]png$"));
    for (const QString &name : folder.entryList(QDir::Files))
        if (frame.match(name).hasMatch() && name.left(5).toInt() > m_count)
            QFile::remove(folder.filePath(name));
    return core::Done{};
}

core::Result<core::Done> FrameFiles::prepare()
{
    if (m_prepared)
        return core::Done{};
    if (!QDir().mkpath(m_folder))
        return cannotWrite(m_folder, QStringLiteral("the folder cannot be made"));
    m_prepared = std::make_unique<QTemporaryDir>(templateBeside(m_folder));
    if (!m_prepared->isValid())
        return cannotWrite(m_folder, m_prepared->errorString());
    return core::Done{};
}

} // namespace ui
