// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace core {

/// The eight stages, in the order in which the pipeline runs through them.
enum class Stage { batch, embed, sort, pack, gru, unpack, restore, answer };

inline constexpr std::array allStages{Stage::batch, Stage::embed,  Stage::sort,    Stage::pack,
                                      Stage::gru,   Stage::unpack, Stage::restore, Stage::answer};

/// The name of a stage on the command line and in documents: "batch", "embed", …
[[nodiscard]] std::string_view name(Stage stage);

/// The stage of a name, if there is one.
[[nodiscard]] std::optional<Stage> stageNamed(std::string_view name);

} // namespace core
