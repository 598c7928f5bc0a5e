// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report.h"

#include <algorithm>
#include <iostream>
#include <sstream>

namespace app {

std::string printable(std::string text)
{
    std::ranges::replace_if(
        text, [](unsigned char c) { return c < 0x20 || c == 0x7F; }, '?');
    return text;
}

void report(const core::Error &error)
{
    std::cerr << "packscope: " << printable(error.message) << '\n';
    // PyTorch's words may have several lines.
    std::istringstream words(error.torch);
    const char *begin = "  PyTorch: ";
    for (std::string line; std::getline(words, line); begin = "           ")
        std::cerr << begin << printable(line) << '\n';
}

int refused(const core::Error &error, int status)
{
    report(error);
    return status;
}

int statusOf(const core::Result<core::Done> &done)
{
    return done ? exitDone : refused(done.error());
}

void warnOfUnknown(const core::Document &document)
{
    for (const auto &[path, value] : document.unknown)
        std::cerr << "packscope: warning: the key " << printable(path)
                  << " is unknown; it is kept as it is\n";
}

} // namespace app
