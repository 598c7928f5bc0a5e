// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_loader.h"

#include "core/io/document_reader.h"
#include "core/io/file_bytes.h"
#include "core/io/model_document.h"
#include "core/io/text_document.h"

namespace core {

Result<Document> loadDocument(const std::filesystem::path &file)
{
    if (weightFormatOf(file))
        return readModelDocument(file);
    return lowerExtension(file) == ".txt" ? readTextDocument(file) : readDocument(file);
}

} // namespace core
