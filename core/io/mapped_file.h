// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace core {

/// A file whose bytes are looked at where they are: the system fetches the pages that are touched, and
/// may drop them again. To be held for as long as one reading takes: a file that another program cuts
/// short meanwhile ends this one.
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

    [[nodiscard]] std::string_view bytes() const { return {m_begin, m_size}; }

  private:
    MappedFile(const char *begin, std::size_t size) : m_begin(begin), m_size(size) {}

    const char *m_begin = nullptr;
    std::size_t m_size = 0;
};

} // namespace core
