// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weight_file.h"

#include "core/io/file_bytes.h"
#include "core/io/npz.h"
#include "core/io/safetensors.h"

namespace core {

namespace {

Result<TensorsByName> readByExtension(const std::filesystem::path &file)
{
    const std::string extension = file.extension().string();
    if (extension != ".safetensors" && extension != ".npz")
        return Error{"weights are read from .safetensors and .npz files, not from \"" + extension +
                         "\" files",
                     {}};
    const auto bytes = readBytes(file);
    if (!bytes)
        return bytes.error();
    return extension == ".npz" ? readNpz(*bytes) : readSafetensors(*bytes);
}

} // namespace

Result<TensorsByName> readWeightFile(const std::filesystem::path &file)
{
    auto tensors = readByExtension(file);
    if (!tensors)
        return tensors.error().at(file.filename().string());
    return tensors;
}

} // namespace core
