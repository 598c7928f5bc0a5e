// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weight_file.h"

#include "core/io/file_bytes.h"
#include "core/io/npz.h"
#include "core/io/safetensors.h"
#include "core/io/torch_file.h"

#include <algorithm>
#include <array>

namespace core {

namespace {

struct Extension {
    std::string_view name;
    WeightFormat format;
};

constexpr std::array extensions{
    Extension{".safetensors", WeightFormat::safetensors},
    Extension{".npz", WeightFormat::npz},
    Extension{".pt", WeightFormat::torch},
    Extension{".pth", WeightFormat::torch},
};

} // namespace

std::optional<WeightFormat> weightFormatOf(const std::filesystem::path &file)
{
    const auto found = std::ranges::find(extensions, lowerExtension(file), &Extension::name);
    return found == extensions.end() ? std::nullopt : std::optional(found->format);
}

Result<Done> WeightFile::list(WeightFormat format)
{
    if (format == WeightFormat::torch)
        if (const auto done = checkTorchBeginning(m_bytes); !done)
            return done.error();
    if (format != WeightFormat::safetensors) {
        auto archive = ZipArchive::open(m_bytes);
        if (!archive)
            return archive.error();
        m_archive = std::move(*archive);
    }
    if (format == WeightFormat::torch) {
        auto found = torchTensors(*m_archive);
        if (!found)
            return found.error();
        m_tensors = std::move(found->tensors);
        m_place = std::move(found->place);
        return Done{};
    }
    auto tensors =
        format == WeightFormat::npz ? npzTensors(*m_archive) : safetensorsTensors(m_bytes);
    if (!tensors)
        return tensors.error();
    m_tensors = std::move(*tensors);
    return Done{};
}

Result<WeightFile> WeightFile::of(std::string_view bytes, WeightFormat format)
{
    WeightFile file;
    file.m_bytes = bytes;
    if (const auto done = file.list(format); !done)
        return done.error();
    return file;
}

Result<WeightFile> WeightFile::open(const std::filesystem::path &file)
{
    const auto opened = [&]() -> Result<WeightFile> {
        const auto format = weightFormatOf(file);
        if (!format)
            return Error{"weights are read from .safetensors, .npz, .pt and .pth files, not from "
                         "\"" +
                             file.extension().string() + "\" files",
                         {}};
        auto mapped = MappedFile::open(file);
        if (!mapped)
            return mapped.error();
        auto weights = of(mapped->bytes(), *format);
        if (weights)
            weights->m_file = std::move(*mapped); // the bytes stay where they are
        return weights;
    };
    auto weights = opened();
    if (!weights)
        return weights.error().at(file.filename().string());
    return weights;
}

Result<Tensor<double>> WeightFile::read(const std::string &name) const
{
    const StoredTensor &tensor = m_tensors.at(name);
    const auto numbers = [&]() -> Result<Tensor<double>> {
        if (m_file && !m_file->isUnchanged())
            return Error{"another program has written to the file since it was opened", {}};
        if (const auto done = checkReadable(tensor); !done)
            return done.error();
        const auto reach = *reachOf(tensor.shape, tensor.strides, tensor.type->size);
        if (!tensor.entry)
            return numbersOf(tensor, m_bytes.substr(tensor.begin, reach));
        const auto bytes = m_archive->read(*tensor.entry, tensor.begin, reach);
        return bytes ? numbersOf(tensor, *bytes) : bytes.error();
    };
    auto result = numbers();
    if (!result)
        return result.error().at(name);
    return result;
}

} // namespace core
