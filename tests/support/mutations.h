// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mutations {

/// Documents of the golden cases and the examples, each damaged in its bytes or in its structure: the
/// same seed gives the same documents.
[[nodiscard]] std::vector<std::string> damagedDocuments(std::size_t count, std::uint32_t seed);

} // namespace mutations
