// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scene/view.h"

#include <optional>
#include <string>

namespace ui {

/// Where the window was, as a document keeps it under `view`: what of it was written there.
struct SavedView {
    std::optional<std::string> moment; ///< as on the command line: "gru:3.500"
    std::optional<Lanes> lanes;

    bool operator==(const SavedView &) const = default;
};

/// Reads a document's `view`. What is missing or makes no sense is left out: a view is no reason to
/// refuse a document.
[[nodiscard]] SavedView savedView(const std::string &json);

/// The JSON of `view`, with all that `before` held besides.
[[nodiscard]] std::string savedViewText(const SavedView &view, const std::string &before);

} // namespace ui
