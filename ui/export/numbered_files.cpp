// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/numbered_files.h"

#include "ui/state/whole_file.h"

#include <QDir>
#include <QRegularExpression>

namespace ui {

NumberedFiles::NumberedFiles(QString folder, QString ending)
    : m_folder(std::move(folder)), m_ending(std::move(ending)),
      m_isNew(!QFileInfo::exists(m_folder))
{
}

NumberedFiles::~NumberedFiles()
{
    m_prepared.reset();
    if (m_isNew)
        QDir().rmdir(m_folder); // only if it is empty
}

core::Result<core::Done> NumberedFiles::add(const QByteArray &bytes)
{
    if (const auto ready = prepare(); !ready)
        return ready;
    QFile file(m_prepared->filePath(name(++m_count)));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush())
        return cannotWrite(m_folder, file);
    return core::Done{};
}

core::Result<core::Done> NumberedFiles::finish()
{
    if (const auto ready = prepare(); !ready)
        return ready;
    const QDir folder(m_folder);
    for (int number = 1; number <= m_count; ++number) {
        const QString file = name(number);
        if (const auto put = putInPlace(m_prepared->filePath(file), folder.filePath(file)); !put)
            return put;
    }
    const QRegularExpression ours(QStringLiteral("^[0-9]{5}[.]%1$").arg(m_ending));
    for (const QString &file : folder.entryList(QDir::Files))
        if (ours.match(file).hasMatch() && file.left(5).toInt() > m_count)
            QFile::remove(folder.filePath(file));
    return core::Done{};
}

core::Result<core::Done> NumberedFiles::prepare()
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

QString NumberedFiles::name(int number) const
{
    return QStringLiteral("%1.%2").arg(number, 5, 10, QLatin1Char('0')).arg(m_ending);
}

} // namespace ui
