// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/write_file.h"

#include <QDir>
#include <QSaveFile>

#include <memory>

namespace app {

namespace {

using core::Done;
using core::Error;
using core::Result;

QString nameOf(const std::filesystem::path &path)
{
    return QString::fromStdString(path.string());
}

Error cannotWrite(const std::filesystem::path &path, const QString &why)
{
    return {path.string() + ": cannot be written: " + why.toStdString(), {}};
}

/// Writes the bytes without putting the file in its place yet.
Result<std::unique_ptr<QSaveFile>> prepared(const std::filesystem::path &path,
                                            const std::string &bytes)
{
    auto file = std::make_unique<QSaveFile>(nameOf(path));
    const auto size = static_cast<qint64>(bytes.size());
    if (!file->open(QIODevice::WriteOnly) || file->write(bytes.data(), size) != size ||
        !file->flush())
        return cannotWrite(path, file->errorString());
    return file;
}

} // namespace

Result<Done> writeFile(const std::filesystem::path &path, const std::string &bytes)
{
    auto file = prepared(path, bytes);
    if (!file)
        return file.error();
    if (!(*file)->commit())
        return cannotWrite(path, (*file)->errorString());
    return Done{};
}

Result<Done> writeFolder(const std::filesystem::path &folder,
                         const std::vector<core::NamedFile> &files)
{
    std::error_code code;
    const bool isNew = !std::filesystem::exists(folder, code);
    if (!QDir().mkpath(nameOf(folder)))
        return cannotWrite(folder, "the folder cannot be made");
    const auto cleanedUp = [&](const Error &error) {
        if (isNew)
            std::filesystem::remove(folder, code); // only if it is empty
        return error;
    };
    std::vector<std::unique_ptr<QSaveFile>> all;
    for (const core::NamedFile &each : files) {
        auto file = prepared(folder / each.name, each.bytes);
        if (!file) {
            all.clear();
            return cleanedUp(file.error());
        }
        all.push_back(std::move(*file));
    }
    for (const auto &file : all)
        if (!file->commit())
            return cannotWrite(folder, file->errorString());
    return Done{};
}

} // namespace app
