// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/document.h"

#include <QString>

namespace app {

/// Shows a document in a window until the window is closed. Returns the exit status.
/// `fileName` is where the document came from; empty for an example.
[[nodiscard]] int showWindow(int &argc, char **argv, const core::Document &document,
                             const QString &fileName);

} // namespace app
