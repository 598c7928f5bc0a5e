// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/document_file.h"

#include "core/io/document_reader.h"
#include "core/io/document_writer.h"
#include "core/io/text_document.h"

#include <QSaveFile>

#include <filesystem>

namespace ui {

core::Result<core::Document> readDocumentFile(const QString &fileName)
{
    const std::filesystem::path path(fileName.toStdU16String());
    return fileName.endsWith(QLatin1String(".txt"), Qt::CaseInsensitive)
               ? core::readTextDocument(path)
               : core::readDocument(path);
}

core::Result<core::Done> writeDocumentFile(const QString &fileName, const core::Document &document)
{
    const std::string text = core::documentText(document);
    QSaveFile file(fileName);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.write(text.data(), static_cast<qint64>(text.size())) ==
                             static_cast<qint64>(text.size()) &&
                         file.commit();
    if (!written)
        return core::Error{
            fileName.toStdString() + " cannot be written: " + file.errorString().toStdString(), {}};
    return core::Done{};
}

} // namespace ui
