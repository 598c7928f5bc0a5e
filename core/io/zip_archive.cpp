// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/zip_archive.h"

#include <zip.h>

#include <algorithm>
#include <array>
#include <set>
#include <span>

namespace core {

namespace {

constexpr std::uint64_t mostUnpacked = std::uint64_t{1} << 30;

struct Discard {
    void operator()(zip_t *archive) const { zip_discard(archive); }
    void operator()(zip_source_t *source) const { zip_source_free(source); }
    void operator()(zip_file_t *file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, Discard>;
using File = std::unique_ptr<zip_file_t, Discard>;

Error refused(zip_error_t &error)
{
    Error result{std::string("not a zip archive that can be used: ") + zip_error_strerror(&error),
                 {}};
    zip_error_fini(&error);
    return result;
}

} // namespace

/// The source is kept for whoever asks for what was written.
struct OpenedZip {
    Source source;
    Archive archive;

    /// An archive in memory; `bytes` must outlive it.
    static Result<std::shared_ptr<OpenedZip>> open(std::string_view bytes, int flags);
};

Result<std::shared_ptr<OpenedZip>> OpenedZip::open(std::string_view bytes, int flags)
{
    zip_error_t error;
    zip_error_init(&error);
    auto result = std::make_shared<OpenedZip>();
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

namespace {

/// What the archive says of its entries, which must have room in its own bytes.
Result<std::vector<ZipEntry>> listed(zip_t *archive, std::uint64_t archiveSize)
{
    std::vector<ZipEntry> entries;
    std::set<std::string> names;
    std::uint64_t packed = 0, unpacked = 0;
    const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive, 0));
    constexpr zip_uint64_t needed =
        ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
    for (zip_uint64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(archive, i, 0, &stat) != 0 || (stat.valid & needed) != needed)
            return Error{"entry " + std::to_string(i) + " of the archive cannot be read", {}};
        if (!names.insert(stat.name).second)
            return Error{"\"" + std::string(stat.name) + "\" stands twice in the archive", {}};
        if (stat.comp_size > archiveSize - packed)
            return Error{"the entries of the archive have more bytes than the archive", {}};
        packed += stat.comp_size;
        if (stat.comp_method != ZIP_CM_STORE) {
            if (stat.size > mostUnpacked - unpacked)
                return Error{"the entries of the archive unpack to more than " +
                                 std::to_string(mostUnpacked) +
                                 " bytes; that is the most that is read",
                             {}};
            unpacked += stat.size;
        } else if (stat.size != stat.comp_size) {
            return Error{"\"" + std::string(stat.name) + "\" has " +
                             std::to_string(stat.comp_size) + " bytes in the archive, which says " +
                             std::to_string(stat.size),
                         {}};
        }
        entries.push_back({stat.name, stat.size});
    }
    return entries;
}

Result<Done> add(zip_t *archive, const std::string &name, const std::string &bytes)
{
    zip_source_t *content = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    const auto place =
        content ? zip_file_add(archive, name.c_str(), content, ZIP_FL_ENC_UTF_8) : -1;
    if (place < 0) {
        zip_source_free(content);
        return Error{name + " cannot be put into the archive: " + zip_strerror(archive), {}};
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

/// Reads until `bytes` is full or the entry ends; how many bytes that were, or -1.
std::int64_t fill(zip_file_t *file, std::span<char> bytes)
{
    std::size_t have = 0;
    while (have < bytes.size()) {
        const auto more = zip_fread(file, bytes.data() + have, bytes.size() - have);
        if (more < 0)
            return -1;
        if (more == 0)
            break;
        have += static_cast<std::size_t>(more);
    }
    return static_cast<std::int64_t>(have);
}

/// Reads `count` bytes that nobody wants; whether there were as many.
bool pass(zip_file_t *file, std::uint64_t count)
{
    std::array<char, 1 << 16> buffer{};
    while (count > 0) {
        const auto part = std::min<std::uint64_t>(count, buffer.size());
        if (fill(file, std::span(buffer).first(part)) != static_cast<std::int64_t>(part))
            return false;
        count -= part;
    }
    return true;
}

} // namespace

Result<ZipArchive> ZipArchive::open(std::string_view bytes)
{
    if (!bytes.starts_with("PK")) // libzip takes an empty file for an empty archive
        return Error{"not a zip archive", {}};
    auto opened = OpenedZip::open(bytes, ZIP_RDONLY);
    if (!opened)
        return opened.error();
    auto entries = listed((*opened)->archive.get(), bytes.size());
    if (!entries)
        return entries.error();
    ZipArchive archive;
    archive.m_opened = std::move(*opened);
    archive.m_entries = std::move(*entries);
    return archive;
}

Result<std::string> ZipArchive::head(std::size_t entry, std::uint64_t count) const
{
    const File file(zip_fopen_index(m_opened->archive.get(), entry, 0));
    if (!file)
        return Error{zip_strerror(m_opened->archive.get()), {}};
    std::string bytes(std::min(count, m_entries[entry].size), '\0');
    if (fill(file.get(), bytes) != static_cast<std::int64_t>(bytes.size()))
        return Error{"it ends too early or is damaged", {}};
    return bytes;
}

Result<std::string> ZipArchive::read(std::size_t entry, std::uint64_t begin,
                                     std::uint64_t count) const
{
    const File file(zip_fopen_index(m_opened->archive.get(), entry, 0));
    if (!file)
        return Error{zip_strerror(m_opened->archive.get()), {}};
    std::string bytes(count, '\0');
    if (!pass(file.get(), begin) ||
        fill(file.get(), bytes) != static_cast<std::int64_t>(bytes.size()) ||
        !pass(file.get(), m_entries[entry].size - begin - count))
        return Error{"it ends too early or is damaged", {}};
    char beyond = 0; // the checksum is looked at where the data end
    if (zip_fread(file.get(), &beyond, 1) != 0)
        return Error{"it is damaged", {}};
    return bytes;
}

Result<std::string> ZipArchive::read(std::size_t entry) const
{
    return read(entry, 0, m_entries[entry].size);
}

Result<std::string> zipBytes(const std::vector<std::pair<std::string, std::string>> &files)
{
    const auto zip = OpenedZip::open({}, ZIP_CREATE | ZIP_TRUNCATE);
    if (!zip)
        return zip.error();
    zip_t *archive = (*zip)->archive.get();
    for (const auto &[name, bytes] : files) // libzip reads the bytes when it closes the archive
        if (const auto done = add(archive, name, bytes); !done)
            return done.error();
    if (zip_close(archive) != 0)
        return Error{std::string("the archive cannot be written: ") + zip_strerror(archive), {}};
    (void)(*zip)->archive.release(); // closed is freed
    return written((*zip)->source.get());
}

} // namespace core
