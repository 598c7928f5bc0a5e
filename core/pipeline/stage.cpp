// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/stage.h"

#include <algorithm>

namespace core {

namespace {
constexpr std::array<std::string_view, allStages.size()> names{
    "batch", "embed", "sort", "pack", "gru", "unpack", "restore", "answer"};
}

std::string_view name(Stage stage)
{
    return names[static_cast<std::size_t>(stage)];
}

std::optional<Stage> stageNamed(std::string_view name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<Stage>(found - names.begin());
}

} // namespace core
