// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/npz.h"

#include <zip.h>

#include <memory>

namespace core {

namespace {

constexpr std::string_view suffix = ".npy";
constexpr std::uint64_t mostBytes = std::uint64_t{1} << 30;

struct Discard {
    void operator()(zip_t *archive) const { zip_discard(archive); }
    void operator()(zip_source_t *source) const { zip_source_free(source); }
    void operator()(zip_file_t *file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, Discard>;
using Entry = std::unique_ptr<zip_file_t, Discard>;

Error refused(zip_error_t &error)
{
    Error result{std::string("not a zip archive that can be used: ") + zip_error_strerror(&error),
                 {}};
    zip_error_fini(&error);
    return result;
}

/// An archive in memory; `bytes` must outlive it. The source is kept for whoever asks for the result.
struct Opened {
    Source source;
    Archive archive;
};

Result<std::shared_ptr<Opened>> opened(std::string_view bytes, int flags)
{
    zip_error_t error;
    zip_error_init(&error);
    auto result = std::make_shared<Opened>();
    result->source.reset(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error));
    if (!result->source)
        return refused(error);
    result->archive.reset(zip_open_from_source(result->source.get(), flags, &error));
    if (!result->archive)
        return refused(error);
    zip_source_keep(result->source.get()); // the archive owns one reference, we own the other
    zip_error_fini(&error);
    return result;
}

Result<Done> add(zip_t *archive, const std::string &name, const std::string &bytes)
{
    zip_source_t *content = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    const std::string file = name + std::string(suffix);
    const auto place =
        content ? zip_file_add(archive, file.c_str(), content, ZIP_FL_ENC_UTF_8) : -1;
    if (place < 0) {
        zip_source_free(content);
        return Error{file + " cannot be put into the archive: " + zip_strerror(archive), {}};
    }
    const auto entry = static_cast<zip_uint64_t>(place);
    zip_set_file_compression(archive, entry, ZIP_CM_STORE, 0);
    // The first moment of zip's calendar, so that the same numbers give the same bytes.
    constexpr std::uint16_t midnight = 0, firstOfJanuary1980 = (1 << 5) | 1;
    zip_file_set_dostime(archive, entry, midnight, firstOfJanuary1980, 0);
    return Done{};
}

Result<std::string> written(zip_source_t *source)
{
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0)
        return Error{"the archive cannot be read back", {}};
    std::string bytes(stat.size, '\0');
    const auto count = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    if (count < 0 || static_cast<std::size_t>(count) != bytes.size())
        return Error{"the archive cannot be read back to its end", {}};
    return bytes;
}

Result<std::string> content(zip_t *archive, zip_uint64_t i, const zip_stat_t &stat)
{
    const Entry file(zip_fopen_index(archive, i, 0));
    if (!file)
        return Error{zip_strerror(archive), {}};
    std::string bytes(stat.size, '\0');
    const auto count = zip_fread(file.get(), bytes.data(), bytes.size());
    if (count < 0 || static_cast<std::size_t>(count) != bytes.size())
        return Error{"it ends too early or is damaged", {}};
    char beyond = 0; // the checksum is looked at where the data end
    if (zip_fread(file.get(), &beyond, 1) != 0)
        return Error{"it is damaged", {}};
    return bytes;
}

} // namespace

Result<std::string> npzBytes(const std::vector<std::pair<std::string, NpyArray>> &arrays)
{
    const auto zip = opened({}, ZIP_CREATE | ZIP_TRUNCATE);
    if (!zip)
        return zip.error();
    std::vector<std::string> contents; // libzip reads them when it closes the archive
    contents.reserve(arrays.size());
    for (const auto &[name, array] : arrays) {
        contents.push_back(npyBytes(array));
        if (const auto done = add((*zip)->archive.get(), name, contents.back()); !done)
            return done.error();
    }
    if (zip_close((*zip)->archive.get()) != 0)
        return Error{std::string("the archive cannot be written: ") +
                         zip_strerror((*zip)->archive.get()),
                     {}};
    (void)(*zip)->archive.release(); // closed is freed
    return written((*zip)->source.get());
}

Result<TensorsByName> readNpz(std::string_view bytes)
{
    if (!bytes.starts_with("PK")) // libzip takes an empty file for an empty archive
        return Error{"not a zip archive", {}};
    const auto zip = opened(bytes, ZIP_RDONLY);
    if (!zip)
        return zip.error();
    zip_t *archive = (*zip)->archive.get();
    TensorsByName tensors;
    std::uint64_t unpacked = 0;
    const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive, 0));
    for (zip_uint64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(archive, i, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE))
            return Error{"entry " + std::to_string(i) + " of the archive cannot be read", {}};
        std::string name = stat.name;
        if (!name.ends_with(suffix))
            continue;
        unpacked += std::min<std::uint64_t>(stat.size, mostBytes + 1);
        if (unpacked > mostBytes)
            return Error{"the arrays have more than " + std::to_string(mostBytes) +
                             " bytes; that is the most that is read",
                         {}};
        const auto file = content(archive, i, stat);
        if (!file)
            return file.error().at(name);
        auto tensor = readNpy(*file);
        if (!tensor)
            return tensor.error().at(name);
        name.resize(name.size() - suffix.size());
        if (!tensors.emplace(name, std::move(*tensor)).second)
            return Error{"the array \"" + name + "\" stands twice in the archive", {}};
    }
    return tensors;
}

} // namespace core
