// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace core {

struct OpenedZip; ///< libzip's side of an archive

/// One file of an archive.
struct ZipEntry {
    std::string name;
    std::uint64_t size = 0; ///< bytes when unpacked, as the archive says
};

/// A zip archive that is read where its bytes are; only what is asked for is unpacked.
class ZipArchive {
  public:
    /// `bytes` must outlive the archive.
    /// Errors: what is not a zip archive; a name that stands twice; entries that have more bytes than
    /// the archive has room for, or would unpack to more than 1 GiB.
    [[nodiscard]] static Result<ZipArchive> open(std::string_view bytes);

    [[nodiscard]] const std::vector<ZipEntry> &entries() const { return m_entries; }

    /// The first bytes of an entry, at most `count`; no checksum is looked at.
    /// Errors: an entry that cannot be unpacked.
    [[nodiscard]] Result<std::string> head(std::size_t entry, std::uint64_t count) const;

    /// `count` bytes of an entry from `begin` on. The rest is unpacked as well, for its checksum, but
    /// not kept.
    /// Requires: begin + count <= entries()[entry].size.
    /// Errors: an entry that cannot be unpacked, has another size than the archive says, or is damaged.
    [[nodiscard]] Result<std::string> read(std::size_t entry, std::uint64_t begin,
                                           std::uint64_t count) const;
    /// All bytes of an entry.
    [[nodiscard]] Result<std::string> read(std::size_t entry) const;

  private:
    std::shared_ptr<OpenedZip> m_opened;
    std::vector<ZipEntry> m_entries;
};

/// The bytes of an archive of these files, not compressed, in this order. The same files give the same
/// bytes.
/// Errors: what libzip says.
[[nodiscard]] Result<std::string>
zipBytes(const std::vector<std::pair<std::string, std::string>> &files);

} // namespace core
