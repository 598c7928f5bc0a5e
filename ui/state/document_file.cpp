// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/document_file.h"

#include "core/io/document_loader.h"
#include "core/io/document_writer.h"
#include "ui/state/whole_file.h"

namespace ui {

core::Result<core::Document> readDocumentFile(const QString &fileName)
{
    return core::loadDocument(fileName.toStdU16String());
}

core::Result<core::Done> writeDocumentFile(const QString &fileName, const core::Document &document)
{
    return writeWholeFile(fileName, core::documentText(document));
}

} // namespace ui
