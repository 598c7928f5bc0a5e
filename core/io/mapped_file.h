// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

namespace core {

/// A file whose bytes are looked at where they are: the system fetches the pages that are touched, and
/// may drop them again. Another program may write to the file meanwhile, and bytes that it cuts off can
/// not be looked at any more: ask `isUnchanged` before each look.
class MappedFile {
  public:
    /// Errors, without the file's name: a file that is not there, is not a plain file, or cannot be
    /// opened or mapped.
    [[nodiscard]] static Result<MappedFile> open(const std::filesystem::path &file);

    MappedFile(MappedFile &&other) noexcept;
    MappedFile &operator=(MappedFile &&other) noexcept;
    MappedFile(const MappedFile &) = delete;
    MappedFile &operator=(const MappedFile &) = delete;
    ~MappedFile();

    [[nodiscard]] std::string_view bytes() const { return {m_begin, m_version.size}; }

    /// Whether the file has the size and the time of change that it had when it was opened.
    [[nodiscard]] bool isUnchanged() const;

  private:
    /// What changes when a file is written to.
    struct Version {
        std::size_t size = 0;
        std::int64_t seconds = 0, nanoseconds = 0; ///< of the last change
        bool operator==(const Version &) const = default;
    };
    [[nodiscard]] static std::optional<Version> versionOf(int descriptor);

    MappedFile() = default;

    int m_descriptor = -1;
    const char *m_begin = nullptr;
    Version m_version;
};

} // namespace core
