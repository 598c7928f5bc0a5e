// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

#include <QString>

namespace app {

/// What the first window shows.
struct FirstDocument {
    const core::Document &document;
    QString fileName; ///< where it came from; empty for an example
    bool isAsked;     ///< a person asked for it; else the last session goes before it
};

/// Shows a document in a window, and what the last session left, until all windows are closed. Returns the
/// exit status.
[[nodiscard]] int showWindow(int &argc, char **argv, const FirstDocument &first);

} // namespace app
