// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_loader.h"

#include "core/io/document_reader.h"
#include "core/io/document_token.h"
#include "core/io/file_bytes.h"
#include "core/io/model_document.h"
#include "core/io/text_document.h"

namespace core {

namespace {

Result<Document> parseAnyDocument(const std::filesystem::path &file, std::string_view bytes)
{
    if (isDocumentToken(bytes))
        return parseDocumentToken(bytes);
    return lowerExtension(file) == ".txt" ? parseTextDocument(bytes)
                                          : parseDocument(bytes, file.parent_path());
}

} // namespace

Result<Document> loadDocument(const std::filesystem::path &file)
{
    if (weightFormatOf(file))
        return readModelDocument(file);
    const auto bytes = readBytes(file);
    auto document = bytes ? parseAnyDocument(file, *bytes) : bytes.error();
    if (!document)
        return document.error().at(file.filename().string());
    return document;
}

} // namespace core
