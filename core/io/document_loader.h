// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

#include <filesystem>

namespace core {

/// Loads a file of any kind, by the end of its name, written in whatever case: plain text with one
/// sequence a line (.txt), the model in a file of weights (.safetensors, .npz, .pt, .pth), and else a
/// document. A file of text may also hold a document token.
/// Errors, after the file's name: as parseTextDocument, parseDocumentToken and parseDocument; a file that
/// cannot be read; as readModelDocument.
[[nodiscard]] Result<Document> loadDocument(const std::filesystem::path &file);

} // namespace core
