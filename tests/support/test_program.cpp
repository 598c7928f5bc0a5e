// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"

#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace tests {

namespace {

std::map<std::string, Run> &entries()
{
    static std::map<std::string, Run> all; // the entries are made before main, in any order
    return all;
}

std::string nameOf(const std::string &path)
{
    const std::size_t slash = path.find_last_of('/');
    const std::string file = slash == std::string::npos ? path : path.substr(slash + 1);
    return file.substr(0, file.find('.'));
}

} // namespace

Entry::Entry(const char *name, Run run)
{
    entries().emplace(nameOf(name), run);
}

} // namespace tests

int main(int argc, char **argv)
{
    const auto found = tests::entries().find(argc > 1 ? argv[1] : "");
    if (found == tests::entries().end()) {
        std::fprintf(stderr, "usage: %s TEST [ARGUMENTS OF QT TEST]; the tests are:\n", argv[0]);
        for (const auto &[name, run] : tests::entries())
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    std::vector<char *> rest{argv[0]};
    rest.insert(rest.end(), argv + 2, argv + argc);
    return found->second(static_cast<int>(rest.size()), rest.data());
}
