// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/file_bytes.h"

#include <fstream>

namespace core {

namespace {

constexpr std::uintmax_t mostBytes = std::uintmax_t{1} << 30;

} // namespace

std::string lowerExtension(const std::filesystem::path &file)
{
    std::string extension = file.extension().string();
    for (char &c : extension)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return extension;
}

Result<std::uintmax_t> fileSize(const std::filesystem::path &file)
{
    std::error_code code;
    const auto status = std::filesystem::status(file, code);
    if (!std::filesystem::exists(status))
        return Error{"there is no such file", {}};
    if (!std::filesystem::is_regular_file(status))
        return Error{"this is not a file that can be read", {}};
    const std::uintmax_t size = std::filesystem::file_size(file, code);
    if (code)
        return Error{"the file cannot be read: " + code.message(), {}};
    return size;
}

Result<std::string> readBytes(const std::filesystem::path &file)
{
    const auto size = fileSize(file);
    if (!size)
        return size.error();
    if (*size > mostBytes)
        return Error{"the file has " + std::to_string(*size) + " bytes; it may have at most " +
                         std::to_string(mostBytes),
                     {}};
    std::string bytes(*size, '\0');
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return Error{"the file cannot be opened for reading", {}};
    stream.read(bytes.data(), static_cast<std::streamsize>(*size));
    if (static_cast<std::uintmax_t>(stream.gcount()) != *size)
        return Error{"the file cannot be read to its end", {}};
    return bytes;
}

} // namespace core
