// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/examples.h"

#include "core/io/document_reader.h"

#include <algorithm>

namespace core {

Result<Document> exampleDocument(std::string_view name)
{
    const auto found = std::ranges::find(examples(), name, &Example::name);
    if (found != examples().end())
        return parseDocument(found->text, {});
    std::string names;
    for (const Example &example : examples())
        names += (names.empty() ? "" : ", ") + std::string(example.name);
    return Error{"there is no example \"" + std::string(name) + "\"; there are: " + names, {}};
}

} // namespace core
