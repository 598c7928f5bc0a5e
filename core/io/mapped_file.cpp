// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/mapped_file.h"

#include "core/io/file_bytes.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace core {

namespace {

Error systemError(const std::string &what)
{
    return Error{what + ": " + std::generic_category().message(errno), {}};
}

} // namespace

std::optional<MappedFile::Version> MappedFile::versionOf(int descriptor)
{
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0)
        return std::nullopt;
    return Version{static_cast<std::size_t>(status.st_size), status.st_mtim.tv_sec,
                   status.st_mtim.tv_nsec};
}

Result<MappedFile> MappedFile::open(const std::filesystem::path &file)
{
    if (const auto size = fileSize(file); !size) // a pipe would be waited for
        return size.error();
    MappedFile mapped;
    mapped.m_descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (mapped.m_descriptor < 0)
        return systemError("the file cannot be opened for reading");
    const auto version = versionOf(mapped.m_descriptor);
    if (!version)
        return systemError("the file cannot be read");
    if (version->size > 0) { // an empty file cannot be mapped
        void *begin =
            ::mmap(nullptr, version->size, PROT_READ, MAP_PRIVATE, mapped.m_descriptor, 0);
        if (begin == MAP_FAILED)
            return systemError("the file cannot be mapped");
        mapped.m_begin = static_cast<const char *>(begin);
    }
    mapped.m_version = *version;
    return mapped;
}

bool MappedFile::isUnchanged() const
{
    return versionOf(m_descriptor) == m_version;
}

MappedFile::MappedFile(MappedFile &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_begin(std::exchange(other.m_begin, nullptr)), m_version(std::exchange(other.m_version, {}))
{
}

MappedFile &MappedFile::operator=(MappedFile &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_begin, other.m_begin);
    std::swap(m_version, other.m_version);
    return *this;
}

MappedFile::~MappedFile()
{
    if (m_begin)
        ::munmap(const_cast<char *>(m_begin), m_version.size);
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace core
