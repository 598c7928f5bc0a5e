// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/mapped_file.h"

#include "core/io/file_bytes.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
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

Result<MappedFile> MappedFile::open(const std::filesystem::path &file)
{
    const auto size = fileSize(file);
    if (!size)
        return size.error();
    if (*size == 0) // nothing can be mapped
        return MappedFile(nullptr, 0);
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return systemError("the file cannot be opened for reading");
    void *begin = ::mmap(nullptr, *size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    const auto failed = systemError("the file cannot be mapped");
    ::close(descriptor); // the mapping holds the file
    if (begin == MAP_FAILED)
        return failed;
    return MappedFile(static_cast<const char *>(begin), *size);
}

MappedFile::MappedFile(MappedFile &&other) noexcept
    : m_begin(std::exchange(other.m_begin, nullptr)), m_size(std::exchange(other.m_size, 0))
{
}

MappedFile &MappedFile::operator=(MappedFile &&other) noexcept
{
    std::swap(m_begin, other.m_begin);
    std::swap(m_size, other.m_size);
    return *this;
}

MappedFile::~MappedFile()
{
    if (m_begin)
        ::munmap(const_cast<char *>(m_begin), m_size);
}

} // namespace core
