// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/whole_file.h"

#include <QDir>
#include <QSaveFile>

#include <filesystem>
#include <memory>

namespace ui {

namespace {

using core::Done;
using core::Error;
using core::Result;

/// Writes the bytes without putting the file in its place yet.
Result<std::unique_ptr<QSaveFile>> prepared(const QString &name, std::string_view bytes)
{
    auto file = std::make_unique<QSaveFile>(name);
    const auto size = static_cast<qint64>(bytes.size());
    if (!file->open(QIODevice::WriteOnly) || file->write(bytes.data(), size) != size ||
        !file->flush())
        return cannotWrite(name, *file);
    return file;
}

} // namespace

Error cannotWrite(const QString &name, const QString &why)
{
    return {name.toStdString() + ": cannot be written: " + why.toStdString(), {}};
}

Error cannotWrite(const QString &name, const QFileDevice &file)
{
    // Where there is no room for all of it, the system takes a part and calls that no error.
    const bool isUnsaid = file.errorString() == QIODevice::tr("Unknown error");
    return cannotWrite(name, isUnsaid ? QStringLiteral("the disk is full") : file.errorString());
}

QString templateBeside(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral(".packscope-XXXXXX"));
}

Result<Done> putInPlace(const QString &made, const QString &name)
{
    std::error_code code;
    std::filesystem::rename(made.toStdU16String(), name.toStdU16String(), code);
    if (code)
        return cannotWrite(name, QString::fromStdString(code.message()));
    return Done{};
}

Result<Done> writeWholeFile(const QString &name, std::string_view bytes)
{
    auto file = prepared(name, bytes);
    if (!file)
        return file.error();
    if (!(*file)->commit())
        return cannotWrite(name, **file);
    return Done{};
}

Result<Done> writeWholeFolder(const QString &folder, const std::vector<core::NamedFile> &files)
{
    const bool isNew = !QFileInfo::exists(folder);
    if (!QDir().mkpath(folder))
        return cannotWrite(folder, QStringLiteral("the folder cannot be made"));
    std::vector<std::unique_ptr<QSaveFile>> all;
    for (const core::NamedFile &each : files) {
        auto file = prepared(QDir(folder).filePath(QString::fromStdString(each.name)), each.bytes);
        if (!file) {
            all.clear();
            if (isNew)
                QDir().rmdir(folder); // only if it is empty
            return file.error();
        }
        all.push_back(std::move(*file));
    }
    for (const auto &file : all)
        if (!file->commit())
            return cannotWrite(file->fileName(), *file);
    return Done{};
}

} // namespace ui
