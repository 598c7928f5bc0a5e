// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/npz.h"

namespace core {

namespace {

constexpr std::string_view suffix = ".npy";
/// A header is read from so many bytes; numpy writes one of 118 for a tensor of rank 2.
constexpr std::uint64_t headBytes = 1 << 17;

} // namespace

Result<std::string> npzBytes(const std::vector<std::pair<std::string, NpyArray>> &arrays)
{
    std::vector<std::pair<std::string, std::string>> files;
    files.reserve(arrays.size());
    for (const auto &[name, array] : arrays)
        files.emplace_back(name + std::string(suffix), npyBytes(array));
    return zipBytes(files);
}

Result<StoredTensors> npzTensors(const ZipArchive &archive)
{
    StoredTensors tensors;
    for (std::size_t i = 0; i < archive.entries().size(); ++i) {
        const ZipEntry &entry = archive.entries()[i];
        if (!entry.name.ends_with(suffix))
            continue;
        std::string name = entry.name.substr(0, entry.name.size() - suffix.size());
        if (const auto done = checkNamed(name, {}); !done)
            return done.error();
        const auto head = archive.head(i, headBytes);
        if (!head)
            return head.error().at(entry.name);
        auto tensor = npyTensor(*head, entry.size);
        if (!tensor)
            return tensor.error().at(entry.name);
        tensor->entry = i;
        tensors.emplace(std::move(name), std::move(*tensor));
    }
    return tensors;
}

} // namespace core
