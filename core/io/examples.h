// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

#include <string>
#include <string_view>
#include <vector>

namespace core {

/// A document that is built in.
struct Example {
    std::string_view name;
    std::string_view description; ///< one line
    std::string_view text;        ///< the document as it stands in resources/examples
};

/// All examples, the first of which is what a first start shows.
[[nodiscard]] const std::vector<Example> &examples();

/// The document of an example.
/// Errors: an unknown name, with the names there are.
[[nodiscard]] Result<Document> exampleDocument(std::string_view name);

} // namespace core
