// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/document_loader.h"

#include "core/io/document_reader.h"
#include "core/io/text_document.h"

namespace core {

Result<Document> loadDocument(const std::filesystem::path &file)
{
    std::string extension = file.extension().string();
    for (char &c : extension)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return extension == ".txt" ? readTextDocument(file) : readDocument(file);
}

} // namespace core
